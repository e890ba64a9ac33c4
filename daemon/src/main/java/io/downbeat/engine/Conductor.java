package io.downbeat.engine;

import io.downbeat.engine.arrangement.ArrangementPlayer;
import io.downbeat.engine.arrangement.ArrangementRecorder;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.HostTimedTask;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.EditCommandHandler;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.CueListPlayer;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.FollowActionScheduler;
import io.downbeat.engine.launch.LaunchQueue;
import io.downbeat.engine.launch.LaunchSettingsHandler;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.engine.launch.SceneTracker;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectNamesInAddresses;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.editing.UndoHistory;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.ClockState;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.SessionView.OutputState;
import io.downbeat.session.view.TransportState;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Timeline;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The running session. One thread advances it; all others send it arrivals and read the results of
 * its turns. It reads no clock and uses no thread, socket or file.
 *
 * <p>A turn performs everything in the order of time: what is due on a beat ({@link
 * BeatScheduler}), what is due at a time of the host clock ({@link HostTimeScheduler}), and the
 * arrivals. At the same time, beats come first, then the host clock, then arrivals. How time is
 * divided into turns changes no event; replay, prepared packets and crash recovery rely on that.
 */
public final class Conductor {

    /** No beat was performed. */
    private static final Beats NO_BEAT = Beats.never();

    private final TurnEvents events = new TurnEvents();
    private final SessionDocument document;
    private final Editor editor;
    private final Transport transport;
    private final LaunchQueue queue = new LaunchQueue();
    private final LiveValuesAndTouches parameters;
    private final TempoControl tempoControl;
    private final OutputSettingsAndStatus outputSettingsAndStatus;
    private final ParameterFader fades;
    private final Decks decks;
    private final CueListPlayer cueListPlayer;
    private final FollowActionScheduler followActionScheduler;
    private final ArrangementPlayer arrangementPlayer;
    private final ArrangementRecorder arrangementRecorder;
    private final RandomSource randomSource;
    private final SessionLoader sessionLoader;
    private final CommandDispatcher commandDispatcher;
    private final TimetagQueue timetagQueue = new TimetagQueue();
    private final ViewPublisher viewPublisher;
    private final ClockSourceFollower clockSourceFollower;
    private final BeatScheduler beatScheduler;
    private final HostTimeScheduler hostTimeScheduler;
    private final GuardedTimedTask fadeTask;
    private final GuardedTimedTask tempoTask;
    private final GuardedTimedTask clockTask;
    private final FaultGuard positionGuard = FaultGuard.of("the position", this::restartPosition);
    private final FaultGuard loadGuard = FaultGuard.of("the load", this::emitFailure);
    private final FaultGuard launchGuard = FaultGuard.of("the launch queue", this::emitFailure);
    private final FaultGuard cueGuard = FaultGuard.of("the cue lists", this::emitFailure);
    private final FaultGuard followGuard = FaultGuard.of("the follow actions", this::emitFailure);
    private final FaultGuard arrangementGuard = FaultGuard.of("the arrangement", this::emitFailure);
    private final FaultGuard viewGuard =
            FaultGuard.of("the view of the session", this::emitFailure);
    private SessionView publishedView;
    private Optional<EngineSnapshot.Launches> latestLaunches = Optional.empty();
    private long latestLaunchesRevision;

    /** Everything up to this time has been performed. */
    private HostMicros performedUntil;

    /** The latest beat that was performed. "Now" is never before it, except after a jump back. */
    private Beats latestBeat;

