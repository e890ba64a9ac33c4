package io.downbeat.engine;

import io.downbeat.session.Clip;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.LaunchMode;
import io.downbeat.session.Launching;
import io.downbeat.session.Origin;
import io.downbeat.session.Quantize;
import io.downbeat.session.Refusal;
import io.downbeat.session.Scene;
import io.downbeat.session.Settings;
import io.downbeat.session.Snapshot;
import io.downbeat.session.Track;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a press, a release, a stop or a scene means for the decks. Owned by the conductor. Not
 * thread safe.
 */
final class Launcher {

    private final PromptBook book;
    private final Decks decks;
    private final Scenes scenes;
    private final Panel panel;
    private final Score score;
    private final Steps steps;

    Launcher(PromptBook book, Panel panel, Score score, Decks decks, Scenes scenes, Dice dice) {
        this.book = book;
        this.panel = panel;
        this.score = score;
        this.decks = decks;
        this.scenes = scenes;
        this.steps = new Steps(dice);
    }

    void obey(Command.OnTrack command, int track, Moment moment) {
        Deck deck = decks.deck(track);
        switch (command) {
            case Command.StopTrack(var ref, var quantize) ->
                    stop(deck, quantize.orElse(book.settings().quantize()), moment);
            case Command.RevertTrack(var ref) -> revert(deck, moment);
            case Command.LaunchBy(var ref, var step, var quantize) ->
                    launchBy(deck, step, quantize, moment);
            case Command.SetTrackFade(var ref, var change) -> {
                Track present = book.track(track);
                var inForce = Launching.transition(present, book.session());
                edit(track, present, present.withTransition(change.appliedTo(inForce)), moment);
                decks.revise();
            }
            case Command.SetSafe(var ref, var safe) -> {
                Track present = book.track(track);
                edit(track, present, present.withSafe(safe.from(present.safe())), moment);
            }
        }
    }

    /**
     * The cell may lie past the end of its track: launching such an empty one has a meaning of its
     * own.
     */
    void obey(Command.OnClip command, Matching.Cell cell, Moment moment) {
        int track = cell.track();
        int clip = cell.clip();
        Deck deck = decks.deck(track);
        Track present = book.track(track);
        if (clip > present.clips().size()) {
            emptyCell(command, deck, clip, moment);
            return;
        }
        Clip there = book.clip(track, clip);
        switch (command) {
            case Command.LaunchClip launch -> press(deck, clip, launch, moment);
            case Command.ReleaseClip(var t, var c, var quantize) -> release(deck, clip, moment);
            case Command.CancelClip(var t, var c) -> {
                if (deck.isWaitingFor(clip)) {
                    deck.letGo();
                    decks.cancel(deck, moment);
                }
            }
            case Command.SetClipFade(var t, var c, var change) -> {
                var inForce =
                        Launching.transition(
                                OptionalDouble.empty(), there, present, book.session());
                edit(
                        track,
                        present,
                        present.withClip(clip, there.withTransition(change.appliedTo(inForce))),
                        moment);
                decks.revise();
            }
            case Command.SetClipQuantize(var t, var c, var quantize) ->
                    edit(
                            track,
                            present,
                            present.withClip(clip, there.withQuantize(quantize)),
                            moment);
            case Command.SetClipMode(var t, var c, var mode) ->
                    edit(track, present, present.withClip(clip, there.withMode(mode)), moment);
        }
    }

    void launchScene(
            int position, Optional<Quantize> quantize, OptionalDouble fade, Moment moment) {
        Scene scene = book.session().scene(position).orElseThrow();
        Quantize grid = quantize.orElse(book.settings().quantize());
        OptionalDouble tempo =
                scene.tempo() > 0 ? OptionalDouble.of(scene.tempo()) : OptionalDouble.empty();
        var launch = new SceneLaunch(position, tempo);
        List<Decks.Start> starts = new ArrayList<>();
        for (Deck deck : decks.all()) {
            Track track = book.track(deck.track());
            if (!track.safe()) {
                scene.clipOf(track.id())
                        .map(track::positionOf)
                        .filter(clip -> clip > 0)
                        .ifPresent(clip -> starts.add(new Decks.Start(deck, clip, fade)));
            }
        }
        starts.forEach(start -> start.deck().letGo());
        decks.start(starts, grid, moment, Optional.of(launch));
    }

