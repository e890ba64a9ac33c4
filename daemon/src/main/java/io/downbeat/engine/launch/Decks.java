package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.EventLog;
import io.downbeat.engine.edit.DocumentChange;
import io.downbeat.engine.edit.DocumentListener;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.parameters.Fades;
import io.downbeat.engine.parameters.Parameters;
import io.downbeat.engine.transport.Transport;
import io.downbeat.fade.Transition;
import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.schedule.ScheduledAction;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.LaunchRules;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView.ClipId;
import io.downbeat.session.view.TrackState;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The decks of all tracks: what each plays, what waits, and how the one becomes the other on the
 * boundary. Owned by the conductor. Not thread safe.
 */
public final class Decks implements DocumentListener {

    /**
     * What becomes of a deck: a clip by position, or a stop, then {@code clip} is 0.
     *
     * @param fade the launch's own length of transition
     */
    public record Start(Deck deck, int clip, OptionalDouble fade) {
        static Start stop(Deck deck) {
            return new Start(deck, 0, OptionalDouble.empty());
        }
    }

    private final SessionDocument document;
    private final Transport transport;
    private final Parameters parameters;
    private final Fades fades;
    private final EventLog events;
    private final SceneTracker sceneTracker;
    private final LaunchQueue queue;
    private final LaunchBoundaries launchBoundaries;
    private final ClipWriteCache clipWriteCache;
    private final List<Deck> decks = new ArrayList<>();
    private long revision;

    public Decks(
            SessionDocument document,
            Transport transport,
            Parameters parameters,
            Fades fades,
            EventLog events,
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
        this.clipWriteCache = new ClipWriteCache(document);
        for (int track = 1; track <= document.session().tracks().size(); track++) {
            decks.add(new Deck(track));
        }
    }

    /** The deck of a track that is known to be there. */
    public Deck deck(int track) {
        return decks.get(track - 1);
    }

    List<Deck> all() {
        return decks;
    }

    /** Counts changes of what a deck plays, waits for or fades to. */
    public long revision() {
        return revision + fades.revision();
    }

    public Map<ClipId, List<String>> skipped() {
        return clipWriteCache.skipped();
    }

    public List<TrackState> states() {
        return decks.stream().map(this::state).toList();
    }

    /**
     * Announces anew what has become a fade, or a cut, by a change of what holds for transitions.
     */
    public void reannounceChangedTransitions() {
        for (Deck deck : decks) {
            deck.waiting()
                    .filter(waiting -> waiting.fades() != fades(deck, waiting))
                    .ifPresent(waiting -> {
                        queue.revise(waiting.scheduled());
                        deck.queue(waiting.fading(!waiting.fades()));
                    });
        }
    }

    @Override
    public void keepUp(DocumentChange change, CommandContext context) {
        reannounceChangedTransitions();
    }

    @Override
    public String toString() {
        return "the decks";
    }

    /** Makes a clip active without writing anything: what a file says was active. */
    public void restore(int track, int clip) {
        deck(track).activate(clip, Beats.ZERO);
        parameters.compare(track, writes(track, clip));
        revision++;
    }

    /** What launching a clip writes. */
    Snapshot writes(int track, int clip) {
        return clipWriteCache.of(track, clip).values();
    }

    /**
     * Starts all of these at the same instant: on the next boundary, or now if nothing is to be
     * waited for.
     */
    public void start(
            List<Start> starts,
            Quantize quantize,
            CommandContext context,
            Optional<SceneLaunch> scene) {
        decide(starts);
        boolean launches = scene.isPresent() || starts.stream().anyMatch(start -> start.clip() > 0);
        boolean stands = transport.isStoppedForLaunch(context);
        boolean waits =
                !transport.playing()
                        && launches
                        && document.settings().whenStopped()
                                == GlobalLaunchSettings.WhenStopped.WAIT;
        Quantize grid = waits ? Quantize.BEAT : quantize;
        Beats due = stands && !waits ? context.beat() : launchBoundaries.due(grid, context);
        starts.forEach(start -> replace(start, context, scene));
        if (waits || due.isAfter(context.beat())) {
            scene.ifPresent(launch -> starts.forEach(start -> launch.addWaitingDeck()));
            scene.ifPresent(launch -> sceneTracker.queue(launch, grid, due, context));
            starts.forEach(start -> queue(start, grid, due, context, scene));
            return;
        }
        performNow(starts, due, context, scene);
        if (launches) {
            transport.startByLaunch(context);
        }
    }

