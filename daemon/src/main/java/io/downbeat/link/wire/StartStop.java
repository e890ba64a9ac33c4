package io.downbeat.link.wire;

import io.downbeat.time.Beats;

/**
 * A session's last command to start or stop.
 *
 * @param beat where on the session's timeline it takes effect
 * @param issued when it was given; the latest wins
 */
public record StartStop(boolean playing, Beats beat, GhostMicros issued) {

    /** What a new session has, and who has just joined one. */
    public static final StartStop NONE = new StartStop(false, Beats.ZERO, GhostMicros.ZERO);

    /** A little more than clocks of honest members ever differ. */
    private static final long AHEAD_AT_MOST = 60_000_000;

    private static final long CREDIBLE_BEAT = 1L << 53;

    /** Whether members who have {@code current} take this command instead. */
    public boolean replaces(StartStop current) {
        return issued.isAfter(current.issued);
    }

    /**
     * Whether it can have been given by {@code now}. One from the far future would keep every later
     * command from being heard.
     */
    public boolean isCredible(GhostMicros now) {
        return issued.micros() <= now.micros() + AHEAD_AT_MOST
                && -CREDIBLE_BEAT <= beat.micro()
                && beat.micro() <= CREDIBLE_BEAT;
    }
}
