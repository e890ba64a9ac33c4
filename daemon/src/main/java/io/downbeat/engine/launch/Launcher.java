package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.edit.CommandTargetFilter;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.parameters.LiveValuesAndTouches;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Performs the commands that launch, release and stop, by the launch mode of the clip. */
public final class Launcher {

    private final SessionDocument document;
    private final Decks decks;
    private final SceneTracker sceneTracker;
    private final LiveValuesAndTouches parameters;
    private final RelativeLaunchTargetFinder relativeLaunchTargetFinder;

    public Launcher(
            SessionDocument document,
            LiveValuesAndTouches parameters,
            Decks decks,
            SceneTracker sceneTracker,
            RandomSource randomSource) {
        this.document = document;
        this.parameters = parameters;
        this.decks = decks;
        this.sceneTracker = sceneTracker;
        this.relativeLaunchTargetFinder = new RelativeLaunchTargetFinder(randomSource);
    }

    public void handle(Command.TrackLaunchCommand command, TrackId track, CommandContext context) {
        Deck deck = decks.deck(track);
        switch (command) {
            case Command.StopTrack(var ref, var quantize) ->
                    stop(deck, quantize.orElse(document.settings().quantize()), context);
            case Command.RevertTrack(var ref) -> revert(deck, context);
            case Command.LaunchRelative(var ref, var step, var quantize) ->
                    launchBy(deck, step, quantize, context);
        }
    }

    /**
     * The cell may lie behind the last clip of its track; a setting says what launching an empty
     * cell does.
     */
    public void handle(
            Command.ClipLaunchCommand command,
            CommandTargetFilter.Cell cell,
            CommandContext context) {
        Deck deck = decks.deck(cell.track());
        if (cell.clip().isEmpty() && isOfEmptyCell(command, deck, context)) {
            return;
        }
        ClipId clip = document.requireClip(cell);
        switch (command) {
            case Command.LaunchClip launch -> press(deck, clip, launch, context);
            case Command.ReleaseClip(var t, var c, var quantize) -> release(deck, clip, context);
            case Command.CancelClip(var t, var c) -> {
                if (deck.isWaitingFor(clip)) {
                    deck.release();
                    decks.cancelByClient(deck, context);
                }
            }
        }
    }

    /** Launches a scene. Throws {@link Refusal} if it is not there any more. */
    public void launchScene(
            SceneId id, Optional<Quantize> quantize, OptionalDouble fade, CommandContext context) {
        Quantize grid = quantize.orElse(document.settings().quantize());
        launchScene(new SceneLaunch(id), grid, fade, context);
    }

    /** As {@link #launchScene(SceneId, Optional, OptionalDouble, CommandContext)}, on this grid. */
    void launchScene(
            SceneLaunch launch, Quantize grid, OptionalDouble fade, CommandContext context) {
        List<ClipOrStop> starts =
                launch.isByCueList() ? notDriven(launch, fade) : starts(launch, fade);
        starts.forEach(start -> start.deck().release());
        decks.start(starts, grid, context, Optional.of(launch));
    }

    /** Launches a scene on a beat of its own, whatever the grid is. */
    void launchSceneOn(Beats due, SceneLaunch launch, CommandContext context) {
        List<ClipOrStop> starts = notDriven(launch, OptionalDouble.empty());
        starts.forEach(start -> start.deck().release());
        decks.startOn(due, starts, List.of(launch), context);
    }

    /**
     * Launches a scene that follows another one, on its own beat. What is queued by hand on a track
     * stays.
     *
     * @return whether anything was launched; nothing is if something is queued by hand on every
     *     track of the scene
     */
    boolean launchFollowingScene(Beats due, SceneLaunch launch, CommandContext context) {
        List<ClipOrStop> all = starts(launch, OptionalDouble.empty());
        List<ClipOrStop> starts =
                all.stream()
                        .filter(start -> !start.deck().isQueuedByHand())
                        .filter(start -> !decks.isDriven(start.deck().track()))
                        .toList();
        if (starts.isEmpty() && !all.isEmpty()) {
            return false;
        }
        starts.forEach(start -> start.deck().release());
        decks.startOn(due, starts, List.of(launch), context);
        return true;
    }

    /** What a scene launches on tracks that the arrangement leaves alone. */
    private List<ClipOrStop> notDriven(SceneLaunch launch, OptionalDouble fade) {
        return starts(launch, fade).stream()
                .filter(start -> !decks.isDriven(start.deck().track()))
                .toList();
    }

    /** What a scene launches. */
    private List<ClipOrStop> starts(SceneLaunch launch, OptionalDouble fade) {
        Scene scene = document.requireScene(launch.scene());
        List<ClipOrStop> starts = new ArrayList<>();
        for (Deck deck : decks.all()) {
            Track track = document.track(deck.track());
            if (!track.safe()) {
                scene.clipOf(track.id())
                        .map(clip -> new ClipId(deck.track(), clip))
                        .filter(document::isThere)
                        .ifPresent(clip ->
                                starts.add(ClipOrStop.clip(deck, clip, fade).inScene(launch)));
            }
        }
        return starts;
    }

