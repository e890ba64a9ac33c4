package io.downbeat.bench;

/** Why a benchmark cannot run or go on, in one line that says what to do. */
final class BenchRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchRefused(String message) {
        super(message);
    }

    BenchRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
