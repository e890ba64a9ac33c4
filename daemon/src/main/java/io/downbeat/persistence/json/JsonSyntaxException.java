package io.downbeat.persistence.json;

/** A text is not JSON. It has the line and column of the error, from 1. */
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

    /** What was expected and what was found, for people. */
    public String what() {
        return String.valueOf(getMessage());
    }
}
