package io.downbeat.engine;

import io.downbeat.cue.Rank;
import io.downbeat.session.Event;
import io.downbeat.session.Quantize;
import io.downbeat.session.SceneStates;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which scenes are queued, which was launched last, and whether it still plays. Owned by the
 * conductor. Not thread safe.
 */
final class Scenes {

    private final Lead lead;
    private final LaunchQueue queue;
    private final Score score;
    private final List<SceneLaunch> queued = new ArrayList<>();
    private Optional<SceneLaunch> last = Optional.empty();
    private SceneStates told = SceneStates.NONE;

    Scenes(Lead lead, LaunchQueue queue, Score score) {
        this.lead = lead;
        this.queue = queue;
        this.score = score;
    }

    /** The position of the last launched scene, 0 none. */
    int last() {
        return last.map(SceneLaunch::scene).orElse(0);
    }

    /** The states as others see them; the same object as before while they are the same. */
    SceneStates states() {
        int active = last.filter(SceneLaunch::isActive).map(SceneLaunch::scene).orElse(0);
        boolean waits = !queued.isEmpty() || !told.queued().isEmpty();
        if (!waits && told.last() == last() && told.active() == active) {
            return told;
        }
        var next =
                new SceneStates(
                        last(),
                        active,
                        queued.stream()
                                .filter(SceneLaunch::isAwaited)
                                .map(launch ->
                                        new SceneStates.Waiting(launch.scene(), launch.due()))
                                .toList());
        if (!next.equals(told)) {
            told = next;
        }
        return told;
    }

    /** Queues a scene; the decks that it launches are queued by their owner. */
    void queue(SceneLaunch launch, Quantize quantize, Beats due, Moment moment) {
        List.copyOf(queued).stream()
                .filter(earlier -> earlier.scene() == launch.scene())
                .forEach(this::forget);
        var cue = queue.cue(due, Rank.TIMELINE, new Due.OfScene(launch));
        launch.cued(new SceneLaunch.Cued(cue, quantize));
        queued.add(launch);
        if (launch.isAwaited()) {
            score.tell(new Event.SceneQueued(moment.beat(), launch.scene(), due));
        }
    }

    /**
     * A deck no longer waits for this launch; when none does, the scene is no longer queued.
     *
     * @param by the launch that took its place, if a scene's: the same scene goes on being queued
     */
    void lost(SceneLaunch launch, Moment moment, Optional<SceneLaunch> by) {
        launch.lost();
        if (!launch.isAwaited() && queued.contains(launch)) {
            forget(launch);
            if (by.isEmpty() || by.get().scene() != launch.scene()) {
                score.tell(new Event.SceneCancelled(moment.beat(), launch.scene()));
            }
        }
    }

    /**
     * Forgets the scenes that wait although no deck waits for them: only their tempo was to come.
     */
    void forgetAll() {
        List.copyOf(queued).forEach(this::forget);
    }

    /** Moves each to the boundary that its grid has now. */
    void retime(Function<Quantize, Beats> due) {
        for (SceneLaunch launch : queued) {
            SceneLaunch.Cued cued = launch.cued().orElseThrow();
            Beats next = due.apply(cued.quantize());
            if (!next.equals(launch.due())) {
                launch.cued(new SceneLaunch.Cued(queue.move(cued.cue(), next), cued.quantize()));
            }
        }
    }

    /**
     * From here on the scene counts as launched, and its tempo holds. Of a launch that counts as of
     * a boundary just passed, {@code at}, the tempo changes now: what has sounded has sounded.
     */
    void perform(SceneLaunch launch, Beats at, Moment moment) {
        queued.remove(launch);
        launch.uncued();
        last = Optional.of(launch);
        launch.tempo().ifPresent(bpm -> lead.sceneTempo(Tempo.clamped(bpm), moment));
        score.tell(new Event.SceneLaunched(at, launch.scene()));
    }

    private void forget(SceneLaunch launch) {
        launch.cued().ifPresent(cued -> queue.cancel(cued.cue()));
        launch.uncued();
        queued.remove(launch);
    }
}
