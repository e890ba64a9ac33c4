package io.downbeat.engine.edit;

import io.downbeat.engine.context.CommandContext;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.editing.ActiveClipBeforeAndAfterEdit.ActiveClip;
import io.downbeat.session.editing.Edit;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Performs the commands that edit a scene. */
final class SceneEditHandler {

    private static final String SCENE = "Scene";

    private final SessionDocument document;
    private final Editor editor;

    SceneEditHandler(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    /** Adds a scene that launches the active clips. */
    void add(Optional<String> name, CommandContext context) {
        List<Scene> scenes = document.session().scenes();
        int position = scenes.size() + 1;
        var scene =
                new Scene(
                        editor.objectIds().next(ObjectIds.Kind.SCENE),
                        DefaultNames.ofNew(name, SCENE, scenes),
                        captured(List.of()),
                        0,
                        FollowAction.NONE,
                        "");
        editor.apply(new Edit.AddScene(scene, position), context);
        editor.answerAdded(Event.Added.Kind.SCENE, List.of(), ParamValue.of(position), context);
    }

    /** Throws {@link Refusal} if the scene is gone. */
    void handle(Command.SceneEditCommand command, SceneId id, CommandContext context) {
        Scene scene = document.requireScene(id);
        switch (command) {
            case Command.UpdateScene(var ref) ->
                    editor.apply(
                            new Edit.SetSceneAssignments(id, captured(scene.assignments())),
                            context);
            case Command.DeleteScene(var ref) -> editor.apply(new Edit.DeleteScene(id), context);
            case Command.DuplicateScene(var ref) -> {
                var copy = new SceneId(editor.objectIds().next(ObjectIds.Kind.SCENE));
                String name = DefaultNames.copyOf(scene.name(), document.session().scenes());
                editor.apply(new Edit.DuplicateScene(id, copy, name), context);
            }
            case Command.MoveScene(var ref, var position) ->
                    editor.apply(new Edit.MoveScene(id, position), context);
            case Command.RenameScene(var ref, var name) ->
                    editor.apply(
                            new Edit.RenameScene(
                                    id,
                                    DefaultNames.ofRenamed(
                                            name, SCENE, id.text(), document.session().scenes())),
                            context);
            case Command.ColorScene(var ref, var color) ->
                    editor.apply(new Edit.ColorScene(id, color), context);
            case Command.SetSceneTempo(var ref, var tempo) ->
                    editor.apply(new Edit.SetSceneTempo(id, tempo), true, context);
            case Command.SetSceneFollow(var ref, var change) ->
                    editor.apply(
                            new Edit.SetSceneFollow(id, change.appliedTo(scene.follow())),
                            change.isDragged(),
                            context);
            case Command.AssignmentCommand assignment ->
                    throw new IllegalArgumentException("an assignment needs its track");
        }
    }

    /** Throws {@link Refusal} if the scene, the track or the clip is not there. */
    void handle(
            Command.AssignmentCommand command, SceneId id, TrackId track, CommandContext context) {
        document.requireScene(id);
        editor.apply(
                switch (command) {
                    case Command.AssignClip(var s, var t, var clip) ->
                            clip.<Edit>map(named -> new Edit.AssignClip(id, clip(track, named)))
                                    .orElseGet(() -> new Edit.ClearAssignment(id, track));
                    case Command.ClearAssignment clear -> new Edit.ClearAssignment(id, track);
                    case Command.LeaveTrackUnchanged leave ->
                            new Edit.LeaveTrackUnchanged(id, track);
                },
                context);
    }

    /**
     * The assignments of the active clips. Those of a scene that is captured anew keep their order;
     * a track that the scene leaves unchanged, and that plays nothing, stays so.
     */
    private List<Scene.Assignment> captured(List<Scene.Assignment> present) {
        Map<TrackId, ActiveClip> active = editor.activeClips();
        var captured = new ArrayList<Scene.Assignment>();
        for (Scene.Assignment assignment : present) {
            ActiveClip clip = active.get(new TrackId(assignment.trackId()));
            if (clip != null) {
                captured.add(assignment(clip));
            } else if (assignment.clipId().isEmpty()) {
                captured.add(assignment);
            }
        }
        for (ActiveClip clip : active.values()) {
            if (captured.stream()
                    .noneMatch(one -> one.trackId().equals(clip.clip().track().text()))) {
                captured.add(assignment(clip));
            }
        }
        return captured;
    }

    private static Scene.Assignment assignment(ActiveClip active) {
        ClipId clip = active.clip();
        return new Scene.Assignment(clip.track().text(), Optional.of(clip.text()));
    }

    private ClipId clip(TrackId id, ObjectReference named) {
        int position = document.positionOf(id);
        Track track = document.requireTrack(id);
        int clip = document.objectLookup().clip(position, named);
        return track.clip(clip)
                .map(there -> ClipId.of(track, there))
                .orElseThrow(() ->
                        new Refusal(
                                Refusal.Code.NO_SUCH,
                                "track %d (%s) has %d clips; there is no clip %d"
                                        .formatted(
                                                position,
                                                track.name(),
                                                track.clips().size(),
                                                clip)));
    }
}
