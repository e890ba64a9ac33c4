package io.downbeat.session.view;

import io.downbeat.time.Beats;

import java.util.List;
import java.util.Optional;

/**
 * What the scenes are doing.
 *
 * @param last position of the last launched scene, 0 none
 * @param active the same while all that its launch performed, at least one clip, is still active;
 *     else 0
 * @param queued the scenes of which a launch still waits, the latest asked for last
 */
public record SceneStates(int last, int active, List<QueuedScene> queued) {

    public static final SceneStates NONE = new SceneStates(0, 0, List.of());

    /** A queued scene and its boundary. */
    public record QueuedScene(int scene, Beats due) {}

    public SceneStates {
        queued = List.copyOf(queued);
    }

    /** The queued launch of a scene. */
    public Optional<QueuedScene> waiting(int scene) {
        return queued.stream()
                .filter(queuedScene -> queuedScene.scene() == scene)
                .reduce((first, later) -> later);
    }

    /** The position of the scene that was queued last, 0 none. */
    public int latestQueued() {
        return queued.isEmpty() ? 0 : queued.getLast().scene();
    }

    /** The number of the contract for a scene that is there: 1 stored, 2 queued, 3 active. */
    public int number(int scene) {
        if (waiting(scene).isPresent()) {
            return 2;
        }
        return active == scene ? 3 : 1;
    }
}
