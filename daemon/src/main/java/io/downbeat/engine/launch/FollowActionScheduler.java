package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.transport.Transport;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.TrackState;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Performs the follow actions of clips and scenes. An action is chosen and queued one beat before
 * it is due, for its own beat, so that its packets are prepared as those of a launch by hand. What
 * a hand has queued on the track, or as a scene, goes first.
 */
public final class FollowActionScheduler {

    /**
     * The shortest time that an action waits, 16 to a beat: shorter ones would keep the conductor
     * from everything else.
     */
    private static final Beats SHORTEST = Beats.of(1.0 / 16);

    private final SessionDocument document;
    private final Transport transport;
    private final Decks decks;
    private final Launcher launcher;
    private final SceneTracker sceneTracker;
    private final FollowActionChooser chooser;
    private Meter meter;
    private List<Deck> following = List.of();
    private List<Deck> queued = List.of();
    private long lookedAtDecks = -1;
    private @Nullable Document lookedAtDocument;
    private @Nullable GlobalLaunchSettings lookedAtSettings;

    public FollowActionScheduler(
            SessionDocument document,
            Transport transport,
            Decks decks,
            Launcher launcher,
            SceneTracker sceneTracker,
            RandomSource randomSource) {
        this.document = document;
        this.transport = transport;
        this.decks = decks;
        this.launcher = launcher;
        this.sceneTracker = sceneTracker;
        this.chooser = new FollowActionChooser(randomSource);
        this.meter = transport.meter();
        decks.connect(this::followTime);
    }

    /** The beat on which an action is to be queued next, or one later than every beat. */
    public Beats next() {
        Beats next = Beats.never();
        for (Deck deck : following()) {
            if (deck.waiting().isEmpty()) {
                next = next.orEarlier(AutomaticLaunchBeats.queuedAt(dueOf(deck)));
            }
        }
        return sceneToFollow()
                .filter(last -> sceneTracker.queued().isEmpty())
                .map(last -> queuedAt(last, action(last.scene()).orElseThrow()))
                .map(next::orEarlier)
                .orElse(next);
    }

    /** Queues, moves or cancels what is to follow, after any change. */
    public void settle(CommandContext context) {
        if (!meter.equals(transport.meter())) {
            onMeterChanged(context.beat());
        }
        settleScene(context);
        List<Deck> followed = following();
        for (Deck deck : queued) {
            settleQueued(deck, context);
        }
        for (Deck deck : followed) {
            settle(deck, context);
        }
    }

    /** No action follows before the next launch. */
    public void disarmAll() {
        timers().forEach(AutomaticLaunchCountdown::disarm);
        decks.noteFollowChange();
    }

    /** The position has jumped: what a clip or a scene has left stays, rounded to whole bars. */
    public void shift(Beats jump) {
        if (jump.equals(Beats.ZERO)) {
            return;
        }
        timers().forEach(timer -> timer.shift(jump, transport.meter()));
        decks.noteFollowChange();
    }

    /** The timers of the clips on all decks, and of the scene that was launched last. */
    private Stream<AutomaticLaunchCountdown> timers() {
        return Stream.concat(
                decks.all().stream().map(Deck::followTimer),
                sceneTracker.lastLaunch().stream().map(SceneLaunch::followTimer));
    }

    /** Goes on with what was restored. */
    public void restore() {
        meter = transport.meter();
    }

    /** Times in bars are counted in the new bars. */
    private void onMeterChanged(Beats now) {
        Meter before = meter;
        meter = transport.meter();
        for (Deck deck : decks.all()) {
            if (isInBars(deck.active().flatMap(this::action))) {
                deck.followTimer().onMeterChanged(now, before, meter);
            }
        }
        sceneTracker
                .lastLaunch()
                .filter(last -> isInBars(action(last.scene())))
                .ifPresent(last -> last.followTimer().onMeterChanged(now, before, meter));
        decks.noteFollowChange();
    }

    private static boolean isInBars(Optional<FollowAction> action) {
        return action.filter(there -> there.time().isEmpty()).isPresent();
    }

