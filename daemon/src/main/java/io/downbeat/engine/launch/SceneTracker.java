package io.downbeat.engine.launch;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.engine.context.TurnEvents;
import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.engine.sync.ClockSourceFollower;
import io.downbeat.schedule.SameBeatOrder;
import io.downbeat.session.command.Event;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.view.SceneStates;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Which scenes are queued, which was launched last, and whether it still plays. */
public final class SceneTracker {

    private final SessionDocument document;
    private final ClockSourceFollower clockSourceFollower;
    private final LaunchQueue queue;
    private final TurnEvents events;
    private Optional<SceneAndCueStepListener> listener = Optional.empty();
    private final List<SceneLaunch> queued = new ArrayList<>();
    private Optional<SceneLaunch> last = Optional.empty();
    private final Set<String> drawn = new LinkedHashSet<>();
    private SceneStates published = SceneStates.NONE;

    public SceneTracker(
            SessionDocument document,
            ClockSourceFollower clockSourceFollower,
            LaunchQueue queue,
            TurnEvents events) {
        this.document = document;
        this.clockSourceFollower = clockSourceFollower;
        this.queue = queue;
        this.events = events;
    }

    /** Sets the part that plays the cue lists. */
    void connect(SceneAndCueStepListener cueLists) {
        listener = Optional.of(cueLists);
    }

    /** The position of the last launched scene, 0 none. */
    int last() {
        return last.map(this::position).orElse(0);
    }

    /** The states for the view; the same object while nothing has changed. */
    public SceneStates states() {
        int active = last.filter(SceneLaunch::isActive).map(this::position).orElse(0);
        boolean waits = !queued.isEmpty() || !published.queued().isEmpty();
        if (!waits && published.last() == last() && published.active() == active) {
            return published;
        }
        var next =
                new SceneStates(
                        last(),
                        active,
                        queued.stream()
                                .filter(SceneLaunch::hasWaitingDecks)
                                .map(launch ->
                                        new SceneStates.QueuedScene(position(launch), launch.due()))
                                .toList());
        if (!next.equals(published)) {
            published = next;
        }
        return published;
    }

    /**
     * Queues a scene; the decks that it launches are queued by their owner.
     *
     * @param onOwnBeat whether it waits for this beat itself, not for a point of the grid
     */
    void queue(
            SceneLaunch launch,
            Quantize quantize,
            Beats due,
            boolean onOwnBeat,
            CommandContext context) {
        replaceEarlier(launch, context);
        var scheduled = queue.add(due, SameBeatOrder.TIMELINE, new QueuedAction.OnScene(launch));
        launch.setQueued(new SceneLaunch.QueuedLaunch(scheduled, quantize, onOwnBeat));
        queued.add(launch);
        if (launch.hasWaitingDecks()) {
            events.emit(new Event.SceneQueued(context.beat(), launch.scene(), due));
        }
        launch.cueSteps()
                .forEach(step -> events.emit(new Event.CueQueued(context.beat(), step, due)));
    }

    /**
     * A launch of a scene takes the place of those of the same scene that wait. The arrangement
     * leaves what others have queued.
     */
    void replaceEarlier(SceneLaunch launch, CommandContext context) {
        for (SceneLaunch earlier : List.copyOf(queued)) {
            boolean isLeft = launch.isByArrangement() && !earlier.isByArrangement();
            if (earlier.scene().equals(launch.scene()) && !isLeft) {
                takeCueSteps(earlier, launch, context);
                forget(earlier);
            }
        }
    }

    /** The same scene is launched again: the steps that wait for it wait for the new launch. */
    private void takeCueSteps(SceneLaunch earlier, SceneLaunch later, CommandContext context) {
        for (CueStepId step : earlier.cueSteps()) {
            if (later.cueStepOf(step.list()).isEmpty()) {
                earlier.removeCueStep(step);
                later.addCueStep(step);
            } else if (later.cueSteps().contains(step)) {
                earlier.removeCueStep(step);
            }
        }
        cancelCueSteps(earlier, context);
    }

    private void cancelCueSteps(SceneLaunch launch, CommandContext context) {
        launch.cueSteps().forEach(step -> cancelCueStep(launch, step, context));
    }

    /** A queued launch no longer launches a step of a cue list. */
    void cancelCueStep(SceneLaunch launch, CueStepId step, CommandContext context) {
        launch.removeCueStep(step);
        launch.queuedLaunch().ifPresent(queuedLaunch -> queue.revise(queuedLaunch.scheduled()));
        events.emit(new Event.CueCancelled(context.beat(), step));
        listener.ifPresent(cueLists -> cueLists.onCueStepCancelled(step, context));
    }

