package io.downbeat.session.editing;

import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;

import java.util.function.Predicate;

/** Edits of scenes. */
final class SceneEditing {

    private SceneEditing() {}

    /** The session without those assignments of scenes; scenes that have none stay the same. */
    static Session withoutAssignments(Session session, Predicate<Scene.Assignment> dropped) {
        if (session.scenes().stream()
                .noneMatch(scene -> scene.assignments().stream().anyMatch(dropped))) {
            return session;
        }
        return session.withScenes(
                session.scenes().stream()
                        .map(scene ->
                                scene.assignments().stream().anyMatch(dropped)
                                        ? scene.withAssignments(
                                                scene.assignments().stream()
                                                        .filter(Predicate.not(dropped))
                                                        .toList())
                                        : scene)
                        .toList());
    }
}
