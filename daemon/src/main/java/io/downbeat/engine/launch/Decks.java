package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.ActiveClipForEdits;
import io.downbeat.engine.edit.DocumentBeforeAndAfter;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.engine.parameters.ParameterFader;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.Transition;
import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit.ActiveClip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The decks of all tracks: what each plays, what waits, and how the one becomes the other on the
 * boundary.
 */
public final class Decks implements DocumentListener, ActiveClipForEdits {

    /**
     * What a launch waits for: a point of a grid, or its own beat, which no new grid moves.
     *
     * @param grid the grid of the launch
     */
    private record Boundary(Beats due, Quantize grid, boolean onOwnBeat) {}

    private final SessionDocument document;
    private final Transport transport;
    private final LiveValuesAndTouches parameters;
    private final ParameterFader fades;
    private final TurnEvents events;
    private final SceneTracker sceneTracker;
    private final LaunchQueue queue;
    private final LaunchBoundaries launchBoundaries;
    private final ClipLaunchWritesCache clipLaunchWritesCache;
    private final DecksByTrack decks = new DecksByTrack();
    private Function<Deck, Optional<TrackState.FollowTime>> followTimes = deck -> Optional.empty();
    private Set<TrackId> driven = Set.of();
    private BiConsumer<Deck, Beats> takeOverListener = (deck, beat) -> {};
    private Consumer<CommandContext> startListener = context -> {};
    private long revision;

    public Decks(
            SessionDocument document,
            Transport transport,
            LiveValuesAndTouches parameters,
            ParameterFader fades,
            TurnEvents events,
            SceneTracker sceneTracker,
            LaunchQueue queue) {
        this.document = document;
        this.transport = transport;
        this.parameters = parameters;
        this.fades = fades;
        this.events = events;
        this.sceneTracker = sceneTracker;
        this.queue = queue;
        this.launchBoundaries = new LaunchBoundaries(document, transport);
        this.clipLaunchWritesCache = new ClipLaunchWritesCache(document);
        decks.follow(document.session().tracks(), false);
    }

    /** Sets the part that knows how long clips play before their follow actions. */
    void connect(Function<Deck, Optional<TrackState.FollowTime>> times) {
        followTimes = times;
    }

    /** Sets the part that plays the arrangement, which learns what a hand takes over from it. */
    public void connectArrangement(BiConsumer<Deck, Beats> onTakenOver) {
        takeOverListener = onTakenOver;
    }

    /** Sets the part that is called before a launch is performed that starts the transport. */
    public void connectStart(Consumer<CommandContext> beforeStart) {
        startListener = beforeStart;
    }

    /** The tracks that the arrangement plays now. */
    public void setDriven(Set<TrackId> tracks) {
        if (!driven.equals(tracks)) {
            driven = tracks;
            revision++;
        }
    }

    /** Whether the arrangement plays the track: follow actions and cue lists leave it alone. */
    public boolean isDriven(TrackId track) {
        return driven.contains(track);
    }

    /** A hand launches or stops on a deck: the arrangement leaves its track alone. */
    void takeOver(Deck deck, Beats beat) {
        if (isDriven(deck.track())) {
            takeOverListener.accept(deck, beat);
        }
    }

    /** The deck of a track. Throws {@link Refusal} if the track is not there any more. */
    public Deck deck(TrackId track) {
        return decks.find(track).orElseThrow(() -> Refusal.gone("track", track));
    }

    /** The decks in the order of the tracks. */
    Collection<Deck> all() {
        return decks.all();
    }

    /** Counts changes of what a deck plays, waits for or fades to. */
    public long revision() {
        return revision + fades.revision();
    }

    public Map<ClipId, List<String>> skipped() {
        return clipLaunchWritesCache.skipped();
    }

    public List<TrackState> states() {
        return all().stream().map(this::state).toList();
    }

    /**
     * Announces queued clips again that changed between cut and fade because a transition setting
     * changed.
     */
    public void reannounceChangedTransitions() {
        for (Deck deck : all()) {
            deck.waiting()
                    .filter(waiting -> waiting.fades() != fades(waiting.start()))
                    .ifPresent(waiting -> {
                        queue.revise(waiting.scheduled());
                        deck.queue(waiting.fading(!waiting.fades()));
                    });
        }
    }

