package io.downbeat.engine.arrangement;

import io.downbeat.arrangement.ArrangementStateAtBeat;
import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.DocumentBeforeAndAfter;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.FittingValue;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.launch.AutomaticLaunchTiming;
import io.downbeat.engine.launch.Deck;
import io.downbeat.engine.launch.Decks;
import io.downbeat.engine.launch.LaunchBoundaries;
import io.downbeat.engine.launch.LaunchedScene;
import io.downbeat.engine.parameters.Fades;
import io.downbeat.engine.parameters.LiveParameters;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestOrigin;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.performance.Performance;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plays the arrangement as a performer would. Launches and stops are queued one beat ahead, for
 * their own beats, so that their packets are prepared as those of a launch by hand. Changes of time
 * and moves of parameters are performed on their beats.
 *
 * <p>It also has the position of the arrangement, which advances with the transport while the
 * arrangement is played or recorded. A jump of the transport does not move it.
 */
public final class ArrangementPlayer implements DocumentListener {

    private static final Beats MICRO = Beats.micro(1);

    /**
     * The shortest loop, 16 turns to a beat: shorter ones would keep the conductor from everything
     * else.
     */
    public static final Beats SHORTEST_LOOP = Beats.of(1.0 / 16);

    private final SessionDocument document;
    private final Transport transport;
    private final Decks decks;
    private final LiveParameters parameters;
    private final Fades fades;
    private final ClockSourceFollower clockSourceFollower;
    private final TurnEvents events;
    private final LaunchBoundaries launchBoundaries;
    private final Set<TrackId> taken = new LinkedHashSet<>();
    private final Set<ParamPath> takenParameters = new LinkedHashSet<>();
    private ArrangementPlayerListener listener = ArrangementPlayerListener.NONE;
    private final Map<String, TrackId> owners = new HashMap<>();
    private List<Track> ownersOf = List.of();
    private ArrangementEventLists arrangementEventLists;
    private @Nullable ParameterLaneCursors cursors;
    private boolean playing;
    private boolean recording;
    private boolean muted;
    private Optional<Pending> pending = Optional.empty();

    /** While the position advances, the beat of the transport at which the arrangement begins. */
    private Beats origin = Beats.ZERO;

    /** The position while it does not advance. */
    private Beats standing = Beats.ZERO;

    private Beats aheadOrigin = Beats.ZERO;
    private Beats timelineFrom = Beats.ZERO;
    private Beats launchesFrom = Beats.ZERO;
    private Beats movesFrom = Beats.ZERO;
    private boolean loop;
    private Beats loopFrom = Beats.ZERO;
    private Beats loopTo = Beats.ZERO;
    private long revision;

    /**
     * The arrangement begins to play on a boundary.
     *
     * @param due empty if it waits for the transport to start
     * @param meter the signature in which the boundary was counted
     */
    private record Pending(Optional<Beats> due, Quantize quantize, Meter meter) {}

    public ArrangementPlayer(
            SessionDocument document,
            Transport transport,
            Decks decks,
            LiveParameters parameters,
            Fades fades,
            ClockSourceFollower clockSourceFollower,
            TurnEvents events) {
        this.document = document;
        this.transport = transport;
        this.decks = decks;
        this.parameters = parameters;
        this.fades = fades;
        this.clockSourceFollower = clockSourceFollower;
        this.events = events;
        this.launchBoundaries = new LaunchBoundaries(document, transport);
        this.arrangementEventLists = new ArrangementEventLists(Arrangement.EMPTY);
        decks.connectArrangement(this::onTakenOver);
    }

    /** Sets the part that records. */
    public void connect(ArrangementPlayerListener recorder) {
        listener = recorder;
    }

    public boolean isPlaying() {
        return playing;
    }

    /** Whether the position advances with the transport. */
    public boolean isRolling() {
        return playing || recording;
    }

    public boolean isLooping() {
        return loop;
    }

    public Beats loopFrom() {
        return loopFrom;
    }

    public Beats loopTo() {
        return loopTo;
    }

    /** While the position advances, the beat of the transport at which the arrangement begins. */
    public Beats origin() {
        return origin;
    }

    /** The position at which the loop ends that is played, or never. */
    public Beats loopEndAhead() {
        return playing && isInLoop() ? loopEnd() : Beats.never();
    }

