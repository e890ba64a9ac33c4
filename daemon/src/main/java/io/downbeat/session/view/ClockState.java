package io.downbeat.session.view;

import java.util.Locale;

/**
 * The clock that leads, and how it is followed.
 *
 * @param peers other programs in the Link session
 * @param jitterMillis how unsteadily the followed clock's pulses were measured to come
 * @param offsetMillis by which everything leaves after its boundary; negative is earlier
 * @param freewheelBars how long a lost clock plays on; -1 for ever
 */
public record ClockState(
        ClockSource source,
        Status status,
        int peers,
        double jitterMillis,
        double offsetMillis,
        double freewheelBars,
        Link link) {

    /** A lost clock plays on without an end. */
    public static final double FOR_EVER = -1;

    /** How the leading clock is doing. */
    public enum Status {
        RUNNING,
        STOPPED,
        /** Not heard yet. */
        SEARCHING,
        /** Heard once, and not any more. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The part taken in the Link session, whoever leads.
     *
     * @param startStop whether start and stop are shared
     * @param lead whether a scene's or an arrangement's tempo is everybody's
     */
    public record Link(boolean enabled, boolean startStop, boolean lead) {
        public static final Link NONE = new Link(false, false, false);

        public Link withEnabled(boolean on) {
            return new Link(on, startStop, lead);
        }

        public Link withStartStop(boolean on) {
            return new Link(enabled, on, lead);
        }

        public Link withLead(boolean on) {
            return new Link(enabled, startStop, on);
        }
    }

    /** The program's own clock, running. */
    public static final ClockState INTERNAL =
            new ClockState(ClockSource.INTERNAL, Status.RUNNING, 0, 0, 0, FOR_EVER, Link.NONE);

    public ClockState with(ClockSource other, Status now) {
        return new ClockState(other, now, peers, jitterMillis, offsetMillis, freewheelBars, link);
    }

    public ClockState with(Status now) {
        return with(source, now);
    }

    public ClockState with(Link other) {
        return new ClockState(
                source, status, peers, jitterMillis, offsetMillis, freewheelBars, other);
    }

    public ClockState withPeers(int count) {
        return new ClockState(
                source, status, count, jitterMillis, offsetMillis, freewheelBars, link);
    }

    public ClockState withJitter(double millis) {
        return new ClockState(source, status, peers, millis, offsetMillis, freewheelBars, link);
    }

    public ClockState withOffset(double millis) {
        return new ClockState(source, status, peers, jitterMillis, millis, freewheelBars, link);
    }

    public ClockState withFreewheel(double bars) {
        return new ClockState(source, status, peers, jitterMillis, offsetMillis, bars, link);
    }
}
