package io.downbeat.session.view;

import java.util.Locale;

/**
 * The chosen clock source and its status.
 *
 * @param peers the number of other programs in the Link session
 * @param jitterMillis the measured jitter of the followed clock's pulses
 * @param offsetMillis everything leaves this much after its boundary; negative is earlier
 * @param freewheelBars how many bars the session plays on after its clock is lost; -1 without limit
 */
public record ClockState(
        ClockSource source,
        Status status,
        int peers,
        double jitterMillis,
        double offsetMillis,
        double freewheelBars,
        Link link) {

    /** The session plays on without limit after its clock is lost. */
    public static final double FOR_EVER = -1;

    /** The status of the chosen clock. */
    public enum Status {
        RUNNING,
        STOPPED,
        /** No pulse has arrived yet. */
        SEARCHING,
        /** Pulses have arrived, but no longer do. */
        LOST;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The Link settings, also while another clock source is chosen.
     *
     * @param startStop whether start and stop are shared
     * @param lead whether the tempo of a scene or an arrangement also becomes the Link session's
     *     tempo
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
