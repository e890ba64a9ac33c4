package io.downbeat.net;

import io.downbeat.time.HostMicros;

/**
 * The arithmetic of a wait for a moment: asleep until a millisecond before, then polling without
 * sleep.
 *
 * <pre>
 *  now ............ asleep ............|.. polling ..| until
 *                              1 to 2 ms before
 * </pre>
 */
final class BoundaryWait {
    private static final long MILLI = 1_000;
    private static final long LONGEST_SLEEP_MILLIS = 60_000;

    private BoundaryWait() {}

    /**
     * Whole milliseconds to sleep; 0 is to poll. A sleep of so many ends about a millisecond early:
     * a selector counts in milliseconds and wakes some tens of microseconds late.
     */
    static long sleepMillis(HostMicros now, HostMicros until) {
        long left = until.equals(HostMicros.NEVER) ? Long.MAX_VALUE : until.since(now);
        return Math.clamp(left / MILLI - 1, 0, LONGEST_SLEEP_MILLIS);
    }
}
