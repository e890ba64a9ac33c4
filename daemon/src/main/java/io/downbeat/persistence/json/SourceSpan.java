package io.downbeat.persistence.json;

/**
 * A part of a text that was parsed: what a value was written as.
 *
 * @param end the first character that is no part of it
 */
record SourceSpan(String source, int start, int end) {

    /** What stands for the text of a value that was edited: it has none of its own. */
    static final SourceSpan NONE = new SourceSpan("", 0, 0);

    boolean isNone() {
        return start == end;
    }

    void appendTo(StringBuilder out) {
        out.append(source, start, end);
    }

    String text() {
        return source.substring(start, end);
    }
}