    /** The position at a beat of the transport. */
    public Beats positionAt(Beats beat) {
        return isRolling() ? beat.minus(origin) : standing;
    }

    /** Counts every change. */
    public long revision() {
        return revision;
    }

    private Arrangement arrangement() {
        return document.session().arrangement();
    }

    @SuppressWarnings("ReferenceEquality") // An unchanged arrangement is the same object.
    private ArrangementEventLists arrangementEventLists() {
        if (arrangementEventLists.of() != arrangement()) {
            arrangementEventLists = new ArrangementEventLists(arrangement());
            cursors = null;
        }
        return arrangementEventLists;
    }

    private ParameterLaneCursors cursors() {
        arrangementEventLists();
        ParameterLaneCursors present = cursors;
        if (present == null) {
            present = new ParameterLaneCursors(arrangement().lanes(), movesFrom);
            cursors = present;
        }
        return present;
    }

    /** Begins to play from the position, on a boundary. */
    public void play(Optional<Quantize> quantize, CommandContext context) {
        if (arrangement().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "the arrangement is empty: record a take first, with /record 1");
        }
        if (playing) {
            return;
        }
        if (!recording && !standing.isBefore(arrangement().length())) {
            standing = Beats.ZERO;
        }
        boolean waits =
                !transport.playing()
                        && document.settings().whenStopped()
                                == GlobalLaunchSettings.WhenStopped.WAIT;
        if (waits) {
            setPending(new Pending(Optional.empty(), Quantize.BEAT, transport.meter()), context);
            return;
        }
        Quantize grid = quantize.orElse(document.settings().quantize());
        boolean stopped = transport.isStoppedForLaunch(context);
        Beats due = stopped ? context.beat() : launchBoundaries.due(grid, context);
        if (due.isAfter(context.beat())) {
            setPending(new Pending(Optional.of(due), grid, transport.meter()), context);
            return;
        }
        begin(due, context);
        transport.startByLaunch(context);
    }

    private void setPending(Pending next, CommandContext context) {
        decks.cancelArranged(context);
        pending = Optional.of(next);
        launchesFrom = positionAt(context.beat());
        next.due()
                .ifPresent(due -> {
                    if (!recording) {
                        aheadOrigin = due.minus(standing);
                        launchesFrom = standing;
                    } else {
                        aheadOrigin = origin;
                        launchesFrom = due.minus(origin);
                    }
                });
        revision++;
    }

    /** Stops playing. If it does not play, the position goes back to the beginning. */
    public void stop(CommandContext context) {
        if (playing || pending.isPresent()) {
            halt(context);
        } else if (!recording) {
            standing = Beats.ZERO;
        }
        revision++;
    }

    /** Forgets a play that waits for its boundary. */
    public void cancelPlay(CommandContext context) {
        if (pending.isPresent()) {
            halt(context);
        }
    }

    /** Stops playing; the position stays. What hands had taken over is nobody's any more. */
    public void halt(CommandContext context) {
        Beats position = positionAt(context.beat());
        playing = false;
        pending = Optional.empty();
        taken.clear();
        takenParameters.clear();
        if (!recording) {
            standing = position;
        }
        decks.cancelArranged(context);
        updateDriven();
        revision++;
    }

    /** Moves the position, and restores what stood there. */
    public void seek(Beats position, CommandContext context) {
        decks.cancelArranged(context);
        if (isRolling()) {
            origin = context.beat().minus(position);
        } else {
            standing = position;
        }
        beginAt(position);
        if (pending.isPresent()) {
            setPending(pending.get(), context);
        }
        if (!arrangement().isEmpty()) {
            restoreAll(position, context);
        }
        if (playing && !muted) {
            performTimelineEvents(position, context);
        }
        revision++;
    }

    public void setLoop(boolean on, CommandContext context) {
        loop = on;
        requeue(context);
    }

    /** Sets the loop; one without a length is the whole arrangement. */
    public void setLoopRange(Beats from, Beats to, CommandContext context) {
        loopFrom = from;
        loopTo = to;
        requeue(context);
    }

    /** Gives everything back to the arrangement that hands have taken over. */
    public void giveBackAll(CommandContext context) {
        Set<TrackId> tracks = new LinkedHashSet<>(taken);
        Set<ParamPath> paths = new LinkedHashSet<>(takenParameters);
        giveBack(tracks, paths, context);
    }

    /** Gives a track back to the arrangement, with its parameters. */
    public void giveBack(TrackId track, CommandContext context) {
        var paths = new LinkedHashSet<ParamPath>();
        takenParameters.stream()
                .filter(path -> ownerOf(path).filter(track::equals).isPresent())
                .forEach(paths::add);
        giveBack(taken.contains(track) ? Set.of(track) : Set.of(), paths, context);
    }

    private void giveBack(Set<TrackId> tracks, Set<ParamPath> paths, CommandContext context) {
        if (tracks.isEmpty() && paths.isEmpty()) {
            return;
        }
        taken.removeAll(tracks);
        takenParameters.removeAll(paths);
        if (playing && !muted) {
            for (TrackId track : tracks) {
                if (document.positionOf(track) > 0) {
                    decks.deck(track).release();
                    decks.cancel(decks.deck(track), context);
                }
            }
            updateDriven();
            requeue(context);
            Beats position = positionAt(context.beat());
            ArrangementStateAtBeat state =
                    ArrangementStateAtBeat.find(position, arrangement(), document.document());
            restore(state, position, context, tracks::contains, paths::contains);
            listener.onGivenBack(context);
        }
        revision++;
    }

    /** What hands have taken over is part of the arrangement now, but for what they have queued. */
    public void forgetTakenOver(CommandContext context) {
        boolean isReturned =
                taken.removeIf(track ->
                        document.positionOf(track) == 0 || !isQueuedByHand(decks.deck(track)));
        takenParameters.clear();
        updateDriven();
        if (isReturned) {
            requeue(context);
        }
        revision++;
    }

    /** The tracks that hands have taken over. */
    public List<TrackId> takenTracks() {
        return List.copyOf(taken);
    }

    /** The parameters that hands have taken over. */
    public List<ParamPath> takenParameters() {
        return List.copyOf(takenParameters);
    }

    /** A hand launches or stops on a track: it is no longer the arrangement's. */
    private void onTakenOver(Deck deck, Beats beat) {
        if (taken.add(deck.track())) {
            listener.onTakenOver(Optional.of(deck.track()), Optional.empty(), beat);
            updateDriven();
            revision++;
        }
    }

    /** An event of the present turn. */
    public void onEvent(Event event) {
        if (playing
                && event instanceof Event.ParamsWritten written
                && (written.cause() == Event.Cause.HAND || written.cause() == Event.Cause.REVERT)) {
            for (int index = 0; index < written.values().size(); index++) {
                ParamPath path =
                        document.graph().parameter(written.values().parameter(index)).path();
                if (!clockSourceFollower.isTempoOfNode(path) && takenParameters.add(path)) {
                    listener.onTakenOver(Optional.empty(), Optional.of(path), written.at());
                    revision++;
                }
            }
        }
    }

    /** The position advances although nothing plays, because a take runs or is to begin. */
    public void setRecording(boolean on, CommandContext context) {
        if (on == recording) {
            return;
        }
        Beats position = positionAt(context.beat());
        recording = on;
        if (!playing) {
            origin = on ? context.beat().minus(position) : origin;
            standing = position;
        }
        revision++;
    }

    /** Puts the position somewhere, without restoring anything. */
    public void park(Beats position) {
        if (!isRolling()) {
            standing = position;
            revision++;
        }
    }

    /** A take replaces what would be played: nothing is played until it ends. */
    public void setMuted(boolean on, CommandContext context) {
        if (on == muted) {
            return;
        }
        muted = on;
        if (on) {
            decks.cancelArranged(context);
        } else if (playing) {
            Beats position = positionAt(context.beat());
            beginAt(position);
            takeFromOthers(context);
            restoreAll(position, context);
        }
        updateDriven();
        revision++;
    }

    private boolean isNotTaken(TrackId track) {
        return !taken.contains(track);
    }

    /** The next beat on which it begins, ends, starts again, or changes the time. */
    public Beats nextTimeline() {
        Beats next = pending.flatMap(Pending::due).orElse(Beats.never());
        if (!playing) {
            return next;
        }
        next = next.orEarlier(origin.plus(end()));
        return muted
                ? next
                : next.orEarlier(
                        arrangementEventLists()
                                .nextTimeline(timelineFrom)
                                .map(event -> origin.plus(event.at()))
                                .orElse(Beats.never()));
    }

    public void performTimeline(Beats at) {
        CommandContext context = CommandContext.ofScheduledAction(at, transport.momentOf(at));
        if (pending.flatMap(Pending::due).filter(at::equals).isPresent()) {
            begin(at, context);
        }
        if (playing && !at.isBefore(origin.plus(end()))) {
            onEnd(context);
        }
        if (playing && !muted) {
            performTimelineEvents(positionAt(at), context);
        }
    }

    /** The end of what is played: of the loop, or of everything. */
    private Beats end() {
        return isInLoop() ? loopEnd() : arrangement().length();
    }

    private Beats loopEnd() {
        return loopTo.isAfter(loopFrom) ? loopTo : arrangement().length();
    }

    private Beats loopBegin() {
        return loopTo.isAfter(loopFrom) ? loopFrom : Beats.ZERO;
    }

    /** Whether the loop is on, and its end is still to come. */
    private boolean isInLoop() {
        boolean isLong = !loopEnd().minus(loopBegin()).isBefore(SHORTEST_LOOP);
        return loop && isLong && timelineFrom.isBefore(loopEnd());
    }

    private void begin(Beats due, CommandContext context) {
        Beats position = positionAt(due);
        boolean wasPending = pending.isPresent();
        pending = Optional.empty();
        origin = due.minus(position);
        playing = true;
        taken.clear();
        takenParameters.clear();
        Beats queuedFrom = launchesFrom;
        beginAt(position);
        launchesFrom = wasPending ? queuedFrom : position;
        if (!muted) {
            takeFromOthers(context);
            restoreAll(position, context);
            performTimelineEvents(position, context);
            listener.onGivenBack(context);
        }
        revision++;
    }

    private void takeFromOthers(CommandContext context) {
        for (TrackId track : arrangementEventLists().tracks()) {
            if (document.positionOf(track) > 0) {
                takeFromOthers(decks.deck(track), context);
            }
        }
        updateDriven();
    }

    private static boolean isQueuedByHand(Deck deck) {
        boolean byCueList =
                deck.waiting()
                        .flatMap(Deck.Waiting::scene)
                        .filter(LaunchedScene::isByCueList)
                        .isPresent();
        return deck.isQueuedByHand() && !byCueList;
    }

    /** What a hand has queued goes first; what follows by itself gives way to the arrangement. */
    private void takeFromOthers(Deck deck, CommandContext context) {
        if (isQueuedByHand(deck)) {
            taken.add(deck.track());
            return;
        }
        deck.release();
        if (!deck.isArrangementQueued()) {
            decks.cancel(deck, context);
        }
    }

    /** Plays on from a position. */
    private void beginAt(Beats position) {
        aheadOrigin = origin;
        timelineFrom = position;
        launchesFrom = position;
        movesFrom = position;
        cursors = null;
    }

    private void onEnd(CommandContext context) {
        if (!isInLoop()) {
            halt(context);
            if (!recording) {
                standing = Beats.ZERO;
            }
            return;
        }
        listener.onLoopEnd(context);
        Beats begin = loopBegin();
        origin = context.beat().minus(begin);
        boolean wasQueued = aheadOrigin.equals(origin);
        Beats queuedFrom = launchesFrom;
        beginAt(begin);
        if (wasQueued) {
            launchesFrom = queuedFrom;
        }
        if (!muted) {
            restoreAll(begin, context);
        }
        revision++;
        listener.onLoopBegin(context);
    }

    private void performTimelineEvents(Beats position, CommandContext context) {
        List<ArrangementEvent> due = arrangementEventLists().timelineUntil(timelineFrom, position);
        timelineFrom = position.plus(MICRO);
        for (ArrangementEvent event : due) {
            perform(event, context);
        }
        if (!due.isEmpty()) {
            listener.onTimelinePlayed();
        }
        revision++;
    }

    private void perform(ArrangementEvent event, CommandContext context) {
        switch (event) {
            case ArrangementEvent.TempoSet(var at, var tempo, var quarters) ->
                    clockSourceFollower.setArrangementTempo(tempo, quarters, context);
            case ArrangementEvent.MeterSet(var at, var meter) -> setMeter(meter, context);
            case ArrangementEvent.FadesFrozen frozen -> fades.freeze(this::isDriven);
            case ArrangementEvent.FadesCut cut -> fades.cut(this::isDriven, context);
            case ArrangementEvent.StateSet(var at, var state) -> {
                ArrangementStateAtBeat stands =
                        ArrangementStateAtBeat.of(state, at, document.document());
                restoreTime(stands, context);
                restore(stands, at, context, this::isNotTaken, path -> true);
            }
            default -> {}
        }
    }

    private boolean isDriven(TrackId track) {
        return decks.isDriven(track);
    }

    private void setMeter(Meter meter, CommandContext context) {
        if (!meter.equals(transport.meter())) {
            clockSourceFollower.realign();
            transport.setMeter(meter, context);
            decks.retime(context);
        }
    }

    /** Brings everything but what hands have taken over into the state before a position. */
    private void restoreAll(Beats position, CommandContext context) {
        ArrangementStateAtBeat state =
                ArrangementStateAtBeat.find(position, arrangement(), document.document());
        restoreTime(state, context);
        restore(state, position, context, this::isNotTaken, path -> true);
    }

    private void restoreTime(ArrangementStateAtBeat state, CommandContext context) {
        clockSourceFollower.setArrangementTempo(state.tempo().from(), 0, context);
        if (state.tempo().isRamping()) {
            clockSourceFollower.setArrangementTempo(
                    state.tempo().to(), state.tempo().quarters(), context);
        }
        setMeter(state.meter(), context);
        listener.onTimelinePlayed();
    }

    /**
     * @param tracks the tracks to be restored, with their parameters
     * @param paths the other parameters to be restored
     */
    private void restore(
            ArrangementStateAtBeat state,
            Beats position,
            CommandContext context,
            Predicate<TrackId> tracks,
            Predicate<ParamPath> paths) {
        state.active()
                .forEach((track, clip) -> {
                    if (document.positionOf(track) > 0 && tracks.test(track)) {
                        decks.restoreArranged(decks.deck(track), clip, context);
                    }
                });
        var values = new ParameterValueList.Builder();
        for (int index = 0; index < state.values().size(); index++) {
            int number = state.values().parameter(index);
            if (isRestored(number, tracks, paths)) {
                add(document.graph().parameter(number), state.values().value(index), values);
            }
        }
        parameters.write(context.beat(), Event.Cause.LAUNCH, context.by(), 0, values.build());
        for (ArrangementStateAtBeat.Fade fade : state.fades()) {
            resume(fade, position, tracks, paths, context);
        }
    }

    private boolean isRestored(int number, Predicate<TrackId> tracks, Predicate<ParamPath> paths) {
        Parameter parameter = document.graph().parameter(number);
        if (parameter.locked() || clockSourceFollower.isTempoOfNode(parameter.path())) {
            return false;
        }
        Optional<TrackId> owner = ownerOf(parameter.path());
        return (owner.isPresent() && tracks.test(owner.get()))
                ? !takenParameters.contains(parameter.path())
                : (paths.test(parameter.path())
                        && !takenParameters.contains(parameter.path())
                        && owner.filter(taken::contains).isEmpty());
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged tracks are the same list.
    private Optional<TrackId> ownerOf(ParamPath path) {
        if (ownersOf != document.session().tracks()) {
            ownersOf = document.session().tracks();
            owners.clear();
            for (Track track : ownersOf) {
                track.nodes().forEach(node -> owners.putIfAbsent(node, TrackId.of(track)));
            }
        }
        return Optional.ofNullable(owners.get(path.node()));
    }

    private void resume(
            ArrangementStateAtBeat.Fade fade,
            Beats position,
            Predicate<TrackId> tracks,
            Predicate<ParamPath> paths,
            CommandContext context) {
        var from = new ParameterValueList.Builder();
        var to = new ParameterValueList.Builder();
        for (int index = 0; index < fade.to().size(); index++) {
            int number = fade.to().parameter(index);
            if (!document.graph().parameter(number).text() && isRestored(number, tracks, paths)) {
                from.add(fade.from(), index);
                to.add(fade.to(), index);
            }
        }
        Beats begins = isRolling() ? origin : context.beat().minus(position);
        FadeTiming timing = fade.timing().later(begins);
        fades.resume(fade.clip(), timing, from.build(), to.build(), context);
    }

    /** The beat on which the next launches are to be queued. */
    public Beats nextAhead() {
        return nextGroup()
                .filter(group -> !isBlocked(group))
                .map(group -> AutomaticLaunchTiming.queuedAt(aheadOrigin.plus(group.at())))
                .orElse(Beats.never());
    }

    /** Queues what is to be queued by now. */
    public void settle(CommandContext context) {
        settlePending(context);
        while (transport.playing()) {
            Optional<ArrangementEventLists.Group> next =
                    nextGroup().filter(group -> !isBlocked(group));
            if (next.isEmpty()) {
                return;
            }
            Beats due = aheadOrigin.plus(next.get().at());
            if (AutomaticLaunchTiming.queuedAt(due).isAfter(context.beat())) {
                return;
            }
            launchesFrom = next.get().at().plus(MICRO);
            revision++;
            queue(next.get(), due, context);
        }
    }

    private void settlePending(CommandContext context) {
        if (pending.isEmpty() || !transport.playing()) {
            return;
        }
        Pending present = pending.get();
        if (present.due().isEmpty() || !present.meter().equals(transport.meter())) {
            waitForBoundary(present, context);
        }
    }

    /** The play that waits begins on the next boundary of its grid, as it is counted now. */
    private void waitForBoundary(Pending present, CommandContext context) {
        Beats due = launchBoundaries.atOrAfter(present.quantize(), context.beat());
        setPending(new Pending(Optional.of(due), present.quantize(), transport.meter()), context);
    }

    /**
     * The next launches to be queued. In a loop, those behind its end are those at its beginning.
     */
    private Optional<ArrangementEventLists.Group> nextGroup() {
        if (muted || !(playing || pending.flatMap(Pending::due).isPresent())) {
            return Optional.empty();
        }
        Optional<ArrangementEventLists.Group> next =
                arrangementEventLists().nextLaunches(launchesFrom);
        if (!isInLoop() || next.filter(group -> group.at().isBefore(loopEnd())).isPresent()) {
            return next;
        }
        if (!aheadOrigin.equals(origin) || !playing) {
            return Optional.empty();
        }
        aheadOrigin = origin.plus(loopEnd().minus(loopBegin()));
        launchesFrom = loopBegin();
        return arrangementEventLists()
                .nextLaunches(launchesFrom)
                .filter(group -> group.at().isBefore(loopEnd()));
    }

    /** A deck holds one launch: the next one waits until that has been performed. */
    private boolean isBlocked(ArrangementEventLists.Group group) {
        return group.tracks().stream()
                .filter(track -> document.positionOf(track) > 0)
                .anyMatch(track -> decks.deck(track).isArrangementQueued());
    }

    private void queue(ArrangementEventLists.Group group, Beats due, CommandContext context) {
        Map<SceneId, LaunchedScene> scenes = new LinkedHashMap<>();
        for (SceneId scene : group.scenes()) {
            if (document.positionOf(scene) > 0) {
                var launch = new LaunchedScene(scene);
                launch.setByArrangement();
                scenes.put(scene, launch);
            } else {
                skip("scene " + scene, context);
            }
        }
        Map<TrackId, Decks.ArrangedStart> starts = new LinkedHashMap<>();
        var withClips = new LinkedHashSet<LaunchedScene>();
        for (ArrangementEvent event : group.events()) {
            switch (event) {
                case ArrangementEvent.ClipLaunched launched ->
                        start(launched, scenes, context)
                                .ifPresent(start -> {
                                    starts.put(launched.clip().track(), start);
                                    start.scene().ifPresent(withClips::add);
                                });
                case ArrangementEvent.TrackStopped(var at, var track) -> {
                    if (mayStart(track)) {
                        starts.put(
                                track,
                                new Decks.ArrangedStart(
                                        Decks.Start.arranged(
                                                decks.deck(track),
                                                Optional.empty(),
                                                Transition.CUT),
                                        Optional.empty()));
                    }
                }
                default -> {}
            }
        }
        // A later start on the same track may have taken the place of a scene's clip.
        var used = new LinkedHashSet<LaunchedScene>();
        starts.values().forEach(start -> start.scene().ifPresent(used::add));
        boolean launchedClips = group.hasClipsOfScenes();
        for (LaunchedScene launch : scenes.values()) {
            if (!used.contains(launch) && (withClips.contains(launch) || !launchedClips)) {
                decks.startArrangedScene(due, launch, context);
            }
        }
        decks.startArranged(due, List.copyOf(starts.values()), context);
    }

    private Optional<Decks.ArrangedStart> start(
            ArrangementEvent.ClipLaunched launched,
            Map<SceneId, LaunchedScene> scenes,
            CommandContext context) {
        ClipId clip = launched.clip();
        if (!document.isThere(clip)) {
            skip("clip " + clip, context);
            return Optional.empty();
        }
        if (!mayStart(clip.track())) {
            return Optional.empty();
        }
        Optional<LaunchedScene> scene =
                launched.byScene() ? sceneOf(clip, scenes) : Optional.empty();
        return Optional.of(
                new Decks.ArrangedStart(
                        Decks.Start.arranged(
                                decks.deck(clip.track()), Optional.of(clip), launched.transition()),
                        scene));
    }

    /** The scene that launches a clip; of several, the last one that assigns it. */
    private Optional<LaunchedScene> sceneOf(ClipId clip, Map<SceneId, LaunchedScene> scenes) {
        Optional<LaunchedScene> found = Optional.empty();
        Optional<LaunchedScene> last = Optional.empty();
        for (Map.Entry<SceneId, LaunchedScene> each : scenes.entrySet()) {
            last = Optional.of(each.getValue());
            boolean assigns =
                    document.session()
                            .scene(each.getKey())
                            .map((Scene scene) -> scene.clipOf(clip.track().text()))
                            .filter(assigned -> assigned.equals(Optional.of(clip.text())))
                            .isPresent();
            found = assigns ? last : found;
        }
        return found.isPresent() ? found : last;
    }

    private boolean mayStart(TrackId track) {
        if (document.positionOf(track) == 0) {
            return false;
        }
        return playing ? decks.isDriven(track) : !decks.deck(track).isQueuedByHand();
    }

    private void skip(String what, CommandContext context) {
        events.emit(
                new Event.ArrangementSkipped(
                        context.beat(), what + " is not there any more: its launch is left out"));
    }

    /** The next beat on which a parameter is moved. */
    public Beats nextMoves() {
        if (!playing || muted) {
            return Beats.never();
        }
        Beats next = cursors().next();
        return next.equals(Beats.never()) || !next.isBefore(end())
                ? Beats.never()
                : origin.plus(next);
    }

    public void performMoves(Beats at) {
        Beats position = positionAt(at);
        var values = new ParameterValueList.Builder();
        cursors().moveUntil(position, (path, value) -> move(path, value, values));
        movesFrom = position.plus(MICRO);
        revision++;
        parameters.write(at, Event.Cause.ARRANGEMENT, RequestOrigin.DAEMON, 0, values.build());
    }

    private void move(ParamPath path, ParamValue value, ParameterValueList.Builder values) {
        Optional<Parameter> parameter = document.graph().parameter(path);
        boolean isTaken =
                takenParameters.contains(path) || ownerOf(path).filter(taken::contains).isPresent();
        if (parameter.isEmpty() || isTaken || clockSourceFollower.isTempoOfNode(path)) {
            return;
        }
        add(parameter.get(), value, values);
    }

    private static void add(
            Parameter parameter, ParamValue value, ParameterValueList.Builder values) {
        try {
            values.add(parameter.number(), FittingValue.of(parameter, value));
        } catch (Refusal otherType) {
            // The parameter holds numbers now, and held texts when they were recorded.
            return;
        }
    }

    /** The position of the transport has jumped: the arrangement goes on where it is. */
    public void shift(Beats jump, CommandContext context) {
        if (jump.equals(Beats.ZERO)) {
            return;
        }
        origin = origin.plus(jump);
        aheadOrigin = aheadOrigin.plus(jump);
        decks.shiftArranged(jump, context);
        pending.filter(present -> present.due().isPresent())
                .ifPresent(present -> waitForBoundary(present, context));
        revision++;
    }

    /**
     * Queues anew what is to come. Launches of the present beat are part of it unless they have
     * been performed.
     */
    private void requeue(CommandContext context) {
        boolean isDueNow = decks.isArrangedDue(context.beat());
        decks.cancelArranged(context);
        if (pending.isPresent()) {
            setPending(pending.get(), context);
        } else if (playing) {
            Beats position = positionAt(context.beat());
            noteReached(position);
            aheadOrigin = origin;
            launchesFrom = isDueNow ? position : position.plus(MICRO);
        }
        revision++;
    }

    /** Everything before this position has been played, or is never to be played. */
    private void noteReached(Beats position) {
        timelineFrom = timelineFrom.orLater(position);
        movesFrom = movesFrom.orLater(position);
    }

    /** The arrangement is another one: goes on with it at the present position. */
    private void playChanged(Arrangement before, CommandContext context) {
        ArrangementEventLists was = arrangementEventLists;
        Beats position = positionAt(context.beat());
        cursors = null;
        if (playing && isQueuedAlike(was, position) && isLoopAlike(before)) {
            noteReached(position);
        } else {
            requeue(context);
        }
    }

    /** Whether what is queued by now is the same in the present arrangement. */
    private boolean isQueuedAlike(ArrangementEventLists was, Beats position) {
        ArrangementEventLists now = arrangementEventLists();
        if (aheadOrigin.equals(origin)) {
            return launchesFrom.isAfter(position)
                    && now.hasSameLaunches(was, position, launchesFrom);
        }
        return now.hasSameLaunches(was, position, loopEnd())
                && now.hasSameLaunches(was, loopBegin(), launchesFrom);
    }

    private boolean isLoopAlike(Arrangement before) {
        return !loop || loopTo.isAfter(loopFrom) || before.length().equals(arrangement().length());
    }

    private void updateDriven() {
        if (!playing || muted) {
            decks.setDriven(Set.of());
            return;
        }
        var driven = new LinkedHashSet<>(arrangementEventLists().tracks());
        driven.removeAll(taken);
        driven.removeIf(track -> document.positionOf(track) == 0);
        decks.setDriven(driven);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // An unchanged arrangement is the same object.
    public void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context) {
        if (change.cause() == DocumentBeforeAndAfter.Cause.LOAD) {
            halt(context);
            standing = Beats.ZERO;
            loopFrom = Beats.ZERO;
            loopTo = Beats.ZERO;
        } else if (change.before().session().arrangement() != arrangement()) {
            if (arrangement().isEmpty()) {
                halt(context);
                standing = recording ? standing : Beats.ZERO;
            } else {
                playChanged(change.before().session().arrangement(), context);
            }
        }
        updateDriven();
        revision++;
    }

    /** Where it plays, as it is now. */
    public Performance.ArrangementPlay performance() {
        return new Performance.ArrangementPlay(
                pending.map(
                        present -> new Performance.PendingPlay(present.due(), present.quantize())),
                aheadOrigin,
                timelineFrom,
                launchesFrom,
                movesFrom,
                muted,
                List.copyOf(taken),
                List.copyOf(takenParameters));
    }

    /** Restores these values. The document is the one that they belong to. */
    public void restore(Performance.Arrangement was) {
        playing = was.status().playing();
        recording = was.armed();
        if (isRolling()) {
            origin = was.status().origin();
        } else {
            standing = was.status().positionAt(Beats.ZERO);
        }
        loop = was.status().loop();
        loopFrom = was.status().loopFrom();
        loopTo = was.status().loopTo();
        pending =
                was.play()
                        .pending()
                        .map(present ->
                                new Pending(present.due(), present.quantize(), transport.meter()));
        aheadOrigin = was.play().aheadOrigin();
        timelineFrom = was.play().timelineFrom();
        launchesFrom = was.play().launchesFrom();
        movesFrom = was.play().movesFrom();
        muted = was.play().muted();
        taken.clear();
        taken.addAll(was.play().taken());
        takenParameters.clear();
        takenParameters.addAll(was.play().takenParameters());
        cursors = null;
        updateDriven();
        revision++;
    }

    @Override
    public String toString() {
        return "the arrangement";
    }
}