    /**
     * @param start when the position is beat zero
     * @param playing whether the transport runs from there
     */
    public Conductor(Setup setup, HostMicros start, boolean playing) {
        GraphFileContents loaded = setup.loaded();
        document = new SessionDocument(loaded, setup.outputs(), setup.objectNamesInAddresses());
        var timeline = new Timeline(loaded.tempo(), Beats.ZERO, start);
        boolean runs = playing && !setup.clock().source().isFollowed();
        transport = new Transport(new TransportState(runs, timeline, loaded.meter()), events);
        editor = new Editor(document, events, new UndoHistory(setup.undoLimit()));
        parameters = new LiveValuesAndTouches(document, editor, events);
        fades = new ParameterFader(parameters, transport, start, setup.framesPerSecond());
        tempoControl = new TempoControl(transport);
        clockSourceFollower =
                new ClockSourceFollower(
                        document, transport, parameters, events, tempoControl, setup.clock());
        var sceneTracker = new SceneTracker(document, clockSourceFollower, queue, events);
        decks = new Decks(document, transport, parameters, fades, events, sceneTracker, queue);
        var launcher =
                new Launcher(document, parameters, decks, sceneTracker, setup.randomSource());
        randomSource = setup.randomSource();
        cueListPlayer = new CueListPlayer(document, transport, launcher, decks, sceneTracker);
        followActionScheduler =
                new FollowActionScheduler(
                        document, transport, decks, launcher, sceneTracker, randomSource);
        arrangementPlayer =
                new ArrangementPlayer(
                        document, transport, decks, parameters, fades, clockSourceFollower, events);
        arrangementRecorder =
                new ArrangementRecorder(
                        document,
                        editor,
                        transport,
                        parameters,
                        fades,
                        decks,
                        clockSourceFollower,
                        arrangementPlayer);
        events.connect(event ->
                arrangementGuard.run(() -> {
                    arrangementPlayer.onEvent(event);
                    arrangementRecorder.onEvent(event);
                }));
        editor.connect(
                parameters, decks, List.of(parameters, decks, cueListPlayer, arrangementPlayer));
        outputSettingsAndStatus = new OutputSettingsAndStatus(setup.outputs(), events);
        var subscribedClientsAndOfferedSurfaces =
                new SubscribedClientsAndOfferedSurfaces(launcher, parameters);
        var unansweredSavesLoadsAndExports =
                new UnansweredSavesLoadsAndExports(document, editor, events, this::view);
        sessionLoader =
                new SessionLoader(
                        document,
                        editor,
                        transport,
                        tempoControl,
                        clockSourceFollower,
                        decks,
                        events,
                        this::view,
                        arrangementRecorder::finishBeforeLoad);
        var transportCommandHandler =
                new TransportCommandHandler(
                        transport, clockSourceFollower, decks, arrangementPlayer);
        fadeTask = new GuardedTimedTask(fades, this::emitFailure);
        tempoTask = new GuardedTimedTask(tempoControl, this::emitFailure);
        clockTask = new GuardedTimedTask(clockSourceFollower, this::emitFailure);
        commandDispatcher =
                new CommandDispatcher(
                        document,
                        editor,
                        events,
                        new PartRestorationOnNextCommand(
                                tempoTask,
                                clockTask,
                                fadeTask,
                                launchGuard,
                                cueGuard,
                                followGuard,
                                arrangementGuard,
                                loadGuard),
                        transportCommandHandler,
                        new TempoCommandHandler(transport, tempoControl, clockSourceFollower),
                        new ClockSourceAndPulseHandler(
                                transport, clockSourceFollower, transportCommandHandler, decks),
                        new LaunchSettingsHandler(document, decks),
                        launcher,
                        cueListPlayer,
                        arrangementPlayer,
                        arrangementRecorder,
                        new EditCommandHandler(document, editor),
                        new CancelAllAndPanicHandler(
                                events,
                                decks,
                                cueListPlayer,
                                followActionScheduler,
                                arrangementPlayer,
                                fades,
                                timetagQueue),
                        parameters,
                        outputSettingsAndStatus,
                        unansweredSavesLoadsAndExports,
                        sessionLoader,
                        subscribedClientsAndOfferedSurfaces);
        viewPublisher =
                new ViewPublisher(
                        document,
                        editor,
                        transport,
                        parameters,
                        clockSourceFollower,
                        decks,
                        sceneTracker,
                        cueListPlayer,
                        arrangementRecorder,
                        outputSettingsAndStatus,
                        subscribedClientsAndOfferedSurfaces,
                        unansweredSavesLoadsAndExports);
        hostTimeScheduler =
                new HostTimeScheduler(List.of(fadeTask, tempoTask, clockTask, new HeldBundles()));
        beatScheduler = new BeatScheduler(transport, positionGuard);
        beatScheduler.add(positionGuard, transport::nextTick, transport::tick);
        // Before everything else of the beat: a punch-in takes all of it, a punch-out nothing.
        beatScheduler.add(
                arrangementGuard, arrangementRecorder::next, arrangementRecorder::perform);
        beatScheduler.add(
                arrangementGuard,
                arrangementPlayer::nextTimeline,
                arrangementPlayer::performTimeline);
        // Before the launches: what waits for the same boundary belongs to the session before.
        beatScheduler.add(
                loadGuard,
                sessionLoader::next,
                at -> sessionLoader.perform(transport.contextAt(at)));
        beatScheduler.add(
                launchGuard,
                () -> queue.next().orElse(Beats.never()),
                at -> decks.perform(queue.drainDue(), at));
        // Behind the launches: what is launched on a beat may queue what follows it.
        beatScheduler.add(
                cueGuard, cueListPlayer::next, at -> cueListPlayer.settle(transport.contextAt(at)));
        beatScheduler.add(
                followGuard,
                followActionScheduler::next,
                at -> followActionScheduler.settle(transport.contextAt(at)));
        // Behind the launches, so that a launch can take over values where their fade ends.
        beatScheduler.add(
                fadeTask.guard(), () -> fades.nextEnd().orElse(Beats.never()), fades::endDue);
        beatScheduler.add(
                arrangementGuard,
                arrangementPlayer::nextAhead,
                at -> arrangementPlayer.settle(transport.contextAt(at)));
        // Last: a hand that moves a parameter on the beat of a launch comes after it.
        beatScheduler.add(
                arrangementGuard, arrangementPlayer::nextMoves, arrangementPlayer::performMoves);
        publishedView = viewPublisher.view();
        performedUntil = start;
        latestBeat = Beats.ZERO;
        loaded.active().forEach(this::restore);
        updateParts(start);
    }

