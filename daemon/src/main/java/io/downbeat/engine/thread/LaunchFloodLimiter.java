package io.downbeat.engine.thread;

import io.downbeat.time.HostMicros;

/**
 * Limits the conductor thread's time for launches: when they arrive without end, they get {@value
 * #SHARE} of it. A flood of launches otherwise takes the whole thread, and so much memory that the
 * garbage collector stops it for tens of milliseconds.
 *
 * <p>A burst is handled without a limit: unused time is kept, up to {@value #BURST_MICROS} us. Pure
 * arithmetic: the caller measures and pauses.
 */
final class LaunchFloodLimiter {

    static final double SHARE = 0.25;

    /** The time of about 1,500 scene launches. */
    static final long BURST_MICROS = 50_000;

    /** The longest pause, in microseconds: senders that do not flood wait for its end, too. */
    static final long LONGEST_PAUSE_MICROS = 400;

    /** So many times smaller is a slice under the limit, so that a short pause is enough. */
    static final int SLICE_DIVISOR = 4;

    /** One for each source of packets, UDP and the inbox. */
    static final int LEAST_BATCHES = 2;

    private final TimeAllowance allowance =
            new TimeAllowance(SHARE, BURST_MICROS, LONGEST_PAUSE_MICROS);
    private HostMicros lastHandledAt;

    LaunchFloodLimiter(HostMicros now) {
        lastHandledAt = now;
    }

    /**
     * A slice with a bulk command was handled. If the whole program stood still meanwhile, that
     * costs one pause and no more.
     */
    void onHandled(HostMicros began, HostMicros ended) {
        allowance.onPassed(Math.max(0, ended.since(lastHandledAt)), (double) ended.since(began));
        lastHandledAt = ended;
    }

    /** How many batches the next slice may have, of those that would otherwise fit. */
    int limitedSlice(int fitting) {
        return allowance.isUsedUp()
                ? Math.max(Math.min(fitting, LEAST_BATCHES), fitting / SLICE_DIVISOR)
                : fitting;
    }

    /**
     * How long to pause after the slice, before the next arrivals are handled; 0 for not at all.
     */
    long pauseMicros() {
        return allowance.pauseMicros();
    }
}
