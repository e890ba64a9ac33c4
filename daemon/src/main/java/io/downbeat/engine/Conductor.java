package io.downbeat.engine;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.engine.edit.Editor;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.LaunchQueue;
import io.downbeat.engine.launch.LaunchSettingsHandler;
import io.downbeat.engine.launch.Launcher;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.engine.launch.SceneTracker;
import io.downbeat.engine.parameters.Fades;
import io.downbeat.engine.parameters.Parameters;
import io.downbeat.engine.sync.ClockSync;
import io.downbeat.engine.transport.TempoControl;
import io.downbeat.engine.transport.Transport;
import io.downbeat.guard.FaultGuard;
import io.downbeat.session.command.AddressNaming;
import io.downbeat.session.command.AddressedCommand;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.command.TurnResult;
import io.downbeat.session.editing.History;
import io.downbeat.session.model.LoadedSession;
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

/**
 * The running session. One thread turns it; everything else sends it arrivals and reads its turns.
 *
 * <p>A turn lives through time in order: what fell due before an arrival is performed before it.
 * How time is cut into turns changes no event, which is what replay, prepared packets and crash
 * recovery stand on. Reads no clock and knows no thread, socket or file. Not thread safe.
 */
public final class Conductor {

    /** Later than any beat of a performance. */
    private static final Beats NO_BEAT = Beats.micro(Long.MAX_VALUE);

    private final EventLog events = new EventLog();
    private final SessionDocument document;
    private final Editor editor;
    private final Transport transport;
    private final LaunchQueue queue = new LaunchQueue();
    private final Fades fades;
    private final Decks decks;
    private final CommandDispatcher commandDispatcher;
    private final TimetagQueue timetagQueue = new TimetagQueue();
    private final ViewPublisher viewPublisher;
    private final ClockSync clockSync;
    private final List<GuardedTimedTask> timed;
    private final GuardedTimedTask fadeFrames;
    private final GuardedTimedTask speedSteps;
    private final GuardedTimedTask leadingClock;
    private final FaultGuard count = FaultGuard.of("the count", this::recount);
    private final FaultGuard launches = FaultGuard.of("the launch queue", this::emitFailure);
    private final FaultGuard views = FaultGuard.of("the view of the session", this::emitFailure);
    private SessionView published;
    private HostMicros performedUntil;
    private Beats floor;

    /**
     * @param start when the count begins, at beat zero
     * @param playing whether the transport runs from there
     */
    public Conductor(Setup setup, HostMicros start, boolean playing) {
        LoadedSession loaded = setup.loaded();
        document = new SessionDocument(loaded, setup.outputs(), setup.addressNaming());
        var timeline = new Timeline(loaded.tempo(), Beats.ZERO, start);
        boolean runs = playing && !setup.clock().source().isFollowed();
        transport = new Transport(new TransportState(runs, timeline, loaded.meter()), events);
        editor = new Editor(document, events, new History(setup.undoLimit()));
        var parameters = new Parameters(document, editor, events);
        fades = new Fades(parameters, transport, start, setup.framesPerSecond());
        var tempoControl = new TempoControl(transport);
        clockSync =
                new ClockSync(document, transport, parameters, events, tempoControl, setup.clock());
        var sceneTracker = new SceneTracker(clockSync, queue, events);
        decks = new Decks(document, transport, parameters, fades, events, sceneTracker, queue);
        var launcher =
                new Launcher(
                        document, editor, parameters, decks, sceneTracker, setup.randomSource());
        editor.connect(parameters, List.of(decks));
        var outputStateStore = new OutputStateStore(setup.outputs(), events);
        var clientList = new ClientList(launcher, parameters);
        var saveTracker = new SaveTracker(editor, parameters, events);
        var transportControl = new TransportControl(transport, clockSync, decks);
        commandDispatcher =
                new CommandDispatcher(
                        document,
                        editor,
                        events,
                        transportControl,
                        new TempoCommandHandler(transport, tempoControl, clockSync),
                        new ClockCommandHandler(transport, clockSync, transportControl, decks),
                        new LaunchSettingsHandler(document, decks),
                        launcher,
                        new CancelHandler(events, decks, fades, timetagQueue),
                        parameters,
                        outputStateStore,
                        saveTracker,
                        clientList);
        viewPublisher =
                new ViewPublisher(
                        document,
                        editor,
                        transport,
                        parameters,
                        clockSync,
                        decks,
                        sceneTracker,
                        outputStateStore,
                        clientList,
                        saveTracker);
        fadeFrames = new GuardedTimedTask(fades, this::emitFailure);
        speedSteps = new GuardedTimedTask(tempoControl, this::emitFailure);
        leadingClock = new GuardedTimedTask(clockSync, this::emitFailure);
        timed = List.of(fadeFrames, speedSteps, leadingClock);
        published = viewPublisher.view();
        performedUntil = start;
        floor = Beats.ZERO;
        loaded.active().forEach(this::restore);
        settle(start);
    }

