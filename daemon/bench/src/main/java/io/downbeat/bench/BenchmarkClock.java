package io.downbeat.bench;

import java.time.Instant;

/** The clock and the waits of the benchmarks. */
final class BenchmarkClock {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private BenchmarkClock() {}

    /** Nanoseconds of the wall clock, as in the kernel's stamps. */
    static long wallNanos() {
        Instant now = Instant.now();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted", stopped);
        }
    }

    /** Sleeps until a moment of the wall clock, to the millisecond. */
    static void until(long wallNanos) {
        long left = wallNanos - wallNanos();
        if (left > 0) {
            millis(left / NANOS_PER_MILLI);
        }
    }
}
