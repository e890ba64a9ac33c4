package io.downbeat.link.wire;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

/**
 * Where a session's beats lie on its common clock, as sent: a straight line through one point. The
 * beat of that point also ranks the line by age. Beat 0 is the origin of every member's bars.
 *
 * <p>The tempo is a whole number of microseconds per beat, and all values are rounded as other
 * peers round, so that all peers compute the same numbers.
 */
public record SessionTimeline(long microsPerBeat, Beats beatOrigin, GhostMicros timeOrigin) {

    /** Microseconds a beat: 20 quarters a minute, the slowest tempo in Link. */
    static final long SLOWEST = 3_000_000;

    /** Microseconds a beat: 999 quarters a minute, the fastest tempo in Link. */
    static final long FASTEST = 60_060;

    private static final double MICROS_PER_MINUTE = 60e6;

    /** Micro-beats, 142 years at 120 BPM: larger origins are refused. */
    private static final long CREDIBLE = 1L << 53;

    /** The line of a host timeline, through its position at {@code now}. */
    public static SessionTimeline of(Timeline own, HostMicros now, GhostOffset offset) {
        return new SessionTimeline(microsPerBeat(own.tempo()), own.beatsAt(now), offset.ghost(now));
    }

    /** A tempo as it is sent, clamped to Link's range. */
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

    /** Whether the values are in a range that can be computed with; other lines are ignored. */
    public boolean isCredible() {
        return microsPerBeat > 0
                && isCredible(beatOrigin.micro())
                && isCredible(timeOrigin.micros());
    }

    /** The same line at the nearest tempo of Link's range. */
    public SessionTimeline clamped() {
        return new SessionTimeline(clamp(microsPerBeat), beatOrigin, timeOrigin);
    }

    /** Whether members with {@code current} take this line instead. */
    public boolean replaces(SessionTimeline current) {
        return beatOrigin.isAfter(current.beatOrigin);
    }

    /** The line that continues at another tempo from {@code moment} on. */
    public SessionTimeline atTempo(Tempo tempo, GhostMicros moment) {
        return new SessionTimeline(microsPerBeat(tempo), beatsAt(moment), moment);
    }

    /**
     * The {@code wanted} line in a form that replaces this one in every peer. Its beat origin is
     * the present position of this line, so a proposal gains no more rank than needed.
     */
    public SessionTimeline followedBy(SessionTimeline wanted, GhostMicros now) {
        Beats least = beatOrigin.plus(Beats.micro(1));
        Beats origin = beatsAt(now).orLater(least);
        return new SessionTimeline(wanted.microsPerBeat, origin, wanted.momentOf(origin));
    }

    /** This line on the host clock. */
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