    /** The decks whose clip an action is to follow. */
    @SuppressWarnings("ReferenceEquality") // Unchanged documents and settings are the same object.
    private List<Deck> following() {
        if (lookedAtDecks != decks.revision()
                || lookedAtDocument != document.document()
                || lookedAtSettings != document.settings()) {
            lookedAtDecks = decks.revision();
            lookedAtDocument = document.document();
            lookedAtSettings = document.settings();
            following = decks.all().stream().filter(this::isFollowed).toList();
            queued = decks.all().stream().filter(Deck::isFollowQueued).toList();
        }
        return following;
    }

    private boolean isFollowed(Deck deck) {
        return document.settings().follow()
                && deck.followTimer().isArmed()
                && !decks.isDriven(deck.track())
                && deck.active().flatMap(this::action).filter(FollowAction::on).isPresent();
    }

    private Optional<FollowAction> action(ClipId clip) {
        return document.isThere(clip)
                ? Optional.of(document.clip(clip).follow())
                : Optional.empty();
    }

    private Optional<FollowAction> action(SceneId scene) {
        return document.session().scene(document.positionOf(scene)).map(Scene::follow);
    }

    /** The beat on which the action of a followed deck is due. */
    private Beats dueOf(Deck deck) {
        FollowAction action = deck.active().flatMap(this::action).orElseThrow();
        return deck.followTimer().since().plus(length(action));
    }

    private Beats length(FollowAction action) {
        return Beats.micro(time(action).micro() * action.repeats());
    }

    private Beats time(FollowAction action) {
        return action.time().orElse(transport.meter().bar()).orLater(SHORTEST);
    }

    /** If the beat of an action has passed, it is postponed by whole times. */
    private void catchUp(AutomaticLaunchCountdown timer, FollowAction action, Beats now) {
        if (timer.catchUp(length(action), time(action), now)) {
            decks.noteFollowChange();
        }
    }

    private void settleQueued(Deck deck, CommandContext context) {
        Deck.Waiting waiting = deck.waiting().orElseThrow();
        if (!isFollowed(deck)
                || !waiting.start().follow().equals(deck.active().flatMap(this::action))) {
            decks.cancel(deck, context);
        } else {
            Beats due = waiting.clip().map(clip -> onGrid(clip, dueOf(deck))).orElse(dueOf(deck));
            decks.move(deck, waiting, due.orLater(context.beat()), context);
        }
    }

    private void settle(Deck deck, CommandContext context) {
        if (deck.waiting().isPresent() || !isFollowed(deck) || !transport.playing()) {
            return;
        }
        FollowAction action = deck.active().flatMap(this::action).orElseThrow();
        catchUp(deck.followTimer(), action, context.beat());
        Beats due = dueOf(deck);
        if (!AutomaticLaunchBeats.queuedAt(due).isAfter(context.beat())) {
            queue(deck, action, due, context);
        }
    }

    private void queue(Deck deck, FollowAction action, Beats due, CommandContext context) {
        FollowAction.Choice choice = chooser.choice(action);
        if (choice.kind() == FollowAction.Kind.STOP) {
            start(ClipOrStop.stop(deck), due, action, context);
            return;
        }
        Track track = document.track(deck.track());
        int present = document.positionOf(deck.active().orElseThrow());
        List<String> ids = track.clips().stream().map(Clip::id).toList();
        OptionalInt target = chooser.target(choice, present, ids, deck.drawn());
        if (target.isEmpty()) {
            deck.followTimer().disarm();
            decks.noteFollowChange();
            return;
        }
        var clip = new ClipId(deck.track(), ids.get(target.getAsInt() - 1));
        var start = ClipOrStop.clip(deck, clip, OptionalDouble.empty());
        start(start, onGrid(clip, due), action, context);
    }

    private void start(ClipOrStop start, Beats due, FollowAction by, CommandContext context) {
        decks.startOn(due, List.of(start.by(by)), List.of(), context);
    }

    /** A clip's own quantization holds for it; the global one is for launches by hand. */
    private Beats onGrid(ClipId clip, Beats due) {
        return AutomaticLaunchBeats.onGrid(document.clip(clip).quantize(), due, transport.meter());
    }