    void launchSceneBy(Command.Step step, Optional<Quantize> quantize, Moment moment) {
        int count = book.session().scenes().size();
        if (count == 0) {
            throw new Refusal(Refusal.Code.NO_SUCH, "this session has no scenes");
        }
        int scene = steps.from(scenes.last(), count, step);
        launchScene(scene, quantize, OptionalDouble.empty(), moment);
    }

    /** A client that is gone lets go of the buttons it held. */
    void release(Origin client, Moment moment) {
        for (Deck deck : decks.all()) {
            deck.held()
                    .filter(held -> held.by().equals(client))
                    .ifPresent(held -> release(deck, held.clip(), moment));
        }
    }

    private void press(Deck deck, int clip, Command.LaunchClip launch, Moment moment) {
        Clip pressed = book.clip(deck.track(), clip);
        Quantize grid = Launching.quantize(launch.quantize(), pressed, book.settings());
        deck.letGo();
        if (pressed.mode() == LaunchMode.TOGGLE && deck.active() == clip) {
            stop(deck, grid, moment);
            return;
        }
        boolean mayWait = pressed.mode() == LaunchMode.GATE || pressed.mode() == LaunchMode.REPEAT;
        if (launch.held() && mayWait) {
            deck.hold(new Deck.Held(clip, launch.fade(), grid, moment.by()));
        }
        var start = new Decks.Start(deck, clip, launch.fade());
        decks.start(List.of(start), grid, moment, Optional.empty());
    }

    private void release(Deck deck, int clip, Moment moment) {
        Clip released = book.clip(deck.track(), clip);
        boolean held = deck.isHeld(clip);
        if (held) {
            deck.letGo();
        }
        switch (released.mode()) {
            case TRIGGER, TOGGLE -> {}
            case REPEAT -> {
                // The first launch is still due: only the steps after it end.
                if (held && deck.active() == clip && deck.isWaitingFor(clip)) {
                    decks.cancel(deck, moment);
                }
            }
            case GATE -> releaseGate(deck, clip, released, moment);
        }
    }

    private void releaseGate(Deck deck, int clip, Clip released, Moment moment) {
        if (deck.active() == clip) {
            stop(deck, Launching.quantize(Optional.empty(), released, book.settings()), moment);
        } else if (deck.isWaitingFor(clip)) {
            decks.cancel(deck, moment);
        }
    }

    private void stop(Deck deck, Quantize quantize, Moment moment) {
        deck.letGo();
        if (deck.active() == 0) {
            decks.cancel(deck, moment);
        } else {
            decks.start(List.of(Decks.Start.stop(deck)), quantize, moment, Optional.empty());
        }
    }

    private void revert(Deck deck, Moment moment) {
        if (deck.active() == 0) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "track " + deck.track() + " has no active clip to revert to: launch one first");
        }
        Snapshot values = decks.writes(deck.track(), deck.active());
        panel.write(moment.beat(), Event.Cause.LAUNCH, moment.by(), 0, values);
    }

    private void launchBy(
            Deck deck, Command.Step step, Optional<Quantize> quantize, Moment moment) {
        int count = book.track(deck.track()).clips().size();
        if (count == 0) {
            throw new Refusal(Refusal.Code.NO_SUCH, "track " + deck.track() + " has no clips");
        }
        int clip = steps.from(deck.active(), count, step);
        Quantize grid =
                Launching.quantize(quantize, book.clip(deck.track(), clip), book.settings());
        deck.letGo();
        var start = new Decks.Start(deck, clip, OptionalDouble.empty());
        decks.start(List.of(start), grid, moment, Optional.empty());
    }

    private void emptyCell(Command.OnClip command, Deck deck, int clip, Moment moment) {
        if (command instanceof Command.ReleaseClip) {
            return;
        }
        if (command instanceof Command.LaunchClip launch
                && book.settings().whenEmpty() == Settings.WhenEmpty.STOP) {
            stop(deck, launch.quantize().orElse(book.settings().quantize()), moment);
            return;
        }
        Track track = book.track(deck.track());
        throw new Refusal(
                Refusal.Code.NO_SUCH,
                "track "
                        + deck.track()
                        + " ("
                        + track.name()
                        + ") has "
                        + track.clips().size()
                        + " clips; there is no clip "
                        + clip);
    }

    private void edit(int position, Track before, Track after, Moment moment) {
        if (!after.equals(before)) {
            book.edit(position, after);
        }
        score.tell(new Event.Set(moment.beat(), moment.by(), moment.address()));
    }
}
