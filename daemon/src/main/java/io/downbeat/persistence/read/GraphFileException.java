package io.downbeat.persistence.read;

/**
 * A graph file cannot be used. The message is one line: the file, the place in it, what is wrong,
 * what was expected and what to do.
 */
public final class GraphFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GraphFileException(String message) {
        super(message, null, false, false);
    }

    /** The message; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