    public void launchSceneBy(
            Command.RelativeStep step, Optional<Quantize> quantize, CommandContext context) {
        int count = document.session().scenes().size();
        if (count == 0) {
            throw new Refusal(Refusal.Code.NO_SUCH, "this session has no scenes");
        }
        int position = relativeLaunchTargetFinder.from(sceneTracker.last(), count, step);
        SceneId scene = SceneId.of(document.session().scenes().get(position - 1));
        launchScene(scene, quantize, OptionalDouble.empty(), context);
    }

    /** Releases the buttons of a client that is gone. */
    public void release(RequestSender client, CommandContext context) {
        for (Deck deck : decks.all()) {
            deck.held()
                    .filter(held -> held.by().equals(client))
                    .ifPresent(held -> release(deck, held.clip(), context));
        }
    }

    private void press(Deck deck, ClipId clip, Command.LaunchClip launch, CommandContext context) {
        Clip pressed = document.clip(clip);
        Quantize grid =
                LaunchCalculations.quantize(launch.quantize(), pressed, document.settings());
        deck.release();
        if (pressed.mode() == LaunchMode.TOGGLE && deck.isPlaying(clip)) {
            stop(deck, grid, context);
            return;
        }
        boolean mayWait = pressed.mode() == LaunchMode.GATE || pressed.mode() == LaunchMode.REPEAT;
        if (launch.held() && mayWait) {
            deck.hold(new Deck.Held(clip, launch.fade(), grid, context.by()));
        }
        var start = ClipOrStop.clip(deck, clip, launch.fade());
        decks.start(List.of(start), grid, context, Optional.empty());
    }

    private void release(Deck deck, ClipId clip, CommandContext context) {
        Clip released = document.clip(clip);
        boolean held = deck.isHeld(clip);
        if (held) {
            deck.release();
        }
        switch (released.mode()) {
            case TRIGGER, TOGGLE -> {}
            case REPEAT -> {
                // A first launch that is still queued stays; only the repeats end.
                if (held && deck.isPlaying(clip) && deck.isWaitingFor(clip)) {
                    decks.cancelByClient(deck, context);
                }
            }
            case GATE -> releaseGate(deck, clip, released, context);
        }
    }

    private void releaseGate(Deck deck, ClipId clip, Clip released, CommandContext context) {
        if (deck.isPlaying(clip)) {
            stop(
                    deck,
                    LaunchCalculations.quantize(Optional.empty(), released, document.settings()),
                    context);
        } else if (deck.isWaitingFor(clip)) {
            decks.cancelByClient(deck, context);
        }
    }

    private void stop(Deck deck, Quantize quantize, CommandContext context) {
        deck.release();
        decks.takeOver(deck, context.beat());
        if (deck.active().isEmpty()) {
            decks.cancelByClient(deck, context);
        } else {
            decks.start(List.of(ClipOrStop.stop(deck)), quantize, context, Optional.empty());
        }
    }

    private void revert(Deck deck, CommandContext context) {
        if (deck.active().isEmpty()) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "track "
                            + document.positionOf(deck.track())
                            + " has no active clip to revert to: launch one first");
        }
        parameters.revert(document.track(deck.track()), decks.writes(deck.active().get()), context);
    }

    private void launchBy(
            Deck deck,
            Command.RelativeStep step,
            Optional<Quantize> quantize,
            CommandContext context) {
        int count = document.track(deck.track()).clips().size();
        if (count == 0) {
            throw new Refusal(
                    Refusal.Code.NO_SUCH,
                    "track " + document.positionOf(deck.track()) + " has no clips");
        }
        int present = deck.active().map(document::positionOf).orElse(0);
        int position = relativeLaunchTargetFinder.from(present, count, step);
        Track track = document.track(deck.track());
        ClipId clip = ClipId.of(track, track.clips().get(position - 1));
        Quantize grid =
                LaunchCalculations.quantize(quantize, document.clip(clip), document.settings());
        deck.release();
        var start = ClipOrStop.clip(deck, clip, OptionalDouble.empty());
        decks.start(List.of(start), grid, context, Optional.empty());
    }

    /** Performs a command to an empty cell, if there is something that it means there. */
    private boolean isOfEmptyCell(
            Command.ClipLaunchCommand command, Deck deck, CommandContext context) {
        if (command instanceof Command.LaunchClip launch
                && document.settings().whenEmpty() == GlobalLaunchSettings.WhenEmpty.STOP) {
            stop(deck, launch.quantize().orElse(document.settings().quantize()), context);
            return true;
        }
        return command instanceof Command.ReleaseClip;
    }
}
