package io.downbeat.app;

/** Why the daemon cannot start, in one line that says what to do. */
final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartupException(String message) {
        super(message);
    }
}