    /** Un-queues what a deck waits for, if anything. */
    void cancel(Deck deck, CommandContext context) {
        drop(deck, context, false, Optional.empty());
    }

    public void cancelAll(CommandContext context) {
        decks.forEach(deck -> cancel(deck, context));
        sceneTracker.forgetAll();
    }

    /**
     * Moves all that waits to the first point of its grid, as it is now, at or after this moment.
     */
    public void retime(CommandContext context) {
        sceneTracker.retime(quantize -> launchBoundaries.atOrAfter(quantize, context.beat()));
        for (Deck deck : decks) {
            deck.waiting().ifPresent(waiting -> retime(deck, waiting, context));
        }
    }

    /** Performs what has fallen due on one beat, in its order: one write for all. */
    public void perform(List<ScheduledAction<QueuedAction>> due, Beats at) {
        var context = CommandContext.ofScheduledAction(at, transport.momentOf(at));
        long prepared = queue.revisionAt(at);
        var values = new Snapshot.Builder();
        for (ScheduledAction<QueuedAction> scheduled : due) {
            try {
                perform(scheduled.action(), context, values);
            } catch (RuntimeException broken) {
                // What was announced is not what is written then.
                prepared = 0;
                events.emit(new Event.Failed(at, inWords(scheduled.action()), broken.toString()));
            }
        }
        parameters.write(at, Event.Cause.LAUNCH, context.by(), prepared, values.build());
    }

    /** For a person who reads the log. */
    private static String inWords(QueuedAction action) {
        return switch (action) {
            case QueuedAction.OnDeck(Deck deck) -> "what was queued on track " + deck.track();
            case QueuedAction.OnScene scene -> "a scene launch";
        };
    }

    /** What a deck's queued clip will write; empty if a stop waits. */
    public Optional<UpcomingBoundary.Launch> upcoming(Deck deck) {
        return deck.waiting()
                .filter(waiting -> !waiting.isStop())
                .map(waiting ->
                        new UpcomingBoundary.Launch(
                                deck.track(),
                                waiting.clip(),
                                onBoundary(deck, waiting.clip(), waiting.fades())));
    }

    /** Works out all that will be written before anything is touched. */
    private void decide(List<Start> starts) {
        for (Start start : starts) {
            if (start.clip() > 0) {
                clipWriteCache.of(start.deck().track(), start.clip());
            }
        }
    }

    private void replace(Start start, CommandContext context, Optional<SceneLaunch> scene) {
        drop(start.deck(), context, start.deck().isWaitingFor(start.clip()), scene);
    }

