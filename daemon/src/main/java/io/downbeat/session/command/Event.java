package io.downbeat.session.command;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.BarBeat;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;

/**
 * Everything that has happened in the session, each with its beat. An event at a boundary has the
 * beat of the boundary, even if the thread was late; no time in an event is read from a clock.
 *
 * <p>Tracks, clips and scenes are named by id, outputs by position, from 1.
 */
public sealed interface Event {

    Beats at();

    /** A clip was queued for {@code due}. */
    record ClipQueued(Beats at, ClipId clip, Beats due) implements Event {}

    /** A stop was queued for {@code due}. */
    record StopQueued(Beats at, TrackId track, Beats due) implements Event {}

    /** A queued clip was cancelled, or replaced by another launch or a stop. */
    record ClipCancelled(Beats at, ClipId clip) implements Event {}

    /** A queued stop was cancelled or replaced. */
    record StopCancelled(Beats at, TrackId track) implements Event {}

    /** The boundary of a queued clip or stop has moved to {@code due}. */
    record Retimed(Beats at, TrackId track, Beats due) implements Event {}

    record SceneQueued(Beats at, SceneId scene, Beats due) implements Event {}

    /** None of a queued scene's launches waits any more. */
    record SceneCancelled(Beats at, SceneId scene) implements Event {}

    /**
     * A scene was launched.
     *
     * @param byArrangement whether the arrangement launched it
     */
    record SceneLaunched(Beats at, SceneId scene, boolean byArrangement) implements Event {

        /** A launch by anything else. */
        public SceneLaunched(Beats at, SceneId scene) {
            this(at, scene, false);
        }
    }

    /** A step of a cue list was queued. Its scene was queued just before. */
    record CueQueued(Beats at, CueStepId step, Beats due) implements Event {}

    /** A queued step of a cue list was cancelled, or replaced by another step. */
    record CueCancelled(Beats at, CueStepId step) implements Event {}

    /** A step of a cue list was launched. Its scene was launched just before. */
    record CueLaunched(Beats at, CueStepId step) implements Event {}

    /**
     * A clip became the active clip of its track. Its values follow in one {@link ParamsWritten}.
     *
     * @param transition how the values change; it is the one that applied at this beat
     */
    record ClipActivated(Beats at, ClipId clip, LaunchCause cause, Transition transition)
            implements Event {}

    /** Who launched a clip. */
    enum LaunchCause {
        /** A client launched this clip or moved on its track, or holds a repeating launch. */
        CLIENT,
        /** A scene launch. */
        SCENE,
        /** The follow action of the clip that was active before. */
        FOLLOW,
        /** The arrangement, where it plays or restores what stood there. */
        ARRANGEMENT,
        /** A client captured the live values as this clip. No values follow. */
        CAPTURE,
        /**
         * An undo or a redo made a clip active again that was active before or after the edit. No
         * values follow.
         */
        HISTORY
    }

    /** A track has no active clip any more; {@code clip} was active before. */
    record TrackStopped(Beats at, ClipId clip) implements Event {}

    /**
     * Live values were written. All written values are listed, in order, also those that did not
     * change.
     *
     * @param by who wrote them
     * @param prepared the revision of the {@link UpcomingBoundary} that announced exactly these
     *     values, if a turn ended while they waited; 0 if they never waited
     */
    record ParamsWritten(
            Beats at, Cause cause, RequestSender by, long prepared, ParameterValueList values)
            implements Event {}

    /** What wrote live values. */
    enum Cause {
        HAND,
        LAUNCH,
        /** A client had the active clip's values written again. */
        REVERT,
        /** A recorded move of a parameter, which the arrangement plays. */
        ARRANGEMENT,
        /** An intermediate value of a fade. The next frame replaces it. */
        FADE,
        /** The final values of a fade, and values that cannot fade. */
        ARRIVAL
    }

    /** A beat of the time signature has begun. */
    record BeatPassed(Beats at, BarBeat count) implements Event {}

    /** The transport has started or stopped. */
    record TransportChanged(Beats at, boolean playing) implements Event {}

    record TempoChanged(Beats at, Tempo tempo) implements Event {}

    /** The tempo nudge has changed, -1 to 1; 0 ends it. */
    record TempoNudged(Beats at, double bend) implements Event {}

    record MeterChanged(Beats at, Meter meter) implements Event {}

    /**
     * The beat count has jumped to {@code at}, because of a restart, a resync, a second stop or an
     * external clock.
     */
    record CountMoved(Beats at) implements Event {}

    /** The clock source has changed, or the status of the followed clock. */
    record ClockSourceChanged(Beats at, ClockState clock) implements Event {}

    /** A request to the Link session, at a time of the host clock. */
    record LinkRequested(Beats at, HostMicros host, LinkRequest request) implements Event {}

    record Panicked(Beats at) implements Event {}

