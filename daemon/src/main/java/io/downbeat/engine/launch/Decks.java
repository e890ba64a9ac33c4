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
import io.downbeat.session.editing.ActiveClipChangedByEdit.ActiveClip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Track;
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
import java.util.OptionalDouble;
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
     * What becomes of a deck: a clip, or a stop without one.
     *
     * @param fade the launch's own length of transition
     * @param follow the follow action that starts it
     * @param arranged the recorded transition if the arrangement starts it; of a stop, a cut
     */
    public record Start(
            Deck deck,
            Optional<ClipId> clip,
            OptionalDouble fade,
            Optional<FollowAction> follow,
            Optional<Transition> arranged) {
        static Start clip(Deck deck, ClipId clip, OptionalDouble fade) {
            return new Start(deck, Optional.of(clip), fade, Optional.empty(), Optional.empty());
        }

        static Start stop(Deck deck) {
            return new Start(
                    deck,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** What the arrangement starts: a clip with the recorded transition, or a stop. */
        public static Start arranged(Deck deck, Optional<ClipId> clip, Transition transition) {
            return new Start(
                    deck, clip, OptionalDouble.empty(), Optional.empty(), Optional.of(transition));
        }

        private Start by(FollowAction action) {
            return new Start(deck, clip, fade, Optional.of(action), arranged);
        }
    }

    /**
     * What the arrangement starts on a beat.
     *
     * @param scene the scene launch that it belongs to
     */
    public record ArrangedStart(Start start, Optional<LaunchedScene> scene) {}

    /**
     * What a launch waits for: a point of a grid, or its own beat, which no new grid moves.
     *
     * @param grid the grid of the launch
     */
    private record Boundary(Beats due, Quantize grid, boolean onOwnBeat) {}

    /** Decks of removed tracks that are kept for an undo; more than a history has steps. */
    private static final int MOST_REMOVED = 1024;

    private final SessionDocument document;
    private final Transport transport;
    private final LiveValuesAndTouches parameters;
    private final ParameterFader fades;
    private final TurnEvents events;
    private final SceneTracker sceneTracker;
    private final LaunchQueue queue;
    private final LaunchBoundaries launchBoundaries;
    private final ClipParameterWriteCache clipParameterWriteCache;
    private final Map<TrackId, Deck> decks = new LinkedHashMap<>();
    private final Map<TrackId, Deck> removed = new LinkedHashMap<>();
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
        this.clipParameterWriteCache = new ClipParameterWriteCache(document);
        for (Track track : document.session().tracks()) {
            decks.put(TrackId.of(track), new Deck(TrackId.of(track)));
        }
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
        Deck deck = decks.get(track);
        if (deck == null) {
            throw Refusal.gone("track", track);
        }
        return deck;
    }

    /** The decks in the order of the tracks. */
    Collection<Deck> all() {
        return decks.values();
    }

    /** Counts changes of what a deck plays, waits for or fades to. */
    public long revision() {
        return revision + fades.revision();
    }

    public Map<ClipId, List<String>> skipped() {
        return clipParameterWriteCache.skipped();
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
                    .filter(waiting -> waiting.fades() != fades(waiting))
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
        orderDecks(change.cause());
        for (Deck deck : all()) {
            removeDeletedClips(deck, context);
        }
        all().forEach(this::compareWrites);
        reannounceChangedTransitions();
        clipParameterWriteCache.onDocumentChange();
        sceneTracker.onDocumentChange(context);
        revision++;
    }

    /** A loaded session has new decks, on which nothing plays or waits. */
    private void replaceDecks(List<Deck> before, CommandContext context) {
        cancelAll(context);
        before.forEach(deck -> parameters.forget(deck.track()));
        decks.clear();
        removed.clear();
        for (Track track : document.session().tracks()) {
            decks.put(TrackId.of(track), new Deck(TrackId.of(track)));
        }
        clipParameterWriteCache.clear();
        sceneTracker.clear(context);
        revision++;
    }

    private void remove(Deck deck, CommandContext context) {
        deck.release();
        cancel(deck, context);
        loseActive(deck, context);
        parameters.forget(deck.track());
        decks.remove(deck.track());
        removed.put(deck.track(), deck);
        if (removed.size() > MOST_REMOVED) {
            removed.remove(removed.keySet().iterator().next());
        }
    }

    /** One deck for each track, in their order. A track that comes back finds its deck again. */
    private void orderDecks(DocumentBeforeAndAfter.Cause cause) {
        Map<TrackId, Deck> known = new LinkedHashMap<>(decks);
        decks.clear();
        for (Track track : document.session().tracks()) {
            TrackId id = TrackId.of(track);
            Optional<Deck> before = Optional.ofNullable(removed.remove(id));
            Deck added =
                    before.filter(deck -> cause == DocumentBeforeAndAfter.Cause.HISTORY)
                            .orElseGet(() -> new Deck(id));
            decks.put(id, known.getOrDefault(id, added));
        }
    }

    private void removeDeletedClips(Deck deck, CommandContext context) {
        if (deck.held().filter(held -> !document.isThere(held.clip())).isPresent()) {
            deck.release();
        }
        if (isGone(deck.waiting().flatMap(Deck.Waiting::clip))) {
            cancel(deck, context);
        }
        if (isGone(deck.active())) {
            if (deck.waiting().filter(Deck.Waiting::isStop).isPresent()) {
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
        Deck deck = decks.getOrDefault(track, removed.get(track));
        return deck == null ? 0 : deck.launches();
    }

    @Override
    public void setActive(
            TrackId track,
            Optional<ActiveClip> clip,
            Event.LaunchCause cause,
            CommandContext context) {
        Deck deck = decks.get(track);
        if (deck == null || isGone(clip.map(ActiveClip::clip))) {
            return;
        }
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
        boolean activeChanged =
                deck.active().filter(clipParameterWriteCache::hasChanged).isPresent();
        boolean waitingChanged =
                waits.equals(deck.active())
                        ? activeChanged
                        : waits.filter(clipParameterWriteCache::hasChanged).isPresent();
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
        return new DeckStateSerializer(sceneTracker, queue)
                .taken(decks.values(), removed.values(), skipped());
    }

    /** Restores these values. The document is the one that they belong to. */
    public void restore(EngineSnapshot.Launches was) {
        decks.clear();
        removed.clear();
        var restoring = new DeckStateSerializer(sceneTracker, queue);
        restoring.restore(was, decks, removed);
        clipParameterWriteCache.restoreSkipped(was.skipped());
        for (Deck deck : all()) {
            deck.active().ifPresent(clip -> parameters.compare(deck.track(), writes(clip)));
            deck.waiting().flatMap(Deck.Waiting::clip).ifPresent(clipParameterWriteCache::of);
        }
        revision++;
    }

    /** The values that launching a clip writes. */
    ParameterValueList writes(ClipId clip) {
        return clipParameterWriteCache.of(clip).values();
    }

    /**
     * Starts all of these at the same instant: on the next boundary, or now if nothing is to be
     * waited for.
     */
    public void start(
            List<Start> starts,
            Quantize quantize,
            CommandContext context,
            Optional<LaunchedScene> scene) {
        cacheWrites(starts);
        starts.forEach(start -> takeOver(start.deck(), context.beat()));
        boolean launches =
                scene.isPresent() || starts.stream().anyMatch(start -> start.clip().isPresent());
        boolean stopped = transport.isStoppedForLaunch(context);
        boolean waits =
                !transport.playing()
                        && launches
                        && document.settings().whenStopped()
                                == GlobalLaunchSettings.WhenStopped.WAIT;
        Quantize grid = waits ? Quantize.BEAT : quantize;
        Beats due = stopped && !waits ? context.beat() : launchBoundaries.due(grid, context);
        if (waits || due.isAfter(context.beat())) {
            queue(starts, new Boundary(due, grid, false), context, scene);
            return;
        }
        starts.forEach(start -> replace(start, context, scene));
        if (launches && transport.isStartedByLaunch()) {
            startListener.accept(context);
        }
        performNow(starts, due, context, scene);
        if (launches) {
            transport.startByLaunch(context);
        }
    }

    /**
     * Starts all of these on a beat of their own, whatever the grid is: now if that beat has come.
     */
    void startOn(Beats due, List<Start> starts, CommandContext context, LaunchedScene scene) {
        cacheWrites(starts);
        if (due.isAfter(context.beat())) {
            queue(starts, new Boundary(due, Quantize.INSTANT, true), context, Optional.of(scene));
            return;
        }
        starts.forEach(start -> replace(start, context, Optional.of(scene)));
        performNow(starts, context.beat(), context, Optional.of(scene));
    }

    /** Starts what the arrangement has on a beat: on that beat, or now if it has come. */
    public void startArranged(Beats due, List<ArrangedStart> arranged, CommandContext context) {
        cacheWrites(arranged.stream().map(ArrangedStart::start).toList());
        arranged.forEach(each -> replace(each.start(), context, each.scene()));
        List<LaunchedScene> scenes =
                arranged.stream().flatMap(each -> each.scene().stream()).distinct().toList();
        if (due.isAfter(context.beat())) {
            var boundary = new Boundary(due, Quantize.INSTANT, true);
            arranged.forEach(each -> each.scene().ifPresent(LaunchedScene::addWaitingDeck));
            scenes.forEach(
                    launch -> sceneTracker.queue(launch, Quantize.INSTANT, due, true, context));
            arranged.forEach(each -> queue(each.start(), boundary, context, each.scene()));
            return;
        }
        for (LaunchedScene launch : scenes) {
            sceneTracker.replaceEarlier(launch, context);
            sceneTracker.perform(launch, context.beat(), context);
        }
        revision++;
        var values = new ParameterValueList.Builder();
        arranged.forEach(
                each -> perform(each.start(), context, context.beat(), each.scene(), values));
        parameters.write(context.beat(), Event.Cause.LAUNCH, context.by(), 0, values.build());
    }

    /** Queues a scene that the arrangement launches and that launches no clip. */
    public void startArrangedScene(Beats due, LaunchedScene launch, CommandContext context) {
        if (due.isAfter(context.beat())) {
            sceneTracker.queue(launch, Quantize.INSTANT, due, true, context);
        } else {
            sceneTracker.replaceEarlier(launch, context);
            sceneTracker.perform(launch, context.beat(), context);
        }
        revision++;
    }

    /** Un-queues everything that the arrangement has queued. */
    public void cancelArranged(CommandContext context) {
        for (LaunchedScene launch : sceneTracker.queued()) {
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
                        .filter(LaunchedScene::isByArrangement)
                        .anyMatch(launch -> !launch.due().isAfter(beat))
                || all().stream()
                        .filter(Deck::isArrangementQueued)
                        .flatMap(deck -> deck.waiting().stream())
                        .anyMatch(waiting -> !waiting.scheduled().at().isAfter(beat));
    }

    /** The position has jumped: what the arrangement has queued keeps its distance. */
    public void shiftArranged(Beats jump, CommandContext context) {
        for (LaunchedScene launch : sceneTracker.queued()) {
            if (launch.isByArrangement()) {
                moveScene(launch, launch.due().plus(jump), context);
            }
        }
        for (Deck deck : all()) {
            deck.waiting()
                    .filter(waiting -> waiting.arranged().isPresent())
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
            deck.endFollow();
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
            List<Start> starts,
            Boundary boundary,
            CommandContext context,
            Optional<LaunchedScene> scene) {
        starts.forEach(start -> replace(start, context, scene));
        scene.ifPresent(launch -> {
            starts.forEach(start -> launch.addWaitingDeck());
            sceneTracker.queue(
                    launch, boundary.grid(), boundary.due(), boundary.onOwnBeat(), context);
        });
        starts.forEach(start -> queue(start, boundary, context, scene));
        revision++;
    }

    /** Un-queues a scene, with all clips that wait for it. */
    void cancelScene(LaunchedScene launch, CommandContext context) {
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
    void moveScene(LaunchedScene launch, Beats to, CommandContext context) {
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
    private static boolean isOf(LaunchedScene launch, Deck deck) {
        return deck.waiting().flatMap(Deck.Waiting::scene).filter(of -> of == launch).isPresent();
    }

    /** Starts this because a follow action says so: on its beat, or now if that has come. */
    void startByFollowAction(Start start, Beats due, FollowAction action, CommandContext context) {
        Start followed = start.by(action);
        cacheWrites(List.of(followed));
        replace(followed, context, Optional.empty());
        if (due.isAfter(context.beat())) {
            queue(followed, new Boundary(due, Quantize.INSTANT, true), context, Optional.empty());
        } else {
            performNow(List.of(followed), context.beat(), context, Optional.empty());
        }
    }

    /** Starts all of these now, whatever the grid is. */
    void startNow(List<Start> starts, CommandContext context) {
        cacheWrites(starts);
        starts.forEach(start -> replace(start, context, Optional.empty()));
        performNow(starts, context.beat(), context, Optional.empty());
    }

    /** The time of a follow action, or whether one comes, has changed. */
    public void noteFollowChange() {
        revision++;
    }

    /** Un-queues what a deck waits for, because a client says so: no follow action comes then. */
    void cancelByClient(Deck deck, CommandContext context) {
        if (deck.isFollowQueued()) {
            deck.endFollow();
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
            sceneTracker.lastLaunch().ifPresent(LaunchedScene::endFollow);
        }
        for (Deck deck : all()) {
            if (!deck.isArrangementQueued()) {
                cancelByClient(deck, context);
            }
        }
        for (LaunchedScene launch : sceneTracker.queued()) {
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
        var context = CommandContext.ofScheduledAction(at, transport.momentOf(at));
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
                .filter(waiting -> !waiting.isStop())
                .map(waiting ->
                        new UpcomingBoundary.Launch(
                                waiting.clip().orElseThrow(),
                                boundaryValues(waiting.clip().orElseThrow(), waiting.fades())));
    }

    /** Works out all that will be written before anything is touched. */
    private void cacheWrites(List<Start> starts) {
        for (Start start : starts) {
            start.clip().ifPresent(clipParameterWriteCache::of);
        }
    }

    private void replace(Start start, CommandContext context, Optional<LaunchedScene> scene) {
        takeFromFollowingScene(start.deck());
        unqueue(start.deck(), context, start.deck().isWaitingFor(start.clip()), scene);
    }

    /** A scene that follows and loses its last deck to a client or a cue list ends the chain. */
    private void takeFromFollowingScene(Deck deck) {
        deck.waiting()
                .flatMap(Deck.Waiting::scene)
                .filter(launch -> launch.followed().isPresent() && launch.waitingDecks() == 1)
                .flatMap(launch -> sceneTracker.lastLaunch())
                .ifPresent(LaunchedScene::endFollow);
    }

    /** Un-queues; silently if the same is about to be queued or performed again. */
    private void unqueue(
            Deck deck, CommandContext context, boolean again, Optional<LaunchedScene> by) {
        if (deck.waiting().isEmpty()) {
            return;
        }
        Deck.Waiting waiting = deck.waiting().get();
        queue.cancel(waiting.scheduled());
        deck.clearQueue();
        revision++;
        if (!again) {
            events.emit(
                    waiting.isStop()
                            ? new Event.StopCancelled(context.beat(), deck.track())
                            : new Event.ClipCancelled(
                                    context.beat(), waiting.clip().orElseThrow()));
        }
        waiting.scene().ifPresent(launch -> sceneTracker.onDeckTaken(launch, context, by));
    }

    private void queue(
            Start start, Boundary boundary, CommandContext context, Optional<LaunchedScene> scene) {
        Deck deck = start.deck();
        Beats due = boundary.due();
        SameBeatOrder rank = start.clip().isEmpty() ? SameBeatOrder.STOP : SameBeatOrder.LAUNCH;
        ScheduledAction<QueuedAction> scheduled =
                queue.add(due, rank, new QueuedAction.OnDeck(deck));
        boolean fading = start.clip().filter(clip -> !transition(clip, start).isCut()).isPresent();
        deck.queue(
                new Deck.Waiting(
                        start.clip(),
                        start.fade(),
                        fading,
                        boundary.grid(),
                        scheduled,
                        scene,
                        boundary.onOwnBeat(),
                        start.follow(),
                        start.arranged()));
        revision++;
        events.emit(
                start.clip().isEmpty()
                        ? new Event.StopQueued(context.beat(), deck.track(), due)
                        : new Event.ClipQueued(context.beat(), start.clip().get(), due));
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
            List<Start> starts, Beats at, CommandContext context, Optional<LaunchedScene> scene) {
        scene.ifPresent(launch -> {
            sceneTracker.replaceEarlier(launch, context);
            sceneTracker.perform(launch, at, context);
        });
        // A scene that starts no clip is the last one all the same, which the journal keeps.
        revision++;
        var values = new ParameterValueList.Builder();
        starts.forEach(start -> perform(start, context, at, scene, values));
        parameters.write(at, Event.Cause.LAUNCH, context.by(), 0, values.build());
    }

    private void perform(
            QueuedAction queuedAction, CommandContext context, ParameterValueList.Builder values) {
        switch (queuedAction) {
            case QueuedAction.OnScene(var launch) ->
                    sceneTracker.perform(launch, context.beat(), context);
            case QueuedAction.OnDeck(var deck) -> {
                Deck.Waiting waiting = deck.waiting().orElseThrow();
                deck.clearQueue();
                Start start = startOf(deck, waiting);
                perform(start, context, context.beat(), waiting.scene(), values);
            }
        }
    }

    private void perform(
            Start start,
            CommandContext context,
            Beats at,
            Optional<LaunchedScene> scene,
            ParameterValueList.Builder values) {
        Deck deck = start.deck();
        revision++;
        if (start.clip().isEmpty()) {
            stop(deck, at);
            return;
        }
        ClipId clip = start.clip().get();
        LaunchCalculations.Writes written = clipParameterWriteCache.of(clip);
        Transition transition = transition(clip, start);
        deck.launch(clip, at);
        scene.ifPresent(launch -> launch.addActivated(deck, clip));
        if (start.arranged().isPresent()) {
            deck.endFollow();
        }
        events.emit(new Event.ClipActivated(at, clip, cause(start, scene), transition));
        clipParameterWriteCache.launched(clip);
        values.addAll(boundaryValues(clip, !transition.isCut()));
        if (!transition.isCut()) {
            fades.start(
                    new ParameterFader.LaunchedFade(clip, written.moves(), transition),
                    at,
                    context);
        }
        parameters.compare(deck.track(), written.values());
        repeat(deck, at);
    }

    private static Event.LaunchCause cause(Start start, Optional<LaunchedScene> scene) {
        if (start.arranged().isPresent()) {
            return Event.LaunchCause.ARRANGEMENT;
        }
        if (scene.isPresent()) {
            return Event.LaunchCause.SCENE;
        }
        return start.follow().isPresent() ? Event.LaunchCause.FOLLOW : Event.LaunchCause.CLIENT;
    }

    private static Start startOf(Deck deck, Deck.Waiting waiting) {
        return new Start(
                deck, waiting.clip(), waiting.fade(), waiting.follow(), waiting.arranged());
    }

    /** The values that a launch writes on its boundary: all, or those that do not fade. */
    private ParameterValueList boundaryValues(ClipId clip, boolean fading) {
        LaunchCalculations.Writes all = clipParameterWriteCache.of(clip);
        return fading ? all.jumps() : all.values();
    }

    private boolean fades(Deck.Waiting waiting) {
        return waiting.clip()
                .filter(clip ->
                        !waiting.arranged()
                                .orElseGet(() -> transition(clip, waiting.fade()))
                                .isCut())
                .isPresent();
    }

    /** The transition of a start: a recorded one stays what it was. */
    private Transition transition(ClipId clip, Start start) {
        return start.arranged().orElseGet(() -> transition(clip, start.fade()));
    }

    /** The transition of a launch by the present settings. */
    private Transition transition(ClipId clip, OptionalDouble own) {
        return LaunchCalculations.transition(
                own, document.clip(clip), document.track(clip.track()), document.settings());
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
        var start = Start.clip(deck, held.clip(), held.fade());
        var context = CommandContext.ofScheduledAction(at, transport.momentOf(at));
        queue(start, new Boundary(next, held.quantize(), false), context, Optional.empty());
    }
}