    /** Un-queues; silently if the same is about to be queued or performed again. */
    private void drop(Deck deck, CommandContext context, boolean again, Optional<SceneLaunch> by) {
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
                                    context.beat(), deck.track(), waiting.clip()));
        }
        waiting.scene().ifPresent(launch -> sceneTracker.lost(launch, context, by));
    }

    private void queue(
            Start start,
            Quantize quantize,
            Beats due,
            CommandContext context,
            Optional<SceneLaunch> scene) {
        Deck deck = start.deck();
        SameBeatOrder rank = start.clip() == 0 ? SameBeatOrder.STOP : SameBeatOrder.LAUNCH;
        ScheduledAction<QueuedAction> scheduled =
                queue.cue(due, rank, new QueuedAction.OnDeck(deck));
        boolean fading = start.clip() > 0 && !transition(start).isCut();
        deck.queue(
                new Deck.Waiting(start.clip(), start.fade(), fading, quantize, scheduled, scene));
        revision++;
        events.emit(
                start.clip() == 0
                        ? new Event.StopQueued(context.beat(), deck.track(), due)
                        : new Event.ClipQueued(context.beat(), deck.track(), start.clip(), due));
    }

    private void retime(Deck deck, Deck.Waiting waiting, CommandContext context) {
        Beats due = launchBoundaries.atOrAfter(waiting.quantize(), context.beat());
        if (!due.equals(waiting.scheduled().at())) {
            deck.queue(waiting.at(queue.move(waiting.scheduled(), due)));
            revision++;
            events.emit(new Event.Retimed(context.beat(), deck.track(), due));
        }
    }

    private void performNow(
            List<Start> starts, Beats at, CommandContext context, Optional<SceneLaunch> scene) {
        scene.ifPresent(launch -> sceneTracker.perform(launch, at, context));
        var values = new Snapshot.Builder();
        starts.forEach(start -> perform(start, context, at, scene, values));
        parameters.write(at, Event.Cause.LAUNCH, context.by(), 0, values.build());
    }

    private void perform(
            QueuedAction queuedAction, CommandContext context, Snapshot.Builder values) {
        switch (queuedAction) {
            case QueuedAction.OnScene(var launch) ->
                    sceneTracker.perform(launch, context.beat(), context);
            case QueuedAction.OnDeck(var deck) -> {
                Deck.Waiting waiting = deck.waiting().orElseThrow();
                deck.clearQueue();
                var start = new Start(deck, waiting.clip(), waiting.fade());
                perform(start, context, context.beat(), waiting.scene(), values);
            }
        }
    }

    private void perform(
            Start start,
            CommandContext context,
            Beats at,
            Optional<SceneLaunch> scene,
            Snapshot.Builder values) {
        Deck deck = start.deck();
        revision++;
        if (start.clip() == 0) {
            stop(deck, at);
            return;
        }
        LaunchRules.Writes written = clipWriteCache.of(deck.track(), start.clip());
        Transition transition = transition(start);
        deck.activate(start.clip(), at);
        scene.ifPresent(launch -> launch.addActivated(deck, start.clip()));
        Event.LaunchCause cause =
                scene.isPresent() ? Event.LaunchCause.SCENE : Event.LaunchCause.CLIENT;
        events.emit(new Event.ClipActivated(at, deck.track(), start.clip(), cause, transition));
        clipWriteCache.launched(deck.track(), start.clip());
        values.addAll(onBoundary(deck, start.clip(), !transition.isCut()));
        if (!transition.isCut()) {
            var launchedFade =
                    new Fades.LaunchedFade(deck.track(), start.clip(), written.moves(), transition);
            fades.begin(launchedFade, at, context);
        }
        parameters.compare(deck.track(), written.values());
        repeat(deck, at);
    }

    /** What a launch writes on its boundary: all, or what does not fade. */
    private Snapshot onBoundary(Deck deck, int clip, boolean fading) {
        LaunchRules.Writes all = clipWriteCache.of(deck.track(), clip);
        return fading ? all.jumps() : all.values();
    }

    private boolean fades(Deck deck, Deck.Waiting waiting) {
        return !waiting.isStop()
                && !transition(new Start(deck, waiting.clip(), waiting.fade())).isCut();
    }

    /** How a launch gets to its values, as things stand. */
    private Transition transition(Start start) {
        Track track = document.track(start.deck().track());
        Clip clip = document.clip(start.deck().track(), start.clip());
        return LaunchRules.transition(start.fade(), clip, track, document.session());
    }

    private TrackState state(Deck deck) {
        return deck.state(
                parameters.isDirty(deck.track()), fades.course(deck.track(), deck.active()));
    }

    private void stop(Deck deck, Beats at) {
        int was = deck.active();
        if (was > 0) {
            deck.activate(0, at);
            fades.freeze(deck.track());
            parameters.compare(deck.track(), Snapshot.EMPTY);
            events.emit(new Event.TrackStopped(at, deck.track(), was));
        }
    }

    /** A clip in repeat mode whose button is still down is queued for the next step of its grid. */
    private void repeat(Deck deck, Beats at) {
        deck.held()
                .filter(held -> held.clip() == deck.active())
                .filter(held ->
                        document.clip(deck.track(), held.clip()).mode() == LaunchMode.REPEAT)
                .ifPresent(held ->
                        launchBoundaries
                                .after(held.quantize(), at)
                                .ifPresent(next -> again(deck, held, next, at)));
    }

    private void again(Deck deck, Deck.Held held, Beats next, Beats at) {
        var start = new Start(deck, held.clip(), held.fade());
        var context = CommandContext.ofScheduledAction(at, transport.momentOf(at));
        queue(start, held.quantize(), next, context, Optional.empty());
    }
}
