package io.downbeat.engine;

import io.downbeat.cue.Rank;
import io.downbeat.session.Event;
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

    private final Transport transport;
    private final LaunchQueue queue;
    private final Score score;
    private final List<SceneLaunch> queued = new ArrayList<>();
    private Optional<SceneLaunch> last = Optional.empty();
    private SceneStates told = SceneStates.NONE;

    Scenes(Transport transport, LaunchQueue queue, Score score) {
        this.transport = transport;
        this.queue = queue;
        this.score = score;
    }

    /** The position of the last launched scene, 0 none. */
    int last() {
        return last.map(SceneLaunch::scene).orElse(0);
    }

    /** The states as others see them; the same object as before while they are the same. */
    SceneStates states() {
        var next =
                new SceneStates(
                        last(),
                        last.filter(SceneLaunch::isActive).map(SceneLaunch::scene).orElse(0),
                        queued.stream()
                                .map(launch ->
                                        new SceneStates.Waiting(launch.scene(), launch.due()))
                                .toList());
        if (!next.equals(told)) {
            told = next;
        }
        return told;
    }

    void queue(SceneLaunch launch, Beats due, Moment moment) {
        List.copyOf(queued).stream()
                .filter(earlier -> earlier.scene() == launch.scene())
                .forEach(this::forget);
        launch.cued(queue.cue(due, Rank.TIMELINE, new Due.OfScene(launch)));
        queued.add(launch);
        score.tell(new Event.SceneQueued(moment.beat(), launch.scene(), due));
    }

    /** A deck no longer waits for this launch; when none does, the scene is no longer queued. */
    void lost(SceneLaunch launch, Moment moment, Optional<SceneLaunch> by) {
        if (launch.lost() && queued.contains(launch)) {
            forget(launch);
            if (by.isEmpty() || by.get().scene() != launch.scene()) {
                score.tell(new Event.SceneCancelled(moment.beat(), launch.scene()));
            }
        }
    }

    /** Cancels the scenes that wait although no deck waits for them. */
    void cancelAll(Moment moment) {
        for (SceneLaunch launch : List.copyOf(queued)) {
            forget(launch);
            score.tell(new Event.SceneCancelled(moment.beat(), launch.scene()));
        }
    }

    void retime(Function<SceneLaunch, Beats> due) {
        for (SceneLaunch launch : queued) {
            Beats next = due.apply(launch);
            if (!next.equals(launch.due())) {
                launch.cued(queue.move(launch.cue().orElseThrow(), next));
            }
        }
    }

    /** From here on the scene counts as launched, and its tempo holds. */
    void perform(SceneLaunch launch, Beats at, Moment moment) {
        queued.remove(launch);
        launch.uncued();
        last = Optional.of(launch);
        launch.tempo().ifPresent(bpm -> transport.setTempo(Tempo.clamped(bpm), onThe(at, moment)));
        score.tell(new Event.SceneLaunched(at, launch.scene()));
    }

    private void forget(SceneLaunch launch) {
        launch.cue().ifPresent(queue::cancel);
        launch.uncued();
        queued.remove(launch);
    }

    /**
     * A launch that counts as of a boundary just passed changes the tempo now: what has sounded has
     * sounded.
     */
    private static Moment onThe(Beats at, Moment moment) {
        return at.isBefore(moment.beat())
                ? moment
                : new Moment(at, moment.host(), moment.by(), "", false);
    }
}
