package io.downbeat.engine;

import io.downbeat.cue.Cue;
import io.downbeat.cue.Rank;
import io.downbeat.fade.Transition;
import io.downbeat.session.Clip;
import io.downbeat.session.Event;
import io.downbeat.session.LaunchMode;
import io.downbeat.session.Launching;
import io.downbeat.session.Quantize;
import io.downbeat.session.SessionView.ClipId;
import io.downbeat.session.Settings;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Track;
import io.downbeat.session.TrackState;
import io.downbeat.session.Upcoming;
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
final class Decks {

    /**
     * What becomes of a deck: a clip by position, or a stop, then {@code clip} is 0.
     *
     * @param fade the launch's own length of transition
     */
    record Start(Deck deck, int clip, OptionalDouble fade) {
        static Start stop(Deck deck) {
            return new Start(deck, 0, OptionalDouble.empty());
        }
    }

    private final PromptBook book;
    private final Transport transport;
    private final Panel panel;
    private final Fades fades;
    private final Score score;
    private final Scenes scenes;
    private final LaunchQueue queue;
    private final Boundaries boundaries;
    private final Sheets sheets;
    private final List<Deck> decks = new ArrayList<>();
    private long revision;

    Decks(
            PromptBook book,
            Transport transport,
            Panel panel,
            Fades fades,
            Score score,
            Scenes scenes,
            LaunchQueue queue) {
        this.book = book;
        this.transport = transport;
        this.panel = panel;
        this.fades = fades;
        this.score = score;
        this.scenes = scenes;
        this.queue = queue;
        this.boundaries = new Boundaries(book, transport);
        this.sheets = new Sheets(book);
        for (int track = 1; track <= book.session().tracks().size(); track++) {
            decks.add(new Deck(track));
        }
    }

    /** The deck of a track that is known to be there. */
    Deck deck(int track) {
        return decks.get(track - 1);
    }

    List<Deck> all() {
        return decks;
    }

    /** Counts changes of what a deck plays, waits for or fades to. */
    long revision() {
        return revision + fades.revision();
    }

    Map<ClipId, List<String>> skipped() {
        return sheets.skipped();
    }

    List<TrackState> states() {
        return decks.stream().map(this::state).toList();
    }

    /**
     * Announces anew what has become a fade, or a cut, by a change of what holds for transitions.
     */
    void revise() {
        for (Deck deck : decks) {
            deck.waiting()
                    .filter(waiting -> waiting.fades() != fades(deck, waiting))
                    .ifPresent(waiting -> {
                        queue.revise(waiting.cue());
                        deck.queue(waiting.fading(!waiting.fades()));
                    });
        }
    }

    /** Makes a clip active without writing anything: what a file says was active. */
    void restore(int track, int clip) {
        deck(track).activate(clip, Beats.ZERO);
        panel.compare(track, writes(track, clip));
        revision++;
    }

    /** What launching a clip writes. */
    Snapshot writes(int track, int clip) {
        return sheets.of(track, clip).values();
    }

    /**
     * Starts all of these at the same instant: on the next boundary, or now if nothing is to be
     * waited for.
     */
    void start(List<Start> starts, Quantize quantize, Moment moment, Optional<SceneLaunch> scene) {
        decide(starts);
        boolean launches = scene.isPresent() || starts.stream().anyMatch(start -> start.clip() > 0);
        boolean stands = transport.standsAt(moment);
        boolean waits =
                !transport.playing()
                        && launches
                        && book.settings().whenStopped() == Settings.WhenStopped.WAIT;
        Quantize grid = waits ? Quantize.BEAT : quantize;
        Beats due = stands && !waits ? moment.beat() : boundaries.due(grid, moment);
        starts.forEach(start -> replace(start, moment, scene));
        if (waits || due.isAfter(moment.beat())) {
            scene.ifPresent(launch -> starts.forEach(start -> launch.awaited()));
            scene.ifPresent(launch -> scenes.queue(launch, grid, due, moment));
            starts.forEach(start -> queue(start, grid, due, moment, scene));
            return;
        }
        performNow(starts, due, moment, scene);
        if (launches) {
            transport.setGoing(moment);
        }
    }