    /**
     * Who and what takes part in a performance.
     *
     * @param outputs in the order of their positions
     * @param clock which clock leads at the beginning
     * @param framesPerSecond how often a fade writes each number that it moves
     * @param undoLimit how many steps can be undone
     */
    public record Setup(
            LoadedSession loaded,
            List<OutputState> outputs,
            AddressNaming addressNaming,
            RandomSource randomSource,
            ClockState clock,
            int framesPerSecond,
            int undoLimit) {

        /** On its own clock, with as many frames as most receivers want. */
        public Setup(
                LoadedSession loaded,
                List<OutputState> outputs,
                AddressNaming addressNaming,
                RandomSource randomSource) {
            this(
                    loaded,
                    outputs,
                    addressNaming,
                    randomSource,
                    ClockState.INTERNAL,
                    Fades.USUAL_FRAMES,
                    History.USUAL_LIMIT);
        }

        public Setup {
            outputs = List.copyOf(outputs);
        }
    }

    /** The session as the last turn left it; before the first, as it was loaded. */
    public SessionView view() {
        return viewPublisher.view();
    }

    /**
     * Lives through all that happened up to {@code now}, in the order of the host clock.
     *
     * @param arrivals in the order of their moments, none after {@code now}
     */
    public TurnResult advance(HostMicros now, List<CommandBatch> arrivals) {
        HostMicros from = performedUntil;
        for (CommandBatch batch : arrivals) {
            performDue(batch.at());
            admit(batch);
        }
        performDue(now);
        List<UpcomingBoundary> upcoming =
                launches.call(() -> queue.upcoming(decks::upcoming), List.of());
        var upcomingBoundaries = new UpcomingBoundaries(upcoming, transport.counted());
        published = views.call(viewPublisher::view, published);
        HostMicros wakeAt = wakeAt();
        return new TurnResult(
                from, arrivals, now, published, events.drain(), upcomingBoundaries, wakeAt);
    }

    private void restore(LoadedSession.ActiveClip active) {
        for (int track = 1; track <= document.session().tracks().size(); track++) {
            var there = document.track(track);
            int clip = there.positionOf(active.clipId());
            if (clip > 0 && there.id().equals(active.trackId())) {
                decks.restore(track, clip);
            }
        }
    }

