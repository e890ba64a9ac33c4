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
final class LaunchFloodLimit {

    static final double SHARE = 0.25;

    /** The time of about 1,500 scene launches. */
    static final long BURST_MICROS = 50_000;

    /** The longest pause, in microseconds: senders that do not flood wait for its end, too. */
    static final long LONGEST_PAUSE_MICROS = 400;

    /** So many times smaller is a slice under the limit, so that a short pause is enough. */
    static final int SLICES_SMALLER = 4;

    /** One for each source of packets, UDP and the inbox. */
    static final int LEAST = 2;

    private double free = BURST_MICROS;
    private HostMicros until;

    LaunchFloodLimit(HostMicros now) {
        until = now;
    }

    /**
     * A slice with a bulk command was handled. If the whole program stood still meanwhile, that
     * costs one pause and no more.
     */
    void onHandled(HostMicros began, HostMicros ended) {
        double gained = SHARE * Math.max(0, ended.since(until));
        double lowest = -SHARE * LONGEST_PAUSE_MICROS;
        free = Math.clamp(free + gained - ended.since(began), lowest, BURST_MICROS);
        until = ended;
    }

    /** How many batches the next slice may have, of those that would otherwise fit. */
    int atMost(int fitting) {
        return isReached() ? Math.max(Math.min(fitting, LEAST), fitting / SLICES_SMALLER) : fitting;
    }

    private boolean isReached() {
        return free < SHARE * LONGEST_PAUSE_MICROS;
    }

    /**
     * How long to pause after the slice, before the next arrivals are handled; 0 for not at all.
     */
    long pauseMicros() {
        return free >= 0 ? 0 : (long) Math.ceil(-free / SHARE);
    }
}