    /** Un-queues what a deck waits for, if anything. */
    void cancel(Deck deck, Moment moment) {
        drop(deck, moment, false, Optional.empty());
    }

    void cancelAll(Moment moment) {
        decks.forEach(deck -> cancel(deck, moment));
        scenes.forgetAll();
    }

    /**
     * Moves all that waits to the first point of its grid, as it is now, at or after this moment.
     */
    void retime(Moment moment) {
        scenes.retime(quantize -> boundaries.atOrAfter(quantize, moment.beat()));
        for (Deck deck : decks) {
            deck.waiting().ifPresent(waiting -> retime(deck, waiting, moment));
        }
    }

    /** Performs what has fallen due on one beat, in its order: one write for all. */
    void perform(List<Cue<Due>> due, Beats at) {
        var moment = Moment.ofCue(at, transport.momentOf(at));
        long prepared = queue.takeRevision(at);
        var values = new Snapshot.Writing();
        for (Cue<Due> cue : due) {
            try {
                perform(cue.action(), moment, values);
            } catch (RuntimeException broken) {
                // What was announced is not what is written then.
                prepared = 0;
                score.tell(new Event.Failed(at, inWords(cue.action()), broken.toString()));
            }
        }
        panel.write(at, Event.Cause.LAUNCH, moment.by(), prepared, values.done());
    }

    /** For a person who reads the log. */
    private static String inWords(Due action) {
        return switch (action) {
            case Due.OfDeck(Deck deck) -> "what was queued on track " + deck.track();
            case Due.OfScene scene -> "a scene launch";
        };
    }

    /** What a deck's queued clip will write; empty if a stop waits. */
    Optional<Upcoming.Launch> upcoming(Deck deck) {
        return deck.waiting()
                .filter(waiting -> !waiting.isStop())
                .map(waiting ->
                        new Upcoming.Launch(
                                deck.track(),
                                waiting.clip(),
                                onBoundary(deck, waiting.clip(), waiting.fades())));
    }

    /** Works out all that will be written before anything is touched. */
    private void decide(List<Start> starts) {
        for (Start start : starts) {
            if (start.clip() > 0) {
                sheets.of(start.deck().track(), start.clip());
            }
        }
    }

    private void replace(Start start, Moment moment, Optional<SceneLaunch> scene) {
        drop(start.deck(), moment, start.deck().isWaitingFor(start.clip()), scene);
    }

    /** Un-queues; silently if the same is about to be queued or performed again. */
    private void drop(Deck deck, Moment moment, boolean again, Optional<SceneLaunch> by) {
        if (deck.waiting().isEmpty()) {
            return;
        }
        Deck.Waiting waiting = deck.waiting().get();
        queue.cancel(waiting.cue());
        deck.clearQueue();
        revision++;
        if (!again) {
            score.tell(
                    waiting.isStop()
                            ? new Event.StopCancelled(moment.beat(), deck.track())
                            : new Event.ClipCancelled(moment.beat(), deck.track(), waiting.clip()));
        }
        waiting.scene().ifPresent(launch -> scenes.lost(launch, moment, by));
    }

    private void queue(
            Start start, Quantize quantize, Beats due, Moment moment, Optional<SceneLaunch> scene) {
        Deck deck = start.deck();
        Rank rank = start.clip() == 0 ? Rank.STOP : Rank.LAUNCH;
        Cue<Due> cue = queue.cue(due, rank, new Due.OfDeck(deck));
        boolean fading = start.clip() > 0 && !transition(start).isCut();
        deck.queue(new Deck.Waiting(start.clip(), start.fade(), fading, quantize, cue, scene));
        revision++;
        score.tell(
                start.clip() == 0
                        ? new Event.StopQueued(moment.beat(), deck.track(), due)
                        : new Event.ClipQueued(moment.beat(), deck.track(), start.clip(), due));
    }

