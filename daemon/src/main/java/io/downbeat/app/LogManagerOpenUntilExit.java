package io.downbeat.app;

import java.util.logging.LogManager;

/**
 * A LogManager that is not reset at shutdown. The JDK resets its own as soon as the process begins
 * to end, and what the parts of the program log while they close would be lost.
 *
 * <p>Public because the JDK makes it by its name.
 */
public final class LogManagerOpenUntilExit extends LogManager {

    private volatile boolean isKeptOpen;

    /** From now on the log is not reset any more. */
    void keepOpen() {
        isKeptOpen = true;
    }

    @Override
    public void reset() {
        if (!isKeptOpen) {
            super.reset();
        }
    }
}
