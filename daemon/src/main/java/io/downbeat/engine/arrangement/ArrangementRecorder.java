package io.downbeat.engine.arrangement;

import io.downbeat.arrangement.Take;
import io.downbeat.arrangement.TakeIntoArrangementMerger;
import io.downbeat.arrangement.TakeRecorder;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.graph.ParamPath;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit.ActiveClip;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.ArrangementStatus;
import io.downbeat.session.view.ArrangementStatus.Punch;
import io.downbeat.session.view.ArrangementStatus.RecordStatus;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Beats;
import io.downbeat.time.Grid;
import io.downbeat.time.TempoProfile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records what happens into a take, and puts the finished take into the document as one edit. It
 * also performs the commands to the arrangement.
 *
 * <p>A take begins at the position of the arrangement, as soon as the transport runs and the
 * punch-in is reached. What is recorded is found in the events of the engine, so that nothing that
 * changes the music can be forgotten.
 */
public final class ArrangementRecorder implements ArrangementPlaybackListener {

    /** A take ends by itself with so many entries: about 5 hours of 100 moves a second, 40 MB. */
    private static final int MOST_ENTRIES = 2_000_000;

    private final SessionDocument document;
    private final Editor editor;
    private final Transport transport;
    private final LiveValuesAndTouches parameters;
    private final ParameterFader fades;
    private final Decks decks;
    private final ClockSourceFollower clockSourceFollower;
    private final ArrangementPlayer player;
    private RecordMode mode = RecordMode.NEW;
    private Quantize quantize = Quantize.INSTANT;
    private Punch punch = Punch.NONE;
    private boolean armed;
    private @Nullable RunningTake take;

    /** The arrangement has set the tempo of a Clock node, which is followed after that. */
    private boolean isTimePlayed;

    /** A punch-in up to this beat has passed. */
    private Beats settledAt = Beats.micro(Long.MIN_VALUE / 4);

    private ArrangementStatus status = ArrangementStatus.IDLE;
    private EngineSnapshot.Arrangement snapshot = EngineSnapshot.Arrangement.IDLE;
    private long revision;
    private long publishedRevision = -1;
    private long keptRevision = -1;

    public ArrangementRecorder(
            SessionDocument document,
            Editor editor,
            Transport transport,
            LiveValuesAndTouches parameters,
            ParameterFader fades,
            Decks decks,
            ClockSourceFollower clockSourceFollower,
            ArrangementPlayer player) {
        this.document = document;
        this.editor = editor;
        this.transport = transport;
        this.parameters = parameters;
        this.fades = fades;
        this.decks = decks;
        this.clockSourceFollower = clockSourceFollower;
        this.player = player;
        player.connect(this);
        decks.connectStart(this::onStartByLaunch);
    }

    /** A launch starts the transport: it is the first event of the take that waits for it. */
    private void onStartByLaunch(CommandContext context) {
        if (armed && take == null && mayRecordAt(player.positionAt(context.beat()))) {
            begin(context);
        }
    }

    /** Performs a command. Throws {@link Refusal} if it cannot be done now. */
    public void handle(Command.ArrangementCommand command, CommandContext context) {
        revision++;
        switch (command) {
            case Command.SetRecord(var on) -> setArmed(on.from(armed), context);
            case Command.SetRecordMode(var next) -> {
                refuseDuringTake("the mode");
                mode = next;
            }
            case Command.SetRecordQuantize(var grid) -> quantize = grid;
            case Command.SetPunch(var from, var to) -> {
                refuseDuringTake("the punch range");
                punch = new Punch(Beats.of(from), requireRange("the punch range", from, to));
            }
            case Command.PlayArrangement(var grid) -> {
                if (armed && mode == RecordMode.NEW) {
                    throw new Refusal(
                            Refusal.Code.NOT_ALLOWED,
                            "a take is being recorded that takes the place of the arrangement: end"
                                    + " it with /record 0, or record with /record/mode overdub");
                }
                player.play(grid, context);
            }
            case Command.StopArrangement() -> player.stop(context);
            case Command.ClearArrangement() -> {
                refuseDuringTake("the arrangement");
                editor.apply(
                        new Edit.SetArrangement(Arrangement.EMPTY, "clear arrangement"), context);
            }
            case Command.SetArrangementPosition(var beats) -> {
                refuseDuringTake("the position");
                player.seek(Beats.of(beats), context);
            }
            case Command.SetArrangementLoop(var on) ->
                    player.setLoop(on.from(player.loop().on()), context);
            case Command.SetLoopRange(var from, var to) ->
                    player.setLoopRange(
                            Beats.of(from), requireRange("the loop", from, to), context);
            case Command.ReturnToArrangement() -> player.giveBackAll(context);
        }
    }