    /**
     * Continues from a snapshot: the same arrivals give the same events as they would have given
     * the conductor that it was taken from. The first turn performs what has fallen due since.
     *
     * @param setup its session is replaced by that of the snapshot
     */
    public static Conductor resumed(Setup setup, EngineSnapshot from) {
        GraphFileContents loaded =
                new GraphFileContents(
                        setup.loaded().name(),
                        from.document().graph(),
                        from.document().session(),
                        from.transport().state().tempo(),
                        from.transport().state().meter(),
                        from.settings(),
                        setup.loaded().clockNode(),
                        List.of());
        var conductor =
                new Conductor(
                        new Setup(
                                loaded,
                                setup.outputs(),
                                setup.objectNamesInAddresses(),
                                setup.randomSource(),
                                setup.clock(),
                                setup.framesPerSecond(),
                                setup.undoLimit()),
                        from.moment().at(),
                        from.transport().state().playing());
        conductor.restore(from);
        return conductor;
    }

    /** The whole state after the last turn. */
    public EngineSnapshot snapshot() {
        return snapshot(Optional.empty(), decks.snapshot(), parameters.allValues());
    }

    /**
     * The same without the live values. Parts that have not changed since an earlier one are the
     * same objects, so that this costs little after each turn. Buttons that clients hold down are
     * as they were at the last launch.
     */
    public EngineSnapshot snapshotWithoutValues(Optional<EngineSnapshot> earlier) {
        return snapshot(earlier, latestLaunches(), ParameterValueList.EMPTY);
    }