    /**
     * Decks go with their tracks, and lose what is not there any more. What is queued and writes
     * something else now is announced again.
     */
    @Override
    public void onDocumentChange(DocumentBeforeAndAfter change, CommandContext context) {
        List<Deck> all = List.copyOf(all());
        if (change.cause() == DocumentBeforeAndAfter.Cause.LOAD) {
            replaceDecks(all, context);
            return;
        }
        for (Deck deck : all) {
            if (document.positionOf(deck.track()) == 0) {
                remove(deck, context);
            }
        }
        decks.follow(
                document.session().tracks(),
                change.cause() == DocumentBeforeAndAfter.Cause.HISTORY);
        for (Deck deck : all()) {
            removeDeletedClips(deck, context);
        }
        all().forEach(this::compareWrites);
        reannounceChangedTransitions();
        clipLaunchWritesCache.onDocumentChange();
        sceneTracker.onDocumentChange(context);
        revision++;
    }

    /** A loaded session has new decks, on which nothing plays or waits. */
    private void replaceDecks(List<Deck> before, CommandContext context) {
        cancelAll(context);
        before.forEach(deck -> parameters.forget(deck.track()));
        decks.replaceAll(document.session().tracks().stream().map(TrackId::of).toList(), List.of());
        clipLaunchWritesCache.clear();
        sceneTracker.clear(context);
        revision++;
    }

    private void remove(Deck deck, CommandContext context) {
        deck.release();
        cancel(deck, context);
        loseActive(deck, context);
        parameters.forget(deck.track());
        decks.remove(deck);
    }

    private void removeDeletedClips(Deck deck, CommandContext context) {
        if (deck.held().filter(held -> !document.isThere(held.clip())).isPresent()) {
            deck.release();
        }
        if (isGone(deck.waiting().flatMap(Deck.Waiting::clip))) {
            cancel(deck, context);
        }
        if (isGone(deck.active())) {
            if (deck.waiting().filter(waiting -> waiting.start().isStop()).isPresent()) {
                cancel(deck, context);
            }
            loseActive(deck, context);
        }
    }

    private boolean isGone(Optional<ClipId> clip) {
        return clip.isPresent() && !document.isThere(clip.get());
    }

    /** The track stops; its values stay where they are. */
    private void loseActive(Deck deck, CommandContext context) {
        if (deck.active().isPresent()) {
            ClipId was = deck.active().get();
            deck.clearActive();
            fades.freeze(deck.track());
            parameters.compare(deck.track(), ParameterValueList.EMPTY);
            events.emit(new Event.TrackStopped(context.beat(), was));
        }
    }

    @Override
    public Map<TrackId, ActiveClip> activeClips() {
        Map<TrackId, ActiveClip> active = new LinkedHashMap<>();
        for (Deck deck : all()) {
            deck.active()
                    .ifPresent(
                            clip -> active.put(deck.track(), new ActiveClip(clip, deck.since())));
        }
        return active;
    }

    @Override
    public long launches(TrackId track) {
        return decks.findAlsoRemoved(track).map(Deck::launches).orElse(0L);
    }

    @Override
    public void setActive(
            TrackId track,
            Optional<ActiveClip> clip,
            Event.LaunchCause cause,
            CommandContext context) {
        Optional<Deck> found = decks.find(track);
        if (found.isEmpty() || isGone(clip.map(ActiveClip::clip))) {
            return;
        }
        Deck deck = found.get();
        if (clip.isEmpty()) {
            loseActive(deck, context);
        } else if (!deck.isPlaying(clip.get().clip())) {
            ClipId active = clip.get().clip();
            deck.setActive(active, clip.get().since());
            parameters.compare(track, writes(active));
            events.emit(new Event.ClipActivated(context.beat(), active, cause, Transition.CUT));
        }
        revision++;
    }

    @Override
    public void holdFades(TrackId track) {
        fades.freeze(track);
        revision++;
    }

    /** Looks whether what a deck plays or waits for writes something else now. */
    private void compareWrites(Deck deck) {
        Optional<ClipId> waits = deck.waiting().flatMap(Deck.Waiting::clip);
        boolean activeChanged = deck.active().filter(clipLaunchWritesCache::hasChanged).isPresent();
        boolean waitingChanged =
                waits.equals(deck.active())
                        ? activeChanged
                        : waits.filter(clipLaunchWritesCache::hasChanged).isPresent();
        if (activeChanged) {
            parameters.compare(deck.track(), writes(deck.active().orElseThrow()));
        }
        if (waitingChanged) {
            queue.revise(deck.waiting().orElseThrow().scheduled());
        }
    }

    @Override
    public String toString() {
        return "the decks";
    }

