package io.downbeat.transport;

import io.downbeat.time.HostMicros;

/**
 * The arithmetic of a wait for a moment: asleep until a millisecond before, polling without sleep
 * until the spin before, and from then on nothing is read.
 *
 * <pre>
 *  now ............ asleep ............|.. polling ..|. spin .| until
 *                              1 to 2 ms before          spinMicros before
 * </pre>
 *
 * @param spinMicros how long before the moment nothing is read any more, 0 to 1000
 */
record Waiting(long spinMicros) {
    private static final long MILLI = 1_000;
    private static final long LONGEST_SLEEP_MILLIS = 60_000;

    Waiting {
        if (spinMicros < 0 || spinMicros > MILLI) {
            throw new IllegalArgumentException("spin_us is 0..1000, got " + spinMicros);
        }
    }

    /** Whether the moment is so near, or past, that nothing else is looked at. */
    boolean isOver(HostMicros now, HostMicros until) {
        return left(now, until) <= spinMicros;
    }

    /**
     * Whole milliseconds to sleep; 0 is to poll. A sleep of so many ends about a millisecond early:
     * a selector counts in milliseconds and wakes some tens of microseconds late.
     */
    long sleepMillis(HostMicros now, HostMicros until) {
        long whole = left(now, until) / MILLI - 1;
        return Math.clamp(whole, 0, LONGEST_SLEEP_MILLIS);
    }

    private static long left(HostMicros now, HostMicros until) {
        return until.equals(HostMicros.NEVER) ? Long.MAX_VALUE : until.since(now);
    }
}
