package io.downbeat.clock;

import io.downbeat.time.HostMicros;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * How late this machine wakes a thread that sleeps, and so how long before a boundary one had
 * better be awake. Measured once at the start, on the thread that asks, within some ten
 * milliseconds.
 */
public final class WakeupLatency {

    /** How long before a moment to be awake where nobody has measured. */
    public static final long USUAL_MICROS = 300;

    private static final int NAPS = 25;
    private static final long NAP_NANOS = 200_000;
    private static final long LEAST_MICROS = 100;
    private static final long MOST_MICROS = 1000;

    private WakeupLatency() {}

    /** Microseconds in which nine of ten wake-ups came, 100 to 1000. */
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