    private void retime(Deck deck, Deck.Waiting waiting, Moment moment) {
        Beats due = boundaries.atOrAfter(waiting.quantize(), moment.beat());
        if (!due.equals(waiting.cue().at())) {
            deck.queue(waiting.at(queue.move(waiting.cue(), due)));
            revision++;
            score.tell(new Event.Retimed(moment.beat(), deck.track(), due));
        }
    }

    private void performNow(
            List<Start> starts, Beats at, Moment moment, Optional<SceneLaunch> scene) {
        scene.ifPresent(launch -> scenes.perform(launch, at, moment));
        var values = new Snapshot.Writing();
        starts.forEach(start -> perform(start, moment, at, scene, values));
        panel.write(at, Event.Cause.LAUNCH, moment.by(), 0, values.done());
    }

    private void perform(Due due, Moment moment, Snapshot.Writing values) {
        switch (due) {
            case Due.OfScene(var launch) -> scenes.perform(launch, moment.beat(), moment);
            case Due.OfDeck(var deck) -> {
                Deck.Waiting waiting = deck.waiting().orElseThrow();
                deck.clearQueue();
                var start = new Start(deck, waiting.clip(), waiting.fade());
                perform(start, moment, moment.beat(), waiting.scene(), values);
            }
        }
    }

    private void perform(
            Start start,
            Moment moment,
            Beats at,
            Optional<SceneLaunch> scene,
            Snapshot.Writing values) {
        Deck deck = start.deck();
        revision++;
        if (start.clip() == 0) {
            stop(deck, at);
            return;
        }
        Launching.Writes written = sheets.of(deck.track(), start.clip());
        Transition transition = transition(start);
        deck.activate(start.clip(), at);
        scene.ifPresent(launch -> launch.performed(deck, start.clip()));
        score.tell(new Event.ClipActivated(at, deck.track(), start.clip()));
        sheets.launched(deck.track(), start.clip());
        values.addAll(onBoundary(deck, start.clip(), !transition.isCut()));
        if (!transition.isCut()) {
            var launched =
                    new Fades.Launched(deck.track(), start.clip(), written.moves(), transition);
            fades.begin(launched, at, moment);
        }
        panel.compare(deck.track(), written.values());
        repeat(deck, at);
    }

    /** What a launch writes on its boundary: all, or what does not fade. */
    private Snapshot onBoundary(Deck deck, int clip, boolean fading) {
        Launching.Writes all = sheets.of(deck.track(), clip);
        return fading ? all.jumps() : all.values();
    }

    private boolean fades(Deck deck, Deck.Waiting waiting) {
        return !waiting.isStop()
                && !transition(new Start(deck, waiting.clip(), waiting.fade())).isCut();
    }

    /** How a launch gets to its values, as things stand. */
    private Transition transition(Start start) {
        Track track = book.track(start.deck().track());
        Clip clip = book.clip(start.deck().track(), start.clip());
        return Launching.transition(start.fade(), clip, track, book.session());
    }

    private TrackState state(Deck deck) {
        return deck.state(panel.isDirty(deck.track()), fades.course(deck.track(), deck.active()));
    }

    private void stop(Deck deck, Beats at) {
        int was = deck.active();
        if (was > 0) {
            deck.activate(0, at);
            fades.freeze(deck.track());
            panel.compare(deck.track(), Snapshot.EMPTY);
            score.tell(new Event.TrackStopped(at, deck.track(), was));
        }
    }

    /** A clip in repeat mode whose button is still down is queued for the next step of its grid. */
    private void repeat(Deck deck, Beats at) {
        deck.held()
                .filter(held -> held.clip() == deck.active())
                .filter(held -> book.clip(deck.track(), held.clip()).mode() == LaunchMode.REPEAT)
                .ifPresent(held ->
                        boundaries
                                .after(held.quantize(), at)
                                .ifPresent(next -> again(deck, held, next, at)));
    }

    private void again(Deck deck, Deck.Held held, Beats next, Beats at) {
        var start = new Start(deck, held.clip(), held.fade());
        var moment = Moment.ofCue(at, transport.momentOf(at));
        queue(start, held.quantize(), next, moment, Optional.empty());
    }
}