    /** Makes a clip active without writing anything: what a file says was active. */
    public void restore(ClipId clip, Beats since) {
        deck(clip.track()).setActive(clip, since);
        parameters.compare(clip.track(), writes(clip));
        revision++;
    }

    /** Changes with everything in {@link #snapshot}, except for held buttons. */
    public long snapshotRevision() {
        return revision * 31 + queue.revision();
    }

    /** What is active and what is queued, as it is now. */
    public EngineSnapshot.Launches snapshot() {
        return new LaunchSnapshotConverter(sceneTracker, queue).taken(decks, skipped());
    }

    /** Restores these values. The document is the one that they belong to. */
    public void restore(EngineSnapshot.Launches was) {
        new LaunchSnapshotConverter(sceneTracker, queue).restore(was, decks);
        clipLaunchWritesCache.restoreSkipped(was.skipped());
        for (Deck deck : all()) {
            deck.active().ifPresent(clip -> parameters.compare(deck.track(), writes(clip)));
            deck.waiting().flatMap(Deck.Waiting::clip).ifPresent(clipLaunchWritesCache::of);
        }
        revision++;
    }

    /** The values that launching a clip writes. */
    ParameterValueList writes(ClipId clip) {
        return clipLaunchWritesCache.of(clip).values();
    }

    /**
     * Starts all of these at the same instant: on the next boundary, or now if nothing is to be
     * waited for.
     *
     * @param scene the scene launch that they belong to; it may launch no clip
     */
    public void start(
            List<ClipOrStop> starts,
            Quantize quantize,
            CommandContext context,
            Optional<SceneLaunch> scene) {
        List<SceneLaunch> scenes = scene.stream().toList();
        cacheWrites(starts);
        starts.forEach(start -> takeOver(start.deck(), context.beat()));
        boolean launches = scene.isPresent() || starts.stream().anyMatch(start -> !start.isStop());
        boolean stopped = transport.isStoppedForLaunch(context);
        boolean waits =
                !transport.playing()
                        && launches
                        && document.settings().whenStopped()
                                == GlobalLaunchSettings.WhenStopped.WAIT;
        Quantize grid = waits ? Quantize.BEAT : quantize;
        Beats due = stopped && !waits ? context.beat() : launchBoundaries.due(grid, context);
        starts.forEach(start -> replace(start, context));
        if (waits || due.isAfter(context.beat())) {
            queue(starts, scenes, new Boundary(due, grid, false), context);
            return;
        }
        if (launches && transport.isStartedByLaunch()) {
            startListener.accept(context);
        }
        performNow(starts, scenes, due, context);
        if (launches) {
            transport.startByLaunch(context);
        }
    }

    /**
     * Starts all of these on a beat of their own, whatever the grid is: now if that beat has come.
     *
     * @param scenes the scene launches that they belong to, and those that launch no clip
     */
    public void startOn(
            Beats due, List<ClipOrStop> starts, List<SceneLaunch> scenes, CommandContext context) {
        cacheWrites(starts);
        starts.forEach(start -> replace(start, context));
        if (due.isAfter(context.beat())) {
            queue(starts, scenes, new Boundary(due, Quantize.INSTANT, true), context);
        } else {
            performNow(starts, scenes, context.beat(), context);
        }
    }

    /** Un-queues everything that the arrangement has queued. */
    public void cancelArranged(CommandContext context) {
        for (SceneLaunch launch : sceneTracker.queued()) {
            if (launch.isByArrangement()) {
                cancelScene(launch, context);
            }
        }
        for (Deck deck : all()) {
            if (deck.isArrangementQueued()) {
                cancel(deck, context);
            }
        }
    }

    /** Whether something that the arrangement has queued is due by a beat. */
    public boolean isArrangedDue(Beats beat) {
        return sceneTracker.queued().stream()
                        .filter(SceneLaunch::isByArrangement)
                        .anyMatch(launch -> !launch.due().isAfter(beat))
                || all().stream()
                        .filter(Deck::isArrangementQueued)
                        .flatMap(deck -> deck.waiting().stream())
                        .anyMatch(waiting -> !waiting.scheduled().at().isAfter(beat));
    }