    private void refuseDuringTake(String what) {
        if (take != null) {
            throw new Refusal(
                    Refusal.Code.NOT_ALLOWED,
                    what + " cannot change while a take is recorded: end it with /record 0 first");
        }
    }

    /** Both 0 is no range, and means everything. */
    private static Beats requireRange(String what, double from, double to) {
        double shortest = ArrangementLoop.SHORTEST.quarters();
        if (!(to - from >= shortest || (to == 0 && from == 0))) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    what
                            + " is at least "
                            + shortest
                            + " beats long, not from "
                            + from
                            + " to "
                            + to
                            + "; 0 0 means everything");
        }
        return Beats.of(to);
    }

    private void setArmed(boolean on, CommandContext context) {
        if (on == armed) {
            return;
        }
        if (on) {
            if (mode == RecordMode.NEW) {
                player.halt(context);
            }
            armed = true;
            player.setRecording(true, context);
            settle(context);
        } else {
            finish(context.beat(), context);
        }
    }

    /** Begins a take, or records another tempo or signature, after any change. */
    public void settle(CommandContext context) {
        settledAt = context.beat();
        if (armed
                && take == null
                && transport.playing()
                && mayRecordAt(player.positionAt(context.beat()))) {
            begin(context);
        }
        noteTime(context.beat());
        RunningTake running = take;
        if (running != null && running.size() >= MOST_ENTRIES) {
            finish(context.beat(), context);
            editor.endStep();
        }
    }

    private boolean mayRecordAt(Beats position) {
        return !punch.isSet()
                || (!position.isBefore(punch.from()) && position.isBefore(punch.to()));
    }

    /** The beat of the punch-in or the punch-out, or never. */
    public Beats next() {
        if (!armed || !punch.isSet()) {
            return Beats.never();
        }
        if (take != null) {
            return player.origin().plus(punch.to());
        }
        Beats in = player.origin().plus(punch.from());
        return in.isAfter(settledAt) ? in : Beats.never();
    }

    /** The punch-in or the punch-out, before anything else of that beat. */
    public void perform(Beats at) {
        CommandContext context = transport.contextAt(at);
        if (take != null) {
            finish(at, context);
            editor.endStep();
        } else {
            settledAt = at;
            begin(context);
        }
    }

    private void begin(CommandContext context) {
        if (mode == RecordMode.NEW) {
            player.halt(context);
        }
        Beats begin = player.positionAt(context.beat());
        TempoProfile tempo = presentTempo(context.beat());
        ArrangementState start = presentState(TempoProfile.of(tempo.from()));
        var running =
                RunningTake.begun(
                        recorder(begin, start),
                        begin,
                        start,
                        TempoProfile.of(tempo.from()),
                        transport.meter());
        take = running;
        isTimePlayed = false;
        if (mode == RecordMode.REPLACE) {
            player.setMuted(true, context);
        } else if (noteTakenOver(running, begin)) {
            running.add(new ArrangementEvent.StateSet(begin, start));
        }
        revision++;
        noteTime(context.beat());
    }

    private boolean noteTakenOver(RunningTake running, Beats at) {
        return running.noteTakenOver(player.takenTracks(), player.takenParameters(), at);
    }

    private TakeRecorder recorder(Beats begin, ArrangementState start) {
        return new TakeRecorder(begin, start, this::span);
    }

    private double span(ParamPath path) {
        return document.graph()
                .parameter(path)
                .filter(parameter -> !parameter.text())
                .map(parameter -> parameter.range().max() - parameter.range().min())
                .orElse(0.0);
    }

    /** Ends a take, if one runs, at a beat of the transport, and records no more. */
    private void finish(Beats at, CommandContext context) {
        Optional<Beats> begin = Optional.ofNullable(take).map(RunningTake::begin);
        commit(player.positionAt(at), context);
        armed = false;
        player.setRecording(false, context);
        player.setMuted(false, context);
        begin.ifPresent(player::park);
        revision++;
    }

    /** Puts the take that runs into the document. */
    private void commit(Beats end, CommandContext context) {
        RunningTake running = take;
        take = null;
        revision++;
        if (running == null || !end.isAfter(running.begin())) {
            return;
        }
        Take finished = running.finished(end);
        Arrangement joined = TakeIntoArrangementMerger.joined(document.document(), finished, mode);
        editor.apply(new Edit.SetArrangement(joined, "record arrangement"), context);
    }

    /** Another session is about to be loaded: the take becomes part of the one that it is of. */
    public void finishBeforeLoad(CommandContext context) {
        if (armed) {
            finish(context.beat(), context);
            editor.endStep();
        }
    }

    /** What stands now, in beats of the arrangement. */
    private ArrangementState presentState(TempoProfile tempo) {
        Beats origin = player.origin();
        Map<TrackId, ActiveClip> active = decks.activeClips();
        var tracks = new ArrayList<ArrangementState.ActiveTrack>();
        for (Track track : document.session().tracks()) {
            TrackId id = TrackId.of(track);
            tracks.add(
                    new ArrangementState.ActiveTrack(
                            id, Optional.ofNullable(active.get(id)).map(ActiveClip::clip)));
        }
        ParameterValueList live = parameters.allValues();
        var values = new ArrayList<ArrangementState.StoredValue>();
        for (int index = 0; index < live.size(); index++) {
            if (document.graph().isThere(live.parameter(index))) {
                values.add(
                        new ArrangementState.StoredValue(
                                path(live.parameter(index)), live.value(index)));
            }
        }
        List<ArrangementState.RunningFade> running =
                fades.snapshot().running().stream().map(fade -> named(fade, origin)).toList();
        return new ArrangementState(tempo, transport.meter(), tracks, values, running);
    }

    private ArrangementState.RunningFade named(EngineSnapshot.RunningFade fade, Beats origin) {
        var numbers = new ArrayList<ArrangementState.FadedNumber>();
        for (int index : fade.moving()) {
            numbers.add(
                    new ArrangementState.FadedNumber(
                            path(fade.to().parameter(index)),
                            fade.from().number(index),
                            fade.to().number(index)));
        }
        Beats back = Beats.ZERO.minus(origin);
        return new ArrangementState.RunningFade(fade.clip(), fade.timing().later(back), numbers);
    }

    private ParamPath path(int number) {
        return document.graph().parameter(number).path();
    }

    /** The tempo from a beat on, without a nudge; of a followed clock, the one that it states. */
    private TempoProfile presentTempo(Beats at) {
        if (clockSourceFollower.source().isFollowed()) {
            return TempoProfile.of(transport.tempo());
        }
        return transport
                .timeline()
                .tempoProfile()
                .bentBy(0)
                .after(at.minus(transport.timeline().origin()).quarters());
    }

    private void noteTime(Beats at) {
        RunningTake running = take;
        if (running == null) {
            return;
        }
        if (isTimePlayed) {
            isTimePlayed = false;
            expectPresentTime(running);
        }
        Beats position = player.positionAt(at);
        if (!transport.meter().equals(running.meter())) {
            running.setMeter(transport.meter());
            running.add(new ArrangementEvent.MeterSet(quantized(at), transport.meter()));
            revision++;
        }
        TempoProfile now = presentTempo(at);
        if (!isSame(now, running.tempoAt(position))) {
            running.setTempo(now, position);
            running.add(
                    new ArrangementEvent.TempoSet(
                            quantized(at), now.to(), now.isRamping() ? now.quarters() : 0));
            revision++;
        }
    }

    /** A ramp is the same until its end, as far as beats of a millionth can say. */
    private static boolean isSame(TempoProfile one, TempoProfile other) {
        boolean bothRamp = one.isRamping() == other.isRamping();
        return bothRamp
                && one.to().equals(other.to())
                && (!one.isRamping() || Math.abs(one.quarters() - other.quarters()) < 0.01);
    }

    @Override
    public void onTimelinePlayed() {
        RunningTake running = take;
        if (running != null) {
            isTimePlayed = clockSourceFollower.source() == ClockSource.NODE;
            expectPresentTime(running);
        }
    }

    private void expectPresentTime(RunningTake running) {
        Beats since = transport.timeline().origin();
        running.setMeter(transport.meter());
        running.setTempo(presentTempo(since), player.positionAt(since));
    }

    /** An event of the present turn. */
    public void onEvent(Event event) {
        RunningTake running = take;
        if (running == null) {
            return;
        }
        switch (event) {
            case Event.ClipActivated launched -> onLaunched(launched, running);
            case Event.TrackStopped stopped -> {
                TrackId track = stopped.clip().track();
                if (!decks.isDriven(track)) {
                    add(new ArrangementEvent.TrackStopped(quantized(stopped.at()), track), running);
                }
            }
            case Event.SceneLaunched scene -> {
                if (!scene.byArrangement()) {
                    add(
                            new ArrangementEvent.SceneLaunched(
                                    quantized(scene.at()), scene.scene()),
                            running);
                }
            }
            case Event.FadesCut cut ->
                    add(new ArrangementEvent.FadesCut(position(cut.at())), running);
            case Event.Panicked panic ->
                    add(new ArrangementEvent.FadesFrozen(position(panic.at())), running);
            case Event.ParamsWritten written -> onWritten(written, running);
            default -> {}
        }
    }

    private void onLaunched(Event.ClipActivated launched, RunningTake running) {
        boolean isPlayed =
                launched.cause() != Event.LaunchCause.ARRANGEMENT
                        && launched.cause() != Event.LaunchCause.HISTORY;
        if (isPlayed) {
            add(
                    new ArrangementEvent.ClipLaunched(
                            quantized(launched.at()),
                            launched.clip(),
                            launched.transition(),
                            launched.cause() == Event.LaunchCause.SCENE),
                    running);
        }
    }

    private void onWritten(Event.ParamsWritten written, RunningTake running) {
        if (written.cause() != Event.Cause.HAND && written.cause() != Event.Cause.REVERT) {
            return;
        }
        Beats at = position(written.at());
        for (int index = 0; index < written.values().size(); index++) {
            ParamPath path = path(written.values().parameter(index));
            if (clockSourceFollower.isTempoOfNode(path)) {
                continue; // It is recorded as a tempo.
            }
            running.addMove(at, path, written.values().value(index));
        }
        revision++;
    }

    private void add(ArrangementEvent event, RunningTake running) {
        running.add(event);
        revision++;
    }

    /** The position at a beat of the transport, within the take. */
    private Beats position(Beats at) {
        RunningTake running = take;
        Beats position = player.positionAt(at);
        return running == null ? position : position.orLater(running.begin());
    }

    /**
     * The position of the nearest point of the recording's grid. What would lie at or behind the
     * end of the punch range or of the loop keeps its beat, because it was played before that.
     */
    private Beats quantized(Beats at) {
        Beats end = (punch.isSet() ? punch.to() : Beats.never()).orEarlier(player.loopEndAhead());
        return quantize.grid(transport.meter())
                .map(grid -> position(nearest(grid, at)))
                .filter(position -> position.isBefore(end))
                .orElseGet(() -> position(at));
    }

    private static Beats nearest(Grid grid, Beats at) {
        Beats before = grid.previous(at);
        Beats after = grid.next(at);
        return after.minus(at).isBefore(at.minus(before)) ? after : before;
    }

    @Override
    public void onTakenOver(Optional<TrackId> track, Optional<ParamPath> parameter, Beats beat) {
        RunningTake running = take;
        if (running == null) {
            return;
        }
        Beats at = position(beat);
        running.noteTakenOver(track.stream().toList(), parameter.stream().toList(), at);
        revision++;
    }

    @Override
    public void onGivenBack(CommandContext context) {
        RunningTake running = take;
        if (running == null) {
            return;
        }
        Beats at = position(context.beat());
        running.noteGivenBack(at);
        noteTakenOver(running, at);
        running.add(new ArrangementEvent.StateSet(at, presentState(presentTempo(context.beat()))));
        revision++;
    }

    @Override
    public void onLoopEnd(CommandContext context) {
        if (take != null) {
            commit(player.positionAt(context.beat()), context);
            editor.endStep();
            player.forgetTakenOver(context);
        }
    }

    @Override
    public void onLoopBegin(CommandContext context) {
        if (armed && mayRecordAt(player.positionAt(context.beat()))) {
            begin(context);
        }
    }

    /** The state for the view; the same object while nothing has changed. */
    public ArrangementStatus status() {
        long present = revision + player.revision();
        if (publishedRevision != present) {
            publishedRevision = present;
            var next =
                    new ArrangementStatus(
                            recordStatus(),
                            mode,
                            quantize,
                            punch,
                            player.isPlaying(),
                            player.isRolling(),
                            player.isRolling()
                                    ? player.origin()
                                    : Beats.ZERO.minus(player.positionAt(Beats.ZERO)),
                            player.loop().on(),
                            player.loop().from(),
                            player.loop().to());
            if (!next.equals(status)) {
                status = next;
            }
        }
        return status;
    }

    private RecordStatus recordStatus() {
        if (take != null) {
            return RecordStatus.RECORDING;
        }
        return armed ? RecordStatus.ARMED : RecordStatus.OFF;
    }

    /** How it is recorded and played; the same object while nothing has changed. */
    public EngineSnapshot.Arrangement snapshot() {
        long present = revision + player.revision();
        if (keptRevision != present) {
            keptRevision = present;
            snapshot =
                    new EngineSnapshot.Arrangement(
                            status(),
                            armed,
                            player.snapshot(),
                            Optional.ofNullable(take).map(RunningTake::snapshot));
        }
        return snapshot;
    }

    /**
     * Restores these values. A take that ran goes on.
     *
     * @param reached the beat up to which everything has been performed
     */
    public void restore(EngineSnapshot.Arrangement was, Beats reached) {
        settledAt = reached;
        mode = was.status().mode();
        quantize = was.status().quantize();
        punch = was.status().punch();
        armed = was.armed();
        player.restore(was);
        take =
                was.recording()
                        .map(run -> RunningTake.resumed(run, recorder(run.begin(), run.start())))
                        .orElse(null);
        isTimePlayed = false;
        revision++;
    }

    @Override
    public String toString() {
        return "the recording";
    }
}
