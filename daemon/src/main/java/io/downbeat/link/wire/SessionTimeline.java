package io.downbeat.link.wire;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/**
 * Where a session's beats lie on its common clock, as it stands on the wire: a straight line
 * through one point, whose beat also says how recent the line is. Beat 0 is the origin of every
 * member's bars.
 *
 * <p>The tempo is a whole number of microseconds per beat, and all is rounded as other peers round,
 * so that everybody works out the same numbers.
 */
public record SessionTimeline(long microsPerBeat, Beats beatOrigin, GhostMicros timeOrigin) {

    /** The slowest tempo there is in Link, 20 quarters a minute. */
    static final long SLOWEST = 3_000_000;

    /** The fastest, 999 quarters a minute. */
    static final long FASTEST = 60_060;

    private static final double MICROS_PER_MINUTE = 60e6;

    /** Origins beyond this come from nobody's music: 142 years at 120. */
    private static final long CREDIBLE = 1L << 53;

    /** The line of a host's timeline; it passes through where that is at {@code now}. */
    public static SessionTimeline of(Timeline own, HostMicros now, GhostOffset offset) {
        return new SessionTimeline(microsPerBeat(own.tempo()), own.beatsAt(now), offset.ghost(now));
    }

    /** A tempo as the wire states it, kept within Link's range. */
    public static long microsPerBeat(Tempo tempo) {
        return clamp(LinkRounding.nearest(MICROS_PER_MINUTE / tempo.bpm()));
    }

    public Beats beatsAt(GhostMicros moment) {
        return Beats.micro(
                beatOrigin.micro()
                        + LinkRounding.nearest(
                                (double) moment.since(timeOrigin)
                                        / microsPerBeat
                                        * Beats.MICROS_PER_BEAT));
    }

    public GhostMicros momentOf(Beats beat) {
        return timeOrigin.plus(
                LinkRounding.nearest(
                        (double) beat.minus(beatOrigin).micro()
                                / Beats.MICROS_PER_BEAT
                                * microsPerBeat));
    }

    /** Whether the numbers can be worked with; a line that is not credible is not looked at. */
    public boolean isCredible() {
        return microsPerBeat > 0
                && isCredible(beatOrigin.micro())
                && isCredible(timeOrigin.micros());
    }

    /** The same line at the nearest tempo of Link's range. */
    public SessionTimeline clamped() {
        return new SessionTimeline(clamp(microsPerBeat), beatOrigin, timeOrigin);
    }

    /** Whether members who have {@code current} take this line instead. */
    public boolean replaces(SessionTimeline current) {
        return beatOrigin.isAfter(current.beatOrigin);
    }

    /** The line that goes on at another tempo from {@code moment} on. */
    public SessionTimeline atTempo(Tempo tempo, GhostMicros moment) {
        return new SessionTimeline(microsPerBeat(tempo), beatsAt(moment), moment);
    }

    /**
     * The {@code wanted} line, stated so that it replaces this one everywhere. Its beat origin is
     * where this line is now: nobody gains rank by proposing.
     */
    public SessionTimeline followedBy(SessionTimeline wanted, GhostMicros now) {
        Beats least = beatOrigin.plus(Beats.micro(1));
        Beats origin = beatsAt(now).orLater(least);
        return new SessionTimeline(wanted.microsPerBeat, origin, wanted.momentOf(origin));
    }

    /** This line on the clock of a host. */
    public Timeline onHost(GhostOffset offset) {
        Tempo tempo = new Tempo(MICROS_PER_MINUTE / microsPerBeat);
        return new Timeline(tempo, beatOrigin, offset.host(timeOrigin));
    }

    private static boolean isCredible(long origin) {
        return -CREDIBLE <= origin && origin <= CREDIBLE;
    }

    private static long clamp(long microsPerBeat) {
        return Math.clamp(microsPerBeat, FASTEST, SLOWEST);
    }
}