    /** The position has jumped: what the arrangement has queued keeps its distance. */
    public void shiftArranged(Beats jump, CommandContext context) {
        for (SceneLaunch launch : sceneTracker.queued()) {
            if (launch.isByArrangement()) {
                moveScene(launch, launch.due().plus(jump), context);
            }
        }
        for (Deck deck : all()) {
            deck.waiting()
                    .filter(waiting -> waiting.start().arranged().isPresent())
                    .filter(waiting -> waiting.scene().isEmpty())
                    .ifPresent(waiting ->
                            move(deck, waiting, waiting.scheduled().at().plus(jump), context));
        }
    }

    /** Makes a clip the active one, or none, because it stands so in the arrangement. */
    public void restoreArranged(Deck deck, Optional<ClipId> clip, CommandContext context) {
        fades.freeze(deck.track());
        if (clip.isEmpty()) {
            stop(deck, context.beat());
        } else if (!deck.isPlaying(clip.get())) {
            deck.launch(clip.get(), context.beat());
            deck.followTimer().disarm();
            parameters.compare(deck.track(), writes(clip.get()));
            events.emit(
                    new Event.ClipActivated(
                            context.beat(),
                            clip.get(),
                            Event.LaunchCause.ARRANGEMENT,
                            Transition.CUT));
        }
        revision++;
    }

    private void queue(
            List<ClipOrStop> starts,
            List<SceneLaunch> scenes,
            Boundary boundary,
            CommandContext context) {
        starts.forEach(start -> start.scene().ifPresent(SceneLaunch::addWaitingDeck));
        scenes.forEach(launch ->
                sceneTracker.queue(
                        launch, boundary.grid(), boundary.due(), boundary.onOwnBeat(), context));
        starts.forEach(start -> queue(start, boundary, context));
        revision++;
    }

    /** Un-queues a scene, with all clips that wait for it. */
    void cancelScene(SceneLaunch launch, CommandContext context) {
        for (Deck deck : all()) {
            if (isOf(launch, deck)) {
                cancel(deck, context);
            }
        }
        if (launch.queuedLaunch().isPresent()) {
            sceneTracker.forget(launch, context);
        }
        revision++;
    }

    /** Moves a queued scene, with all clips that wait for it, to another beat that is not past. */
    void moveScene(SceneLaunch launch, Beats to, CommandContext context) {
        Beats due = to.orLater(context.beat());
        if (due.equals(launch.due())) {
            return;
        }
        sceneTracker.move(launch, due);
        for (Deck deck : all()) {
            if (isOf(launch, deck)) {
                move(deck, deck.waiting().orElseThrow(), due, context);
            }
        }
        revision++;
    }

    @SuppressWarnings("ReferenceEquality") // This very launch, not one like it.
    private static boolean isOf(SceneLaunch launch, Deck deck) {
        return deck.waiting().flatMap(Deck.Waiting::scene).filter(of -> of == launch).isPresent();
    }

    /** The time of a follow action, or whether one comes, has changed. */
    public void noteFollowChange() {
        revision++;
    }

    /** Un-queues what a deck waits for, because a client says so: no follow action comes then. */
    void cancelByClient(Deck deck, CommandContext context) {
        if (deck.isFollowQueued()) {
            deck.followTimer().disarm();
        }
        takeFromFollowingScene(deck);
        cancel(deck, context);
    }

    /** Un-queues what a deck waits for, if anything. */
    public void cancel(Deck deck, CommandContext context) {
        unqueue(deck, context, false, Optional.empty());
    }

    public void cancelAll(CommandContext context) {
        cancelArranged(context);
        cancelAllButArranged(context);
    }

    /** Un-queues everything but what the arrangement has queued, which goes on playing. */
    public void cancelAllButArranged(CommandContext context) {
        if (sceneTracker.queued().stream().anyMatch(queued -> queued.followed().isPresent())) {
            sceneTracker.lastLaunch().ifPresent(launch -> launch.followTimer().disarm());
        }
        for (Deck deck : all()) {
            if (!deck.isArrangementQueued()) {
                cancelByClient(deck, context);
            }
        }
        for (SceneLaunch launch : sceneTracker.queued()) {
            if (!launch.isByArrangement()) {
                sceneTracker.forget(launch, context);
            }
        }
    }

    /**
     * Moves everything that is queued to the first point of its present grid at or after this beat.
     */
    public void retime(CommandContext context) {
        sceneTracker.retime(quantize -> launchBoundaries.atOrAfter(quantize, context.beat()));
        for (Deck deck : all()) {
            deck.waiting().ifPresent(waiting -> retime(deck, waiting, context));
        }
    }

