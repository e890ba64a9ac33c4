package io.downbeat.persistence.json;

/**
 * The part of a parsed text that a value was read from.
 *
 * @param end the index after its last character
 */
record SourceSpan(String source, int start, int end) {

    /** Used for a value that was edited and so has no text of its own. */
    static final SourceSpan NONE = new SourceSpan("", 0, 0);

    boolean isNone() {
        return start == end;
    }

    void appendTo(TextSink out) {
        out.append(source, start, end);
    }

    String text() {
        return source.substring(start, end);
    }
}