    private void admit(CommandBatch batch) {
        HostMicros at = batch.at().orLater(performedUntil);
        if (batch.beginsPacket()) {
            events.emit(new Event.PacketReceived(here(at), batch.by()));
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
                            here(at),
                            batch.by(),
                            address,
                            Refusal.Code.BUSY,
                            "too many bundles are being held for their time: send them later"));
        }
    }

    /** One step: between its messages come only the cues that they make due, nobody else's. */
    private void handle(CommandBatch batch, HostMicros at) {
        commandDispatcher.beginArrival();
        for (AddressedCommand request : batch.requests()) {
            handle(request, batch, at);
            performCues(at);
        }
        editor.endStep();
    }

    private void handle(AddressedCommand request, CommandBatch batch, HostMicros at) {
        RequestOrigin by = batch.by();
        boolean held = batch.due().filter(batch.at()::isBefore).isPresent();
        HostMicros came = held ? at : batch.at();
        var context = new CommandContext(here(at), at, came, by, request.address(), batch.due());
        try {
            commandDispatcher.handle(request.command(), context);
            restoreWhat(request.command());
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
            String what = request.address().isEmpty() ? "a command" : request.address();
            events.emit(new Event.Failed(context.beat(), what, broken.toString()));
        }
        settle(at);
    }

    /** A part that was taken out of service is set anew by a command to it. */
    private void restoreWhat(Command command) {
        switch (command) {
            case Command.TransportCommand time -> speedSteps.restore();
            case Command.TempoCommand tempo -> speedSteps.restore();
            case Command.ReceivePulse pulse -> {}
            case Command.UpdateLinkState now -> {}
            case Command.ClockCommand clock -> leadingClock.restore();
            case Command.LaunchSettingCommand settings -> restoreLaunches();
            case Command.CancelCommand end -> restoreLaunches();
            case Command.ClipCommand clip -> restoreLaunches();
            case Command.LaunchScene scene -> restoreLaunches();
            default -> {}
        }
    }

    private void restoreLaunches() {
        launches.restore();
        fadeFrames.restore();
    }

    private void emitFailure(FaultGuard.Failure failure) {
        String remedy = failure.outOfService() ? " until it is set anew" : "";
        events.emit(new Event.Failed(floor, failure.part(), failure.text() + remedy));
    }

    /** Everything hangs on the count: it goes on from its last beat at a tempo that stays. */
    private void recount(FaultGuard.Failure failure) {
        if (failure.outOfService()) {
            transport.beginAnew(floor, performedUntil);
            count.restore();
        }
        events.emit(new Event.Failed(floor, failure.part(), failure.text()));
    }

    /** The leading clock has its say; after a jump of the count the floor lies where it does. */
    private void settle(HostMicros at) {
        leadingClock.run(() -> clockSync.keepUp(CommandContext.ofCue(here(at), at)));
        Beats jump = transport.pollJump();
        fadeFrames.run(() -> fades.follow(jump));
        if (transport.movedAt().equals(at)) {
            floor = floor.orEarlier(transport.state().positionAt(at));
        }
    }

    /**
     * All that falls due up to a moment, in the order of time; of equals the cues first, then what
     * is timed, then one held bundle after the other.
     */
    private void performDue(HostMicros until) {
        while (true) {
            // Looked up anew each time: a cue may begin what then falls due before the next.
            HostMicros other = nextBesidesCues().orLater(performedUntil);
            if (!nextCue().isAfter(other.orEarlier(until))) {
                performCue();
            } else if (!other.isAfter(until)) {
                performBesidesCues(other);
            } else {
                performedUntil = performedUntil.orLater(until);
                return;
            }
        }
    }

    private void performBesidesCues(HostMicros at) {
        performedUntil = at;
        for (GuardedTimedTask part : timed) {
            if (!part.next().isAfter(at)) {
                part.perform(CommandContext.ofCue(here(at), at));
                settle(at);
            }
        }
        if (!timetagQueue.next().isAfter(at)) {
            handle(timetagQueue.poll(), at);
        }
    }

    private HostMicros nextBesidesCues() {
        HostMicros next = timetagQueue.next();
        for (GuardedTimedTask part : timed) {
            next = next.orEarlier(part.next());
        }
        return next;
    }

    private void performCues(HostMicros until) {
        while (!nextCue().isAfter(until)) {
            performCue();
        }
        performedUntil = performedUntil.orLater(until);
    }

    private void performCue() {
        performedUntil = performedUntil.orLater(nextCue());
        perform(nextBeat().orElseThrow());
    }

    /** The moment of the next tick or cue, or never. */
    private HostMicros nextCue() {
        return nextBeat().map(this::momentOf).orElse(HostMicros.NEVER);
    }

    private void perform(Beats at) {
        floor = floor.orLater(at);
        if (nextTick().equals(at)) {
            count.run(() -> transport.tick(at));
        } else if (nextLaunch().filter(at::equals).isPresent()) {
            launches.run(() -> decks.perform(queue.drainDue(), at));
        } else {
            fadeFrames.run(() -> fades.arrive(at));
        }
        settle(momentOf(at).orLater(performedUntil));
    }

    private HostMicros momentOf(Beats beat) {
        return count.call(() -> transport.momentOf(beat), HostMicros.NEVER);
    }

    private Beats nextTick() {
        return count.call(transport::nextTick, NO_BEAT);
    }

    private Optional<Beats> nextLaunch() {
        return launches.call(queue::next, Optional.empty());
    }

    /**
     * The beat of the next tick, cue or end of a fade; those on one beat come in this order, so
     * that a launch can take over where a fade ends.
     */
    private Optional<Beats> nextBeat() {
        if (!transport.playing()) {
            return Optional.empty();
        }
        Beats next = nextTick();
        next = nextLaunch().filter(next::isAfter).orElse(next);
        Optional<Beats> end = fadeFrames.call(fades::nextEnd, Optional.empty());
        return Optional.of(end.filter(next::isAfter).orElse(next));
    }

    private Beats here(HostMicros at) {
        return count.call(() -> transport.state().positionAt(at), floor).orLater(floor);
    }

    private HostMicros wakeAt() {
        return nextCue().orEarlier(nextBesidesCues());
    }
}
