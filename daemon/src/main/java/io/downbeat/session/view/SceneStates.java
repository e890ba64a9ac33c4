package io.downbeat.session.view;

import io.downbeat.time.Beats;

import java.util.List;
import java.util.Optional;

/**
 * The states of the scenes.
 *
 * @param last position of the last launched scene, 0 none
 * @param active the same position while every clip and stop of its launch, at least one clip, is
 *     still in effect; else 0
 * @param queued the scenes with a launch that still waits, in the order in which they were queued
 */
public record SceneStates(int last, int active, List<QueuedScene> queued) {

    public static final SceneStates NONE = new SceneStates(0, 0, List.of());

    /** A queued scene and its boundary. */
    public record QueuedScene(int scene, Beats due) {}

    public SceneStates {
        queued = List.copyOf(queued);
    }

    /** The queued launch of a scene. */
    public Optional<QueuedScene> queuedScene(int scene) {
        return queued.stream()
                .filter(queuedScene -> queuedScene.scene() == scene)
                .reduce((first, later) -> later);
    }

    /** The position of the scene that was queued last, 0 none. */
    public int latestQueued() {
        return queued.isEmpty() ? 0 : queued.getLast().scene();
    }

    /** The number of the contract for an existing scene: 1 stored, 2 queued, 3 active. */
    public int number(int scene) {
        if (queuedScene(scene).isPresent()) {
            return 2;
        }
        return active == scene ? 3 : 1;
    }
}