    /** The scene that was launched last, if an action is to follow it. */
    private Optional<SceneLaunch> sceneToFollow() {
        return document.settings().follow()
                ? sceneTracker
                        .lastLaunch()
                        .filter(launch -> launch.followTimer().isArmed())
                        .filter(SceneLaunch::stillPlays)
                        .filter(last -> action(last.scene()).filter(FollowAction::on).isPresent())
                : Optional.empty();
    }

    /** A stop of all tracks is no launch that can be queued: it is performed on its beat. */
    private Beats queuedAt(SceneLaunch last, FollowAction action) {
        Beats due = last.followTimer().since().plus(length(action));
        boolean mayStop =
                action.a().kind() == FollowAction.Kind.STOP
                        || action.b().kind() == FollowAction.Kind.STOP;
        return mayStop ? due : AutomaticLaunchBeats.queuedAt(due);
    }

    private void settleScene(CommandContext context) {
        Optional<SceneLaunch> last = sceneToFollow();
        for (SceneLaunch queued : sceneTracker.queued()) {
            if (queued.followed().isPresent()) {
                settleQueued(queued, last, context);
            }
        }
        if (last.isEmpty() || !sceneTracker.queued().isEmpty() || !transport.playing()) {
            return;
        }
        FollowAction action = action(last.get().scene()).orElseThrow();
        catchUp(last.get().followTimer(), action, context.beat());
        if (!queuedAt(last.get(), action).isAfter(context.beat())) {
            queue(last.get(), action, context);
        }
    }

    private void settleQueued(
            SceneLaunch queued, Optional<SceneLaunch> last, CommandContext context) {
        boolean holds =
                last.isPresent()
                        && queued.followed()
                                .equals(
                                        action(last.get().scene())
                                                .map(action ->
                                                        new SceneLaunch.Followed(
                                                                last.get().scene(), action)));
        if (holds) {
            FollowAction action = queued.followed().orElseThrow().action();
            Beats due = last.orElseThrow().followTimer().since().plus(length(action));
            decks.moveScene(queued, due, context);
        } else {
            decks.cancelScene(queued, context);
        }
    }

    private void queue(SceneLaunch last, FollowAction action, CommandContext context) {
        Beats due = last.followTimer().since().plus(length(action));
        FollowAction.Choice choice = chooser.choice(action);
        if (choice.kind() == FollowAction.Kind.STOP) {
            last.followTimer().disarm();
            stopAll(context);
            return;
        }
        List<String> ids = document.session().scenes().stream().map(Scene::id).toList();
        OptionalInt target =
                chooser.target(
                        choice, document.positionOf(last.scene()), ids, sceneTracker.drawn());
        if (target.isEmpty()) {
            last.followTimer().disarm();
            decks.noteFollowChange();
            return;
        }
        var launch = new SceneLaunch(new SceneId(ids.get(target.getAsInt() - 1)));
        launch.setFollowed(new SceneLaunch.Followed(last.scene(), action));
        if (!launcher.launchFollowingScene(due, launch, context)) {
            postpone(last, action, context.beat());
        }
    }

    /** The action comes when its time has passed again, and is not due to be queued now. */
    private void postpone(SceneLaunch last, FollowAction action, Beats now) {
        Beats ahead = last.followTimer().since().plus(length(action)).minus(queuedAt(last, action));
        Beats later = now.plus(ahead).plus(Beats.micro(1));
        catchUp(last.followTimer(), action, later);
    }

    /** Stops all tracks that scenes may stop, except those on which something is queued by hand. */
    private void stopAll(CommandContext context) {
        var stops = new ArrayList<ClipOrStop>();
        for (Deck deck : decks.all()) {
            boolean isStopped =
                    deck.active().isPresent()
                            && !deck.isQueuedByHand()
                            && !decks.isDriven(deck.track());
            if (isStopped && !document.track(deck.track()).safe()) {
                stops.add(ClipOrStop.stop(deck));
            }
        }
        decks.startOn(context.beat(), stops, List.of(), context);
    }

    /** How long a deck's clip plays before its action. */
    private Optional<TrackState.FollowTime> followTime(Deck deck) {
        return isFollowed(deck)
                ? Optional.of(new TrackState.FollowTime(deck.followTimer().since(), dueOf(deck)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "the follow actions";
    }
}
