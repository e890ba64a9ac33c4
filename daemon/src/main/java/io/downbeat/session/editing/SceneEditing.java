package io.downbeat.session.editing;

import io.downbeat.session.command.Refusal;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Edits of scenes. */
final class SceneEditing {

    private SceneEditing() {}

    static Document apply(Document document, Edit.SceneEdit edit) {
        Session session = document.session();
        return switch (edit) {
            case Edit.AddScene(var scene, var position) ->
                    withScenes(
                            document,
                            ObjectLists.inserted("scene", session.scenes(), scene, position));
            case Edit.DuplicateScene(var id, var copy, var name) ->
                    withScenes(
                            document,
                            ObjectLists.inserted(
                                    "scene",
                                    session.scenes(),
                                    scene(session, id).copy(copy.text(), name),
                                    session.positionOf(id) + 1));
            case Edit.DeleteScene(var id) -> withoutScene(document, id);
            case Edit.MoveScene(var id, var position) -> {
                Scene moved = scene(session, id);
                yield session.positionOf(id) == position
                        ? document
                        : withScenes(
                                document,
                                ObjectLists.moved("scene", session.scenes(), moved, position));
            }
            case Edit.RenameScene(var id, var name) ->
                    changed(document, id, scene -> scene.withName(name));
            case Edit.ColorScene(var id, var color) ->
                    changed(document, id, scene -> scene.withColor(color));
            case Edit.SetSceneTempo(var id, var tempo) ->
                    changed(document, id, scene -> scene.withTempo(tempo));
            case Edit.SetSceneFollow(var id, var follow) ->
                    changed(document, id, scene -> scene.withFollow(follow));
            case Edit.SetSceneAssignments(var id, var assignments) ->
                    changed(document, id, scene -> scene.withAssignments(assignments));
            case Edit.AssignClip(var id, var clip) -> {
                ClipEditing.clip(session, clip);
                yield assigned(document, id, clip.track(), Optional.of(clip.text()));
            }
            case Edit.ClearAssignment(var id, var track) ->
                    changed(
                            document,
                            id,
                            scene ->
                                    scene.withAssignments(
                                            scene.assignments().stream()
                                                    .filter(one -> !isOf(one, track))
                                                    .toList()));
            case Edit.LeaveTrackUnchanged(var id, var track) -> {
                TrackEditing.track(session, track);
                yield assigned(document, id, track, Optional.empty());
            }
        };
    }

    static String words(Session session, Edit.SceneEdit edit) {
        return switch (edit) {
            case Edit.AddScene add -> "add scene " + add.scene().name();
            case Edit.DuplicateScene of -> "duplicate scene " + name(session, of.scene());
            case Edit.DeleteScene(var id) -> "delete scene " + name(session, id);
            case Edit.MoveScene move -> "move scene " + name(session, move.scene());
            case Edit.RenameScene rename -> "rename scene " + name(session, rename.scene());
            case Edit.ColorScene color -> "scene " + name(session, color.scene()) + " color";
            case Edit.SetSceneTempo set -> "scene " + name(session, set.scene()) + " tempo";
            case Edit.SetSceneFollow set -> "scene " + name(session, set.scene()) + " follow";
            case Edit.SetSceneAssignments set -> "update scene " + name(session, set.scene());
            case Edit.AssignClip(var id, var clip) ->
                    "scene " + name(session, id) + " assign " + ClipEditing.name(session, clip);
            case Edit.ClearAssignment(var id, var track) ->
                    "scene " + name(session, id) + " clear " + TrackEditing.name(session, track);
            case Edit.LeaveTrackUnchanged(var id, var track) ->
                    "scene " + name(session, id) + " leave " + TrackEditing.name(session, track);
        };
    }

    /** The scene's name for the name of an edit; its id if it is not there. */
    static String name(Session session, SceneId id) {
        return session.scene(id).map(Scene::name).orElse(id.text());
    }

    /** Throws {@link Refusal} if the scene is not there. */
    static Scene scene(Session session, SceneId id) {
        return session.scene(id).orElseThrow(() -> Refusal.gone("scene", id.text()));
    }

    private static Document changed(Document document, SceneId id, UnaryOperator<Scene> change) {
        return ObjectLists.changed(
                document,
                scene(document.session(), id),
                change,
                (session, after) -> session.withScene(session.positionOf(id), after));
    }

    /** An assignment keeps its place among the others; a new one comes last. */
    private static Document assigned(
            Document document, SceneId id, TrackId track, Optional<String> clip) {
        var assignment = new Scene.Assignment(track.text(), clip);
        return changed(
                document,
                id,
                scene -> {
                    var all = new ArrayList<>(scene.assignments());
                    all.replaceAll(one -> isOf(one, track) ? assignment : one);
                    if (scene.assignment(track.text()).isEmpty()) {
                        all.add(assignment);
                    }
                    return scene.withAssignments(all);
                });
    }

    private static boolean isOf(Scene.Assignment assignment, TrackId track) {
        return assignment.trackId().equals(track.text());
    }

    private static Document withoutScene(Document document, SceneId id) {
        Session session = document.session();
        Scene deleted = scene(session, id);
        Document without =
                withScenes(document, ObjectLists.without(session.scenes(), deleted.id()));
        return without.with(CueListEditing.withoutStepsOf(without.session(), deleted.id()));
    }

    /**
     * The document with other scenes. Follow actions that jump to a position jump to the same scene
     * as before, or nowhere if it is gone.
     */
    private static Document withScenes(Document document, List<Scene> scenes) {
        Session session = document.session();
        IntUnaryOperator moves = ObjectLists.moves(session.scenes(), scenes);
        return document.with(
                session.withScenes(scenes.stream().map(scene -> withJumps(scene, moves)).toList()));
    }

    @SuppressWarnings("ReferenceEquality") // An unchanged follow action is the same object.
    private static Scene withJumps(Scene scene, IntUnaryOperator moves) {
        FollowAction follow = scene.follow().withJumps(moves);
        return follow == scene.follow() ? scene : scene.withFollow(follow);
    }

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
