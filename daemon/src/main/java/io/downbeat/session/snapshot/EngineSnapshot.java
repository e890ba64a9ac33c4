package io.downbeat.session.snapshot;

import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.editing.UndoHistorySnapshot;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.view.ArrangementStatus;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.TempoProfile;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The whole state of a conductor at a moment: the document, the position, what is active and what
 * waits, by id and beat. A conductor that is made from it continues as this one does: the same
 * arrivals give the same events.
 *
 * <p>It holds nothing that belongs to a connection: the pulses of a followed clock, the session of
 * Link, who touches a control, bundles that wait for their time tag, and saves that run.
 *
 * @param moment up to where everything has been performed
 * @param savedState the number of the document's state that lies on disk
 * @param latestIds the number of the latest object of each kind, by the beginning of its id: no id
 *     is given twice
 * @param cueLists where the cue lists stand, also those that an undo may bring back
 * @param arrangement how the arrangement is recorded and played
 * @param outputs their settings, found again by name
 * @param randomState where the sequence of random choices stands
 * @param values the live values; parameters that are unset are not in it
 */
public record EngineSnapshot(
        Moment moment,
        Document document,
        UndoHistorySnapshot history,
        long savedState,
        Map<String, Long> latestIds,
        Learning learning,
        GlobalLaunchSettings settings,
        Transport transport,
        TempoChanges tempoChanges,
        Clock clock,
        Launches launches,
        Fades fades,
        List<CueListPosition> cueLists,
        Arrangement arrangement,
        List<OutputState> outputs,
        long randomState,
        ParameterValueList values) {

    /**
     * The point in time that the conductor has reached.
     *
     * @param at everything up to this time has been performed
     * @param floor the latest beat that was performed
     * @param lastTick the latest beat of the meter for which an event was emitted
     */
    public record Moment(HostMicros at, Beats floor, Beats lastTick) {}

    /**
     * Whether values for unknown parameters create them.
     *
     * @param row the number of the present row of values that are learnt
     * @param parameters what was learnt in this row, by number
     */
    public record Learning(boolean on, long row, List<Integer> parameters) {

        public static final Learning OFF = new Learning(false, 0, List.of());

        public Learning {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * The transport.
     *
     * @param past timelines that were in use until just now, the oldest first
     */
    public record Transport(
            TransportState state,
            List<PastTimeline> past,
            HostMicros continuousSince,
            HostMicros jumpedAt,
            HostMicros startedAt,
            HostMicros launchStartedAt) {
        public Transport {
            past = List.copyOf(past);
        }
    }

    /** A timeline that was in use until a time. */
    public record PastTimeline(HostMicros until, Timeline timeline) {}

    /**
     * Taps, a nudge and a ramp of the tempo.
     *
     * @param steps a ramp that is shared with Link in steps
     */
    public record TempoChanges(
            List<HostMicros> taps,
            HostMicros lastTap,
            HostMicros nudgeEndsAt,
            HostMicros nextReport,
            Optional<TempoSteps> steps) {
        public TempoChanges {
            taps = List.copyOf(taps);
        }
    }

    /** A ramp in steps, and the beat on which it began. */
    public record TempoSteps(TempoProfile ramp, Beats origin) {}

    /**
     * The clock source and its settings.
     *
     * @param stoppedByClient whether a client has stopped the transport against the clock
     * @param manualShift how far a client has moved the position against the clock
     */
    public record Clock(
            ClockState state,
            boolean stoppedByClient,
            Beats manualShift,
            HostMicros freewheelEndsAt) {}

    /**
     * What is active and what is queued.
     *
     * @param tracks in the order of the tracks
     * @param removed of tracks that were removed, the longest ago first: an undo brings them back
     * @param scenes the scene launches that still count
     * @param queuedScenes those that wait, by their place in {@code scenes}
     * @param lastScene the one that was launched last
     * @param nextOrder counts what was queued so far
     * @param revision counts the changes of the queue
     * @param revisions the number of each boundary's content
     * @param skipped what the last launch of a clip did not write
     * @param drawnScenes the ids of the scenes that the bag has given since it was filled
     */
    public record Launches(
            List<TrackLaunch> tracks,
            List<TrackLaunch> removed,
            List<SceneLaunch> scenes,
            List<Integer> queuedScenes,
            OptionalInt lastScene,
            long nextOrder,
            long revision,
            Map<Beats, Long> revisions,
            Map<ClipId, List<String>> skipped,
            List<String> drawnScenes) {
        public Launches {
            tracks = List.copyOf(tracks);
            removed = List.copyOf(removed);
            scenes = List.copyOf(scenes);
            queuedScenes = List.copyOf(queuedScenes);
            drawnScenes = List.copyOf(drawnScenes);
        }
    }

    /**
     * What is active on a track, since when, and what waits.
     *
     * @param launches how many launches and stops there were
     * @param held a launch button that a client holds down
     * @param follows whether the active clip's follow action comes
     * @param followFrom the beat from which the time of the follow action is counted
     * @param drawn the ids of the clips that the bag has given since it was filled
     */
    public record TrackLaunch(
            TrackId track,
            Optional<ClipId> active,
            Beats since,
            long launches,
            Optional<QueuedClip> queued,
            Optional<HeldClip> held,
            boolean follows,
            Beats followFrom,
            List<String> drawn) {
        public TrackLaunch {
            drawn = List.copyOf(drawn);
        }
    }

    /**
     * A queued clip, or a queued stop without one.
     *
     * @param fade its own length of transition
     * @param fades whether it is announced as a fade
     * @param order its place among what is queued for the same beat
     * @param scene the scene launch that it belongs to, by its place
     * @param onOwnBeat whether it waits for its beat itself, not for a point of its grid
     * @param follow the follow action that has queued it
     * @param arranged the recorded transition if the arrangement has queued it; of a stop, a cut
     */
    public record QueuedClip(
            Optional<ClipId> clip,
            OptionalDouble fade,
            boolean fades,
            Quantize quantize,
            Beats at,
            long order,
            OptionalInt scene,
            boolean onOwnBeat,
            Optional<FollowAction> follow,
            Optional<Transition> arranged) {}

    /** A launch button that a client holds down. */
    public record HeldClip(ClipId clip, OptionalDouble fade, Quantize quantize, RequestSender by) {}

    /**
     * One launch of a scene.
     *
     * @param queued where it waits
     * @param activated the clips that it has launched
     * @param waitingTracks how many tracks wait for it
     * @param cues the steps of cue lists that it launches
     * @param followed the scene and the follow action that have queued it
     * @param since the beat from which the time of its follow action is counted
     * @param follows whether its follow action comes
     * @param byCueList whether a cue list launches it
     * @param byArrangement whether the arrangement launches it
     */
    public record SceneLaunch(
            SceneId scene,
            Optional<QueuedScene> queued,
            List<ClipId> activated,
            int waitingTracks,
            List<CueStepId> cues,
            Optional<FollowedScene> followed,
            Beats since,
            boolean follows,
            boolean byCueList,
            boolean byArrangement) {
        public SceneLaunch {
            activated = List.copyOf(activated);
            cues = List.copyOf(cues);
        }
    }

    /** A scene, and its follow action that has queued another one. */
    public record FollowedScene(SceneId scene, FollowAction action) {}

    /**
     * The boundary of a queued scene, its place among what is queued for it, and its grid.
     *
     * @param onOwnBeat whether it waits for its beat itself, not for a point of its grid
     */
    public record QueuedScene(Beats at, long order, Quantize quantize, boolean onOwnBeat) {}

    /**
     * The fades in progress, in the order in which they began.
     *
     * @param origin a time on the grid of frames
     * @param nextFrame when the next frame is due; in the past if it was due while the transport
     *     was stopped
     * @param lastFrame the beat of the latest frame
     */
    public record Fades(
            HostMicros origin, HostMicros nextFrame, Beats lastFrame, List<RunningFade> running) {
        public Fades {
            running = List.copyOf(running);
        }

        /** The values that the latest frame wrote to the parameters that still move. */
        public ParameterValueList lastFrameValues() {
            var values = new ParameterValueList.Builder();
            running.stream()
                    .filter(RunningFade::framed)
                    .forEach(fade -> fade.add(lastFrame, values));
            return values.build();
        }
    }

    /**
     * The fade of one launch.
     *
     * @param moving which of its values still move, by their places in {@code to}
     * @param latest whether it is the latest fade of its track
     * @param framed whether it was part of the latest frame
     */
    public record RunningFade(
            ClipId clip,
            FadeTiming timing,
            ParameterValueList from,
            ParameterValueList to,
            List<Integer> moving,
            boolean latest,
            boolean framed) {
        public RunningFade {
            moving = List.copyOf(moving);
        }

        private void add(Beats at, ParameterValueList.Builder values) {
            double share = timing.shareAt(at);
            for (int index : share > 0 ? moving : List.<Integer>of()) {
                if (from.number(index) != to.number(index)) {
                    double value = FadeTiming.between(from.number(index), to.number(index), share);
                    values.add(to.parameter(index), value);
                }
            }
        }
    }

    /**
     * Where a cue list stands.
     *
     * @param standby the ids of the steps from the standby step on; empty past the last step
     * @param playing the id of the step that was launched last
     * @param since the beat from which the bars of that step are counted
     * @param armed whether the list goes on by itself if the step says so
     * @param lastGo when the last {@code go} arrived that was not refused
     */
    public record CueListPosition(
            CueListId list,
            List<String> standby,
            Optional<String> playing,
            Beats since,
            boolean armed,
            Optional<HostMicros> lastGo) {
        public CueListPosition {
            standby = List.copyOf(standby);
        }
    }

    /**
     * How the arrangement is recorded and played. Positions are in beats of the arrangement.
     *
     * @param status its settings and its position
     * @param armed whether a take runs, or begins as soon as it can
     * @param play where it plays
     * @param recording the take that runs
     */
    public record Arrangement(
            ArrangementStatus status,
            boolean armed,
            ArrangementPlay play,
            Optional<Recording> recording) {

        /** Nothing is recorded or played. */
        public static final Arrangement IDLE =
                new Arrangement(
                        ArrangementStatus.IDLE, false, ArrangementPlay.STOPPED, Optional.empty());
    }

    /**
     * Where the arrangement plays.
     *
     * @param pending the boundary on which it begins to play
     * @param aheadOrigin the beat of the transport at which its beat 0 lies for what is queued next
     * @param timelineFrom changes of time from this beat on are still to be played
     * @param launchesFrom launches and stops from this beat on are still to be queued
     * @param movesFrom moves from this beat on are still to be played
     * @param muted whether a take replaces what it plays
     * @param taken the tracks that hands have taken over
     * @param takenParameters the parameters that hands have taken over
     */
    public record ArrangementPlay(
            Optional<PendingPlay> pending,
            Beats aheadOrigin,
            Beats timelineFrom,
            Beats launchesFrom,
            Beats movesFrom,
            boolean muted,
            List<TrackId> taken,
            List<ParamPath> takenParameters) {

        public static final ArrangementPlay STOPPED =
                new ArrangementPlay(
                        Optional.empty(),
                        Beats.ZERO,
                        Beats.ZERO,
                        Beats.ZERO,
                        Beats.ZERO,
                        false,
                        List.of(),
                        List.of());

        public ArrangementPlay {
            taken = List.copyOf(taken);
            takenParameters = List.copyOf(takenParameters);
        }
    }

    /**
     * The boundary on which the arrangement begins to play.
     *
     * @param due empty if it waits for the transport to start
     */
    public record PendingPlay(Optional<Beats> due, Quantize quantize) {}

    /**
     * A take that runs.
     *
     * @param begin its first beat
     * @param start what stood there
     * @param log what it has recorded
     * @param takenOver the tracks and parameters that hands have taken over, with their beats
     * @param tempo the last tempo that it has recorded
     * @param meter the last signature that it has recorded
     */
    public record Recording(
            Beats begin,
            ArrangementState start,
            RunningTakeLog.Part log,
            List<TakenOver> takenOver,
            TempoProfile tempo,
            Beats tempoSince,
            Meter meter) {
        public Recording {
            takenOver = List.copyOf(takenOver);
        }
    }

    /**
     * A track or a parameter that a hand has taken over during a take.
     *
     * @param to when it was given back; never, if it was not
     */
    public record TakenOver(
            Optional<TrackId> track, Optional<ParamPath> parameter, Beats from, Beats to) {}

    public EngineSnapshot {
        cueLists = List.copyOf(cueLists);
        outputs = List.copyOf(outputs);
    }

    /** The same snapshot with other live values. */
    public EngineSnapshot with(ParameterValueList others) {
        return with(moment, history, others);
    }

    /** The same snapshot at another moment. */
    public EngineSnapshot with(Moment other) {
        return with(other, history, values);
    }

    /** The same snapshot with other steps to undo and redo. */
    public EngineSnapshot with(UndoHistorySnapshot other) {
        return with(moment, other, values);
    }

    private EngineSnapshot with(Moment at, UndoHistorySnapshot steps, ParameterValueList live) {
        return new EngineSnapshot(
                at,
                document,
                steps,
                savedState,
                latestIds,
                learning,
                settings,
                transport,
                tempoChanges,
                clock,
                launches,
                fades,
                cueLists,
                arrangement,
                outputs,
                randomState,
                live);
    }

    /** Whether all but the moment and the values are the same objects as those of another. */
    @SuppressWarnings("ReferenceEquality")
    public boolean hasSameParts(EngineSnapshot other) {
        return document == other.document
                && history.equals(other.history)
                && savedState == other.savedState
                && latestIds == other.latestIds
                && learning == other.learning
                && settings == other.settings
                && transport == other.transport
                && tempoChanges == other.tempoChanges
                && clock == other.clock
                && launches == other.launches
                && fades == other.fades
                && cueLists == other.cueLists
                && arrangement == other.arrangement
                && randomState == other.randomState
                && outputs == other.outputs;
    }

    /**
     * The same snapshot up to a later time, if nothing but the count has gone on since: no beat
     * until then is told again. What has fallen due until then is still due.
     */
    public EngineSnapshot goneOnUntil(HostMicros later) {
        if (!later.isAfter(moment.at())) {
            return this;
        }
        Beats here = transport.state().positionAt(later).orLater(moment.floor());
        Beats tick = transport.state().meter().units().previous(here.plus(Beats.micro(1)));
        return with(
                new Moment(
                        later,
                        here,
                        transport.state().playing()
                                ? moment.lastTick().orLater(tick)
                                : moment.lastTick()));
    }

    /**
     * The same snapshot in another process: nobody holds a button, and no gesture goes on.
     *
     * @param micros added to every time of the host clock
     */
    public EngineSnapshot resumedLater(long micros) {
        return new SnapshotHostTimeShift(micros).of(this);
    }
}
