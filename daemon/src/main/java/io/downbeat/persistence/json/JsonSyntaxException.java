package io.downbeat.persistence.json;

/** What is wrong with a text that is no JSON, at a line and a column from 1. */
public final class JsonSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    JsonSyntaxException(String what, int line, int column) {
        super(what);
        this.line = Math.max(1, line);
        this.column = Math.max(1, column);
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** What was found and what was expected, for people. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
