package io.downbeat.session.command;

import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

/**
 * Everything that has happened, each with the beat it happened on. Of a boundary that is the
 * boundary's own beat, however late the thread came; nothing here is ever read off a clock.
 *
 * <p>Tracks, clips, scenes and outputs are named by position, from 1.
 */
public sealed interface Event {

    Beats at();

    /** A clip that waits for {@code due}. */
    record ClipQueued(Beats at, int track, int clip, Beats due) implements Event {}

    /** A stop that waits for {@code due}. */
    record StopQueued(Beats at, int track, Beats due) implements Event {}

    /** A queued clip that was cancelled, or replaced by another launch or a stop. */
    record ClipCancelled(Beats at, int track, int clip) implements Event {}

    /** A queued stop that was cancelled or replaced. */
    record StopCancelled(Beats at, int track) implements Event {}

    /** A queued clip or stop whose boundary has moved to {@code due}. */
    record Retimed(Beats at, int track, Beats due) implements Event {}

    record SceneQueued(Beats at, int scene, Beats due) implements Event {}

    /** A queued scene of which nothing waits any more. */
    record SceneCancelled(Beats at, int scene) implements Event {}

    record SceneLaunched(Beats at, int scene) implements Event {}

    /**
     * A clip that is its track's active one from now on; its values follow in one {@link
     * ParamsWritten}.
     */
    record ClipActivated(Beats at, int track, int clip) implements Event {}

    /** A track without an active clip from now on; {@code clip} was it. */
    record TrackStopped(Beats at, int track, int clip) implements Event {}

    /**
     * Live values that were written, whole and in their order, unchanged ones too.
     *
     * @param by who did it
     * @param prepared the revision under which an {@link UpcomingBoundary} announced exactly these,
     *     if a turn ended while they waited; 0 if they never waited
     */
    record ParamsWritten(Beats at, Cause cause, RequestOrigin by, long prepared, Snapshot values)
            implements Event {}

    /** What wrote live values. */
    enum Cause {
        HAND,
        LAUNCH,
        /** A frame of the fades: the next one takes its place. */
        FADE,
        /** What fades lead to, where they end, and what has no way to go there. */
        ARRIVAL
    }

    /** A unit of the signature has begun. */
    record BeatPassed(Beats at, BarBeat count) implements Event {}

    /** The transport has started or halted. */
    record TransportChanged(Beats at, boolean playing) implements Event {}

    record TempoChanged(Beats at, Tempo tempo) implements Event {}

    /** A hand bends the tempo by so much, -1 to 1, or has let go. */
    record TempoNudged(Beats at, double bend) implements Event {}

    record MeterChanged(Beats at, Meter meter) implements Event {}

    /** The count has jumped to {@code at}: restart, resync, the second stop, another's clock. */
    record CountMoved(Beats at) implements Event {}

    /** Another clock leads, or the leading one is heard, stops, or is lost. */
    record ClockSourceChanged(Beats at, ClockState clock) implements Event {}

    /** The Link session is to be told something, at a moment of the host clock. */
    record LinkRequested(Beats at, HostMicros host, LinkRequest wish) implements Event {}

    record Panicked(Beats at) implements Event {}

    /** A setting, an object's own setting or a range was set, by whom and under which address. */
    record ValueSet(Beats at, RequestOrigin by, String address) implements Event {}

    record Touched(Beats at, RequestOrigin by, int parameter, boolean down) implements Event {}

    /** An output is to be told all present values. */
    record OutputResent(Beats at, int output) implements Event {}

    /** The output's own settings or its status have changed. */
    record OutputChanged(Beats at, int output) implements Event {}

    /** What a client asked for itself, in its turn. */
    record ClientRequested(
            Beats at, RequestOrigin by, String address, Command.ClientCommand request)
            implements Event {}

    /**
     * A command that was not obeyed.
     *
     * @param unprefixed whether the address stands as it was sent, and is not behind the prefix
     */
    record Refused(
            Beats at,
            RequestOrigin by,
            String address,
            Refusal.Code code,
            String text,
            boolean unprefixed)
            implements Event {

        /** The refusal of what was sent to an address of this program. */
        public Refused(Beats at, RequestOrigin by, String address, Refusal.Code code, String text) {
            this(at, by, address, code, text, false);
        }
    }

    /**
     * A save that was asked for.
     *
     * @param values the live values of this very moment; all else is in the view published with
     *     this event
     * @param edits how many edits the session has seen; goes back with {@link Command.ReportSaved}
     */
    record SaveAsked(
            Beats at,
            RequestOrigin by,
            String address,
            Command.Save save,
            LiveValues values,
            long edits)
            implements Event {}

    record Saved(Beats at, RequestOrigin by, String name) implements Event {}

    /** The program is to end. */
    record QuitAsked(Beats at, RequestOrigin by) implements Event {}

    /**
     * A command or a cue that threw; the rest went on.
     *
     * @param what the address that asked for it, or the part that failed, for a person who reads
     *     the log
     */
    record Failed(Beats at, String what, String why) implements Event {}
}
