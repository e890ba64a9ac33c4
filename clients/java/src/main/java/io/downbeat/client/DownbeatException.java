package io.downbeat.client;

/** A daemon that cannot be reached, does not answer, or refuses: what, where, and what to do. */
public final class DownbeatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DownbeatException(String message) {
        super(message);
    }

    DownbeatException(String message, Throwable cause) {
        super(message, cause);
    }
}
