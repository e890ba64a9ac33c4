package io.downbeat.client;

/**
 * The daemon cannot be reached, does not answer, or refuses; the message says what, where, and what
 * to do.
 */
public final class DownbeatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DownbeatException(String message) {
        super(message);
    }

    DownbeatException(String message, Throwable cause) {
        super(message, cause);
    }
}
