package io.downbeat.app;

/** The daemon cannot start. The message is one line that says what to do. */
final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StartupException(String message) {
        super(message);
    }
}