    /** Performs what has fallen due on one beat, in its order: one write for all. */
    public void perform(List<ScheduledAction<QueuedAction>> due, Beats at) {
        var context = transport.contextAt(at);
        long prepared = queue.revisionAt(at);
        var values = new ParameterValueList.Builder();
        for (ScheduledAction<QueuedAction> scheduled : due) {
            try {
                perform(scheduled.action(), context, values);
            } catch (RuntimeException broken) {
                // The values that were announced are not the values that are written.
                prepared = 0;
                events.emit(
                        new Event.Failed(at, description(scheduled.action()), broken.toString()));
            }
        }
        parameters.write(at, Event.Cause.LAUNCH, context.by(), prepared, values.build());
    }

    /** For a person who reads the log. */
    private static String description(QueuedAction action) {
        return switch (action) {
            case QueuedAction.OnDeck(Deck deck) -> "what was queued on track " + deck.track();
            case QueuedAction.OnScene scene -> "a scene launch";
        };
    }

    /** The values that a deck's queued clip will write; empty if a stop is queued. */
    public Optional<UpcomingBoundary.Launch> upcoming(Deck deck) {
        return deck.waiting()
                .filter(waiting -> !waiting.start().isStop())
                .map(waiting ->
                        new UpcomingBoundary.Launch(
                                waiting.clip().orElseThrow(),
                                boundaryValues(waiting.clip().orElseThrow(), waiting.fades())));
    }

    /** Works out all that will be written before anything is touched. */
    private void cacheWrites(List<ClipOrStop> starts) {
        for (ClipOrStop start : starts) {
            start.clip().ifPresent(clipLaunchWritesCache::of);
        }
    }

    private void replace(ClipOrStop start, CommandContext context) {
        takeFromFollowingScene(start.deck());
        boolean again = start.deck().isWaitingFor(start.clip());
        unqueue(start.deck(), context, again, start.scene());
    }

    /** A scene that follows and loses its last deck to a client or a cue list ends the chain. */
    private void takeFromFollowingScene(Deck deck) {
        deck.waiting()
                .flatMap(Deck.Waiting::scene)
                .filter(launch -> launch.followed().isPresent() && launch.waitingDecks() == 1)
                .flatMap(launch -> sceneTracker.lastLaunch())
                .ifPresent(launch -> launch.followTimer().disarm());
    }

    /** Un-queues; silently if the same is about to be queued or performed again. */
    private void unqueue(
            Deck deck, CommandContext context, boolean again, Optional<SceneLaunch> by) {
        if (deck.waiting().isEmpty()) {
            return;
        }
        Deck.Waiting waiting = deck.waiting().get();
        queue.cancel(waiting.scheduled());
        deck.clearQueue();
        revision++;
        if (!again) {
            events.emit(
                    waiting.start().isStop()
                            ? new Event.StopCancelled(context.beat(), deck.track())
                            : new Event.ClipCancelled(
                                    context.beat(), waiting.clip().orElseThrow()));
        }
        waiting.scene().ifPresent(launch -> sceneTracker.onDeckTaken(launch, context, by));
    }

    private void queue(ClipOrStop start, Boundary boundary, CommandContext context) {
        Deck deck = start.deck();
        Beats due = boundary.due();
        SameBeatOrder rank = start.isStop() ? SameBeatOrder.STOP : SameBeatOrder.LAUNCH;
        ScheduledAction<QueuedAction> scheduled =
                queue.add(due, rank, new QueuedAction.OnDeck(deck));
        deck.queue(
                new Deck.Waiting(
                        start, fades(start), boundary.grid(), boundary.onOwnBeat(), scheduled));
        revision++;
        events.emit(
                start.isStop()
                        ? new Event.StopQueued(context.beat(), deck.track(), due)
                        : new Event.ClipQueued(context.beat(), start.clip().orElseThrow(), due));
    }

    private void retime(Deck deck, Deck.Waiting waiting, CommandContext context) {
        if (!waiting.onOwnBeat()) {
            Beats due = launchBoundaries.atOrAfter(waiting.quantize(), context.beat());
            move(deck, waiting, due, context);
        }
    }

    /** Moves what a deck waits for to another beat. */
    void move(Deck deck, Deck.Waiting waiting, Beats due, CommandContext context) {
        if (!due.equals(waiting.scheduled().at())) {
            deck.queue(waiting.at(queue.move(waiting.scheduled(), due)));
            revision++;
            events.emit(new Event.Retimed(context.beat(), deck.track(), due));
        }
    }

