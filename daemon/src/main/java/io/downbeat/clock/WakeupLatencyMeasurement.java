package io.downbeat.clock;

import io.downbeat.time.HostMicros;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How late this machine wakes a sleeping thread, and so how long before a boundary a thread has to
 * wake up. Measured once at the start, on the calling thread, in about ten milliseconds.
 */
public final class WakeupLatencyMeasurement {

    /** Microseconds before a moment at which to wake up if nothing was measured. */
    public static final long USUAL_MICROS = 300;

    /** Sleeps: few enough to take ten milliseconds, enough for a ninth decile. */
    private static final int NAPS = 25;

    /** Nanoseconds of one sleep. */
    private static final long NAP_NANOS = 200_000;

    /** Microseconds: less would cost nothing to save. */
    private static final long LEAST_MICROS = 100;

    /**
     * Microseconds: a machine that wakes up later is overloaded, and spinning longer would load it
     * more.
     */
    private static final long MOST_MICROS = 1000;

    private WakeupLatencyMeasurement() {}

    /** Microseconds within which nine of ten wake-ups came, 100 to 1000. */
    public static long spinMicros(HostClock clock) {
        long[] lateness = new long[NAPS];
        for (int nap = 0; nap < NAPS; nap++) {
            HostMicros began = clock.now();
            LockSupport.parkNanos(NAP_NANOS);
            lateness[nap] = clock.now().since(began) - NAP_NANOS / 1000;
        }
        return spinMicros(lateness);
    }

    static long spinMicros(long... lateness) {
        long[] sorted = lateness.clone();
        Arrays.sort(sorted);
        return Math.clamp(sorted[(sorted.length - 1) * 9 / 10], LEAST_MICROS, MOST_MICROS);
    }
}
