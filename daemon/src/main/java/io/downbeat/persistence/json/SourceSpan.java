package io.downbeat.persistence.json;

/**
 * The part of a parsed text that a value was read from.
 *
 * @param end the index after its last character
 */
record SourceSpan(String source, int start, int end) implements ObjectOrArrayText {

    /** Used for a value that was edited and so has no text of its own. */
    static final SourceSpan NONE = new SourceSpan("", 0, 0);

    @Override
    public boolean isNone() {
        return start == end;
    }

    @Override
    public void appendTo(TextSink out) {
        out.append(source, start, end);
    }

    String text() {
        return source.substring(start, end);
    }
}