    private void performNow(
            List<ClipOrStop> starts, List<SceneLaunch> scenes, Beats at, CommandContext context) {
        for (SceneLaunch launch : scenes) {
            sceneTracker.replaceEarlier(launch, context);
            sceneTracker.perform(launch, at, context);
        }
        // A scene that starts no clip is the last one all the same, which the journal keeps.
        revision++;
        var values = new ParameterValueList.Builder();
        starts.forEach(start -> perform(start, context, at, values));
        parameters.write(at, Event.Cause.LAUNCH, context.by(), 0, values.build());
    }

    private void perform(
            QueuedAction queuedAction, CommandContext context, ParameterValueList.Builder values) {
        switch (queuedAction) {
            case QueuedAction.OnScene(var launch) ->
                    sceneTracker.perform(launch, context.beat(), context);
            case QueuedAction.OnDeck(var deck) -> {
                ClipOrStop start = deck.waiting().orElseThrow().start();
                deck.clearQueue();
                perform(start, context, context.beat(), values);
            }
        }
    }

    private void perform(
            ClipOrStop start, CommandContext context, Beats at, ParameterValueList.Builder values) {
        Deck deck = start.deck();
        revision++;
        if (start.isStop()) {
            stop(deck, at);
            return;
        }
        ClipId clip = start.clip().orElseThrow();
        LaunchCalculations.Writes written = clipLaunchWritesCache.of(clip);
        Transition transition = transition(clip, start);
        deck.launch(clip, at);
        start.scene().ifPresent(launch -> launch.addActivated(deck, clip));
        if (start.arranged().isPresent()) {
            deck.followTimer().disarm();
        }
        events.emit(new Event.ClipActivated(at, clip, cause(start), transition));
        clipLaunchWritesCache.launched(clip);
        values.addAll(boundaryValues(clip, !transition.isCut()));
        if (!transition.isCut()) {
            fades.start(clip, written.moves(), transition, at, context);
        }
        parameters.compare(deck.track(), written.values());
        repeat(deck, at);
    }

    private static Event.LaunchCause cause(ClipOrStop start) {
        if (start.arranged().isPresent()) {
            return Event.LaunchCause.ARRANGEMENT;
        }
        if (start.scene().isPresent()) {
            return Event.LaunchCause.SCENE;
        }
        return start.follow().isPresent() ? Event.LaunchCause.FOLLOW : Event.LaunchCause.CLIENT;
    }

    /** The values that a launch writes on its boundary: all, or those that do not fade. */
    private ParameterValueList boundaryValues(ClipId clip, boolean fading) {
        LaunchCalculations.Writes all = clipLaunchWritesCache.of(clip);
        return fading ? all.jumps() : all.values();
    }

    /** Whether a start is a fade by the present settings. */
    private boolean fades(ClipOrStop start) {
        return start.clip().filter(clip -> !transition(clip, start).isCut()).isPresent();
    }

    /** The transition by the present settings; a recorded one stays what it was. */
    private Transition transition(ClipId clip, ClipOrStop start) {
        return start.arranged()
                .orElseGet(() ->
                        LaunchCalculations.transition(
                                start.fade(),
                                document.clip(clip),
                                document.track(clip.track()),
                                document.settings()));
    }

    private TrackState state(Deck deck) {
        return deck.state(
                document::positionOf,
                parameters.isDirty(deck.track()),
                deck.active().flatMap(fades::fadeTo),
                followTimes.apply(deck));
    }

    private void stop(Deck deck, Beats at) {
        if (deck.active().isPresent()) {
            ClipId was = deck.active().get();
            deck.stop();
            fades.freeze(deck.track());
            parameters.compare(deck.track(), ParameterValueList.EMPTY);
            events.emit(new Event.TrackStopped(at, was));
        }
    }

    /** A clip in repeat mode whose button is still down is queued for the next step of its grid. */
    private void repeat(Deck deck, Beats at) {
        deck.held()
                .filter(held -> deck.isPlaying(held.clip()))
                .filter(held -> document.clip(held.clip()).mode() == LaunchMode.REPEAT)
                .ifPresent(held ->
                        launchBoundaries
                                .after(held.quantize(), at)
                                .ifPresent(next -> queueRepeat(deck, held, next, at)));
    }

    private void queueRepeat(Deck deck, Deck.Held held, Beats next, Beats at) {
        var start = ClipOrStop.clip(deck, held.clip(), held.fade());
        var context = transport.contextAt(at);
        queue(start, new Boundary(next, held.quantize(), false), context);
    }
}