    /** The same object until something is launched, queued or stopped. */
    private EngineSnapshot.Launches latestLaunches() {
        long revision = decks.snapshotRevision();
        if (latestLaunches.isEmpty() || latestLaunchesRevision != revision) {
            latestLaunches = Optional.of(decks.snapshot());
            latestLaunchesRevision = revision;
        }
        return latestLaunches.get();
    }

    private EngineSnapshot snapshot(
            Optional<EngineSnapshot> earlier,
            EngineSnapshot.Launches launches,
            ParameterValueList values) {
        return new EngineSnapshot(
                new EngineSnapshot.Moment(performedUntil, latestBeat, transport.lastTick()),
                document.document(),
                sameOr(earlier, EngineSnapshot::history, editor.history()),
                editor.savedState(),
                sameOr(earlier, EngineSnapshot::latestIds, editor.latestIds()),
                sameOr(earlier, EngineSnapshot::learning, editor.learningSnapshot()),
                document.settings(),
                sameOr(earlier, EngineSnapshot::transport, transport.snapshot()),
                sameOr(earlier, EngineSnapshot::tempoChanges, tempoControl.snapshot()),
                sameOr(earlier, EngineSnapshot::clock, clockSourceFollower.snapshot()),
                launches,
                sameOr(earlier, EngineSnapshot::fades, fades.snapshot()),
                cueListPlayer.snapshot(),
                arrangementRecorder.snapshot(),
                outputSettingsAndStatus.outputs(),
                randomSource.state(),
                values);
    }

    /** A part as it is now: the same object as in an earlier snapshot if nothing has changed. */
    private static <T> T sameOr(
            Optional<EngineSnapshot> earlier, Function<EngineSnapshot, T> part, T now) {
        return earlier.map(part).filter(now::equals).orElse(now);
    }

    private void restore(EngineSnapshot from) {
        editor.restore(from);
        transport.restore(from.transport(), from.moment().lastTick());
        tempoControl.restore(from.tempoChanges());
        clockSourceFollower.restore(from.clock());
        outputSettingsAndStatus.restore(from.outputs());
        parameters.restore(from.values());
        fades.restore(from.fades());
        decks.restore(from.launches());
        cueListPlayer.restore(from.cueLists());
        followActionScheduler.restore();
        randomSource.restore(from.randomState());
        performedUntil = from.moment().at();
        latestBeat = from.moment().floor();
        arrangementRecorder.restore(from.arrangement(), currentBeat(performedUntil));
        events.drain();
        publishedView = viewPublisher.view();
    }

    /**
     * The parts that a conductor is made from.
     *
     * @param outputs in the order of their positions
     * @param clock the clock source at the start
     * @param framesPerSecond how often a fade writes its parameters
     * @param undoLimit how many steps can be undone
     */
    public record Setup(
            GraphFileContents loaded,
            List<OutputState> outputs,
            ObjectNamesInAddresses objectNamesInAddresses,
            RandomSource randomSource,
            ClockState clock,
            int framesPerSecond,
            int undoLimit) {

        /** With its own clock and the usual number of frames. */
        public Setup(
                GraphFileContents loaded,
                List<OutputState> outputs,
                ObjectNamesInAddresses objectNamesInAddresses,
                RandomSource randomSource) {
            this(
                    loaded,
                    outputs,
                    objectNamesInAddresses,
                    randomSource,
                    ClockState.INTERNAL,
                    ParameterFader.USUAL_FRAMES_PER_SECOND,
                    UndoHistory.USUAL_LIMIT);
        }

        public Setup {
            outputs = List.copyOf(outputs);
        }
    }

    /** The session as it is now; before the first turn, as it was loaded. */
    public SessionView view() {
        return viewPublisher.view();
    }

