package io.downbeat.link.wire;

import io.downbeat.time.Beats;

/**
 * The last start or stop command of a session.
 *
 * @param beat where on the session's timeline it takes effect
 * @param issued when it was given; the latest command applies
 */
public record StartStop(boolean playing, Beats beat, GhostMicros issued) {

    /** The state of a new session, and of a peer that has just joined one. */
    public static final StartStop NONE = new StartStop(false, Beats.ZERO, GhostMicros.ZERO);

    /** Microseconds: more than the clocks of correct members ever differ. */
    private static final long AHEAD_AT_MOST = 60_000_000;

    private static final long CREDIBLE_BEAT = 1L << 53;

    /** Whether members with {@code current} take this command instead. */
    public boolean replaces(StartStop current) {
        return issued.isAfter(current.issued);
    }

    /**
     * Whether it can have been given by {@code now}. A command from the far future would block
     * every later one.
     */
    public boolean isCredible(GhostMicros now) {
        return issued.micros() <= now.micros() + AHEAD_AT_MOST
                && -CREDIBLE_BEAT <= beat.micro()
                && beat.micro() <= CREDIBLE_BEAT;
    }
}