    /** A client ended all fades at their final values, which follow in {@link ParamsWritten}. */
    record FadesCut(Beats at) implements Event {}

    /**
     * Something that the arrangement was to play is not there any more.
     *
     * @param what what was skipped, for the log
     */
    record ArrangementSkipped(Beats at, String what) implements Event {}

    /**
     * The document was changed, or parameters were set back, by an edit, an undo or a redo.
     *
     * @param address the address that asked for it
     * @param name what the edit is called
     */
    record Edited(Beats at, RequestSender by, String address, Change change, String name)
            implements Event {

        /** How an edit came about. */
        public enum Change {
            MADE,
            UNDONE,
            REDONE
        }
    }

    /** Parameters that an undo has made unset again, by number. */
    record ParamsUnset(Beats at, List<Integer> parameters) implements Event {
        public ParamsUnset {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A setting, an object's own setting or a range was set.
     *
     * @param by who set it
     * @param address the address that set it
     */
    record ValueSet(Beats at, RequestSender by, String address) implements Event {}

    record Touched(Beats at, RequestSender by, int parameter, boolean down) implements Event {}

    /** An output is to send all its present values again. */
    record OutputResent(Beats at, int output) implements Event {}

    /** An output's settings or its status have changed. */
    record OutputChanged(Beats at, int output) implements Event {}

    /**
     * A packet of a client has arrived. The events of its commands follow.
     *
     * @param by the client, whose lease is renewed
     * @param arrived when it arrived, which may be before the turn that handles it
     */
    record PacketReceived(Beats at, RequestSender by, HostMicros arrived) implements Event {}

    /** A client's request that the feedback answers, in order with the other events. */
    record ClientRequested(
            Beats at, RequestSender by, String address, Command.ClientCommand request)
            implements Event {}

    /**
     * A command was refused.
     *
     * @param unprefixed true if the address is shown as it was sent, without the daemon's prefix
     */
    record Refused(
            Beats at,
            RequestSender by,
            String address,
            Refusal.Code code,
            String text,
            boolean unprefixed)
            implements Event {

        /** The refusal of an address that belongs to this daemon. */
        public Refused(Beats at, RequestSender by, String address, Refusal.Code code, String text) {
            this(at, by, address, code, text, false);
        }
    }

    /**
     * A client asked for a save.
     *
     * @param view the session of this moment, with values that do not change any more
     * @param state the number of this state of the session; it is returned with {@link
     *     Command.ReportSaved}
     */
    record SaveRequested(
            Beats at,
            RequestSender by,
            String address,
            Command.Save save,
            SessionView view,
            long state)
            implements Event {}

    /** A client asked for a load. */
    record LoadRequested(Beats at, RequestSender by, String address, Command.Load load)
            implements Event {}

    /**
     * A client asked for an export of the arrangement.
     *
     * @param sessionName the name of the session
     * @param document the session with its arrangement
     */
    record ExportRequested(
            Beats at,
            RequestSender by,
            String address,
            Command.ExportArrangement export,
            String sessionName,
            Document document)
            implements Event {}

    /**
     * The arrangement was exported.
     *
     * @param omitted one sentence for each thing that the MIDI file cannot express
     */
    record Exported(Beats at, RequestSender by, String name, List<String> omitted)
            implements Event {
        public Exported {
            omitted = List.copyOf(omitted);
        }
    }

    /**
     * Another session has taken the place of the one before.
     *
     * @param by the client that asked for it
     * @param load the number of {@link Command.ReportLoad}
     * @param unsaved the session before with its last values, if it had edits that were not saved
     */
    record SessionLoaded(
            Beats at,
            RequestSender by,
            String name,
            long load,
            List<Command.FileWarning> warnings,
            Optional<SessionView> unsaved)
            implements Event {
        public SessionLoaded {
            warnings = List.copyOf(warnings);
        }
    }

    record Saved(Beats at, RequestSender by, String name) implements Event {}

    /**
     * A client added an object; the event has its position.
     *
     * @param address the address that asked for it
     * @param owners the objects that the new one belongs to, as a canonical address spells them:
     *     positions, or the id of a node
     * @param place the position of the new object; of a node or parameter its id or name
     */
    record Added(
            Beats at,
            RequestSender by,
            String address,
            Kind kind,
            List<String> owners,
            ParamValue place)
            implements Event {
        public Added {
            owners = List.copyOf(owners);
        }

        /** What was added. */
        public enum Kind {
            TRACK,
            CLIP,
            SCENE,
            CUE_LIST,
            CUE_STEP,
            NODE,
            PARAMETER
        }
    }

    /** A client asked the program to end. */
    record QuitRequested(Beats at, RequestSender by) implements Event {}

    /**
     * A command or a scheduled action threw an exception. The rest was carried out.
     *
     * @param what the address of the command, or the part that failed, for the log
     */
    record Failed(Beats at, String what, String why) implements Event {}
}