    /**
     * Performs everything up to {@code now}, in the order of time.
     *
     * @param arrivals in the order of their times, none after {@code now}
     */
    public TurnResult advance(HostMicros now, List<CommandBatch> arrivals) {
        HostMicros from = performedUntil;
        for (CommandBatch batch : arrivals) {
            performDue(batch.at());
            onArrival(batch);
        }
        performDue(now);
        List<UpcomingBoundary> upcoming =
                launchGuard.call(() -> queue.upcoming(decks::upcoming), List.of());
        var upcomingBoundaries = new UpcomingBoundaries(upcoming, transport.lastTick());
        publishedView = viewGuard.call(viewPublisher::view, publishedView);
        HostMicros wakeAt = beatScheduler.nextTime().orEarlier(hostTimeScheduler.next());
        return new TurnResult(
                from, arrivals, now, publishedView, events.drain(), upcomingBoundaries, wakeAt);
    }

    private void restore(GraphFileContents.ActiveClip active) {
        var clip = new ClipId(new TrackId(active.trackId()), active.clipId());
        if (document.isThere(clip)) {
            decks.restore(clip, Beats.ZERO);
        }
    }

    private void onArrival(CommandBatch batch) {
        HostMicros at = batch.at().orLater(performedUntil);
        if (batch.beginsPacket()) {
            events.emit(new Event.PacketReceived(currentBeat(at), batch.by(), batch.at()));
        }
        if (batch.due().isPresent() && batch.due().get().isAfter(at)) {
            hold(batch, at);
        } else {
            handle(batch, at);
        }
    }

    private void hold(CommandBatch batch, HostMicros at) {
        if (!timetagQueue.hold(batch)) {
            String address =
                    batch.requests().isEmpty() ? "" : batch.requests().getFirst().address();
            events.emit(
                    new Event.Refused(
                            currentBeat(at),
                            batch.by(),
                            address,
                            Refusal.Code.BUSY,
                            "too many bundles are being held for their time: send them later"));
        }
    }

    /** Between the messages of a batch, only what they make due on a beat is performed. */
    private void handle(CommandBatch batch, HostMicros at) {
        commandDispatcher.beginBatch();
        for (CommandWithAddress request : batch.requests()) {
            handle(request, batch, at);
            performBeats(at);
        }
        editor.endStep();
    }

    private void handle(CommandWithAddress request, CommandBatch batch, HostMicros at) {
        RequestSender by = batch.by();
        boolean held = batch.due().filter(batch.at()::isBefore).isPresent();
        HostMicros arrivedAt = held ? at : batch.at();
        var context =
                new CommandContext(
                        currentBeat(at), at, arrivedAt, by, request.address(), batch.due());
        try {
            commandDispatcher.handle(request.command(), context);
        } catch (Refusal refusal) {
            boolean unprefixed =
                    request.command() instanceof Command.Refuse refuse && refuse.unprefixed();
            events.emit(
                    new Event.Refused(
                            context.beat(),
                            by,
                            request.address(),
                            refusal.code(),
                            refusal.text(),
                            unprefixed));
        } catch (RuntimeException | StackOverflowError broken) {
            String failedPart = request.address().isEmpty() ? "a command" : request.address();
            events.emit(new Event.Failed(context.beat(), failedPart, broken.toString()));
        }
        updateParts(at);
    }

    /**
     * Applies an edit as if a command for it had come in a packet of its own. Its events are those
     * of the next turn. Tests use it for random edits.
     */
    void apply(Edit edit, RequestSender by, HostMicros at) {
        performDue(at);
        var context = new CommandContext(currentBeat(at), at, at, by, "", Optional.empty());
        try {
            editor.apply(edit, context);
        } catch (Refusal refusal) {
            events.emit(new Event.Refused(context.beat(), by, "", refusal.code(), refusal.text()));
        }
        updateParts(at);
        performBeats(at);
        editor.endStep();
    }

    private void emitFailure(FaultGuard.Failure failure) {
        String remedy = failure.outOfService() ? " until the next command to it" : "";
        events.emit(new Event.Failed(latestBeat, failure.part(), failure.text() + remedy));
    }