    /**
     * A deck no longer waits for this launch; when none does, the scene is no longer queued.
     *
     * @param by the launch that took its place, if a scene's: the same scene goes on being queued
     */
    void onDeckTaken(SceneLaunch launch, CommandContext context, Optional<SceneLaunch> by) {
        launch.removeWaitingDeck();
        if (!launch.hasWaitingDecks() && queued.contains(launch)) {
            forget(launch);
            if (by.isPresent() && by.get().scene().equals(launch.scene())) {
                takeCueSteps(launch, by.get(), context);
            } else {
                events.emit(new Event.SceneCancelled(context.beat(), launch.scene()));
                cancelCueSteps(launch, context);
            }
        }
    }

    /** Forgets a scene that waits, with the steps of cue lists that wait for it. */
    void forget(SceneLaunch launch, CommandContext context) {
        forget(launch);
        cancelCueSteps(launch, context);
    }

    /** Forgets all scenes: another session was loaded. */
    void clear(CommandContext context) {
        List.copyOf(queued).forEach(launch -> forget(launch, context));
        last = Optional.empty();
        drawn.clear();
    }

    /** Moves each to the boundary that its grid has now. What waits for its own beat stays. */
    void retime(Function<Quantize, Beats> due) {
        for (SceneLaunch launch : queued) {
            SceneLaunch.QueuedLaunch queuedLaunch = launch.queuedLaunch().orElseThrow();
            if (!queuedLaunch.onOwnBeat()) {
                move(launch, due.apply(queuedLaunch.quantize()));
            }
        }
    }

    /** Moves a queued scene to another beat. */
    void move(SceneLaunch launch, Beats due) {
        SceneLaunch.QueuedLaunch queuedLaunch = launch.queuedLaunch().orElseThrow();
        if (!due.equals(launch.due())) {
            launch.setQueued(
                    new SceneLaunch.QueuedLaunch(
                            queue.move(queuedLaunch.scheduled(), due),
                            queuedLaunch.quantize(),
                            queuedLaunch.onOwnBeat()));
        }
    }

    /**
     * From here on the scene counts as launched, and its tempo is in force. If the launch counts as
     * on a boundary {@code at} that has just passed, the tempo changes now and not on that
     * boundary, because the time since then has been played.
     */
    void perform(SceneLaunch launch, Beats at, CommandContext context) {
        queued.remove(launch);
        launch.clearQueued();
        last = Optional.of(launch);
        launch.begin(at);
        document.session()
                .scene(launch.scene())
                .map(Scene::tempo)
                .filter(bpm -> bpm > 0 && !launch.isByArrangement())
                .ifPresent(bpm -> clockSourceFollower.setSceneTempo(Tempo.clamped(bpm), context));
        events.emit(new Event.SceneLaunched(at, launch.scene(), launch.isByArrangement()));
        emitCueSteps(launch, at);
        listener.ifPresent(cueLists -> cueLists.onSceneLaunched(launch, at));
    }

    /** The steps that a launch launches count as launched. */
    void emitCueSteps(SceneLaunch launch, Beats at) {
        launch.cueSteps().forEach(step -> events.emit(new Event.CueLaunched(at, step)));
    }

    /** Forgets what waits of scenes that are not there any more; their clips wait on. */
    void onDocumentChange(CommandContext context) {
        List.copyOf(queued).stream()
                .filter(launch -> position(launch) == 0)
                .forEach(launch -> forget(launch, context));
    }

    /** The ids of the scenes that the bag has given since it was filled. */
    Set<String> drawn() {
        return drawn;
    }

    /** The launches that wait, in the order in which they were queued. */
    List<SceneLaunch> queued() {
        return List.copyOf(queued);
    }

    /** The queued launch of a step of a cue list. */
    Optional<SceneLaunch> queuedFor(CueListId list) {
        for (SceneLaunch launch : queued) {
            if (launch.cueStepOf(list).isPresent()) {
                return Optional.of(launch);
            }
        }
        return Optional.empty();
    }

    /** The launch of the scene that was launched last. */
    Optional<SceneLaunch> lastLaunch() {
        return last;
    }

    void restore(List<SceneLaunch> waiting, Optional<SceneLaunch> latest, List<String> drawnSoFar) {
        drawn.clear();
        drawn.addAll(drawnSoFar);
        queued.clear();
        queued.addAll(waiting);
        last = latest;
    }

    private int position(SceneLaunch launch) {
        return document.positionOf(launch.scene());
    }

    private void forget(SceneLaunch launch) {
        launch.queuedLaunch().ifPresent(queuedLaunch -> queue.cancel(queuedLaunch.scheduled()));
        launch.clearQueued();
        queued.remove(launch);
    }
}
