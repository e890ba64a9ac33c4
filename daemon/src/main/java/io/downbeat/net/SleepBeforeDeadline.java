package io.downbeat.net;

import io.downbeat.time.HostMicros;

/**
 * Computes how long to sleep before a deadline: the thread sleeps until a millisecond before, then
 * polls without sleeping.
 */
final class SleepBeforeDeadline {
    private static final long MILLI = 1_000;
    private static final long LONGEST_SLEEP_MILLIS = 60_000;

    private SleepBeforeDeadline() {}

    /**
     * Whole milliseconds to sleep; 0 means to poll. The sleep ends about a millisecond early,
     * because a selector counts in milliseconds and wakes some tens of microseconds late.
     */
    static long sleepMillis(HostMicros now, HostMicros until) {
        long left = until.equals(HostMicros.NEVER) ? Long.MAX_VALUE : until.since(now);
        return Math.clamp(left / MILLI - 1, 0, LONGEST_SLEEP_MILLIS);
    }
}