    /** Nothing works without a position: it continues from its last beat, at a constant tempo. */
    private void restartPosition(FaultGuard.Failure failure) {
        if (failure.outOfService()) {
            transport.restartFrom(latestBeat, performedUntil);
            positionGuard.restore();
        }
        events.emit(new Event.Failed(latestBeat, failure.part(), failure.text()));
    }

    /**
     * Brings the parts into line after anything was performed: the position follows the clock
     * source, and fades, cue lists and the floor follow a jump of the position.
     */
    private void updateParts(HostMicros at) {
        updateParts(at, NO_BEAT);
    }

    /**
     * @param beat the beat that was performed, or {@link #NO_BEAT}
     */
    private void updateParts(HostMicros at, Beats beat) {
        loadGuard.run(() ->
                sessionLoader.recountBoundary(
                        CommandContext.ofScheduledAction(currentBeat(at), at)));
        clockTask
                .guard()
                .run(() ->
                        clockSourceFollower.followClock(
                                CommandContext.ofScheduledAction(currentBeat(at), at)));
        Beats jump = transport.pollJump();
        fadeTask.guard().run(() -> fades.shift(jump));
        if (transport.jumpedAt().equals(at)) {
            latestBeat = latestBeat.orEarlier(transport.state().positionAt(at));
        }
        // Inside a turn, "now" is the beat that is performed: the time of a bar line may be read
        // back as a position behind it, and the bar that ends there would count as passed.
        boolean isAfterBeat = !beat.equals(NO_BEAT) && !transport.jumpedAt().equals(at);
        Beats now = isAfterBeat ? beat : currentBeat(at);
        var context = CommandContext.ofScheduledAction(now, at);
        arrangementGuard.run(() -> {
            arrangementPlayer.shift(jump, context);
            arrangementRecorder.settle(context);
        });
        cueGuard.run(() -> {
            cueListPlayer.shift(jump);
            cueListPlayer.settle(context);
        });
        followGuard.run(() -> {
            followActionScheduler.shift(jump);
            followActionScheduler.settle(context);
        });
        arrangementGuard.run(() -> arrangementPlayer.settle(context));
    }

    /** Performs everything that is due up to a time, in order. */
    private void performDue(HostMicros until) {
        while (true) {
            // Asked again each time: what is performed may change what is due next.
            HostMicros hostTime = hostTimeScheduler.next().orLater(performedUntil);
            if (!beatScheduler.nextTime().isAfter(hostTime.orEarlier(until))) {
                performBeat();
            } else if (!hostTime.isAfter(until)) {
                performHostTime(hostTime);
            } else {
                performedUntil = performedUntil.orLater(until);
                return;
            }
        }
    }

    private void performBeats(HostMicros until) {
        while (!beatScheduler.nextTime().isAfter(until)) {
            performBeat();
        }
        performedUntil = performedUntil.orLater(until);
    }

    private void performBeat() {
        Beats at = beatScheduler.next();
        performedUntil = performedUntil.orLater(beatScheduler.timeOf(at));
        latestBeat = latestBeat.orLater(at);
        beatScheduler.perform(at);
        updateParts(beatScheduler.timeOf(at).orLater(performedUntil), at);
    }

    private void performHostTime(HostMicros at) {
        performedUntil = at;
        hostTimeScheduler.performDue(
                at,
                task -> {
                    task.perform(CommandContext.ofScheduledAction(currentBeat(at), at));
                    updateParts(at);
                });
    }

    private Beats currentBeat(HostMicros at) {
        return positionGuard
                .call(() -> transport.state().positionAt(at), latestBeat)
                .orLater(latestBeat);
    }

    /** The bundles that wait for their time tag. */
    private final class HeldBundles implements HostTimedTask {
        @Override
        public HostMicros next() {
            return timetagQueue.next();
        }

        @Override
        public void perform(CommandContext context) {
            handle(timetagQueue.poll(), context.host());
        }
    }
}
