package io.downbeat.session.editing;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueListId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;

import java.util.List;
import java.util.Optional;

/**
 * A change of the document. Objects are named by id, so an edit means the same at any position of
 * them; positions count from 1.
 */
public sealed interface Edit {

    /** Edits of tracks. */
    sealed interface TrackEdit extends Edit {}

    record SetTrackSafe(TrackId track, boolean safe) implements TrackEdit {}

    /** Sets a track's own transition; empty follows the default one. */
    record SetTrackTransition(TrackId track, Optional<Transition> transition)
            implements TrackEdit {}

    record RenameTrack(TrackId track, String name) implements TrackEdit {}

    /** Sets a track's colour, as {@code rgb(r,g,b)}. */
    record ColorTrack(TrackId track, String color) implements TrackEdit {}

    /** Gives nodes to a track. A node of another track is refused. */
    record AssignNodes(TrackId track, List<String> nodes) implements TrackEdit {
        public AssignNodes {
            nodes = List.copyOf(nodes);
        }
    }

    /** Takes nodes from a track. A node that it does not own is refused. */
    record UnassignNodes(TrackId track, List<String> nodes) implements TrackEdit {
        public UnassignNodes {
            nodes = List.copyOf(nodes);
        }
    }

    /** Adds an empty track; position 1 to one behind the last. */
    record AddTrack(TrackId track, String name, int position) implements TrackEdit {}

    /** Deletes a track with its clips, and what scenes assign to it. */
    record DeleteTrack(TrackId track) implements TrackEdit {}

    record MoveTrack(TrackId track, int position) implements TrackEdit {}

    /** Edits of clips. */
    sealed interface ClipEdit extends Edit {}

    /** Sets a clip's own quantization; empty follows the launch, then the global one. */
    record SetClipQuantize(ClipId clip, Optional<Quantize> quantize) implements ClipEdit {}

    record SetClipMode(ClipId clip, LaunchMode mode) implements ClipEdit {}

    /** Sets a clip's own transition; empty follows the track. */
    record SetClipTransition(ClipId clip, Optional<Transition> transition) implements ClipEdit {}

    record SetClipFollow(ClipId clip, FollowAction follow) implements ClipEdit {}

    record RenameClip(ClipId clip, String name) implements ClipEdit {}

    /** Sets a clip's colour, as {@code rgb(r,g,b)}. */
    record ColorClip(ClipId clip, String color) implements ClipEdit {}

    /** Gives a clip these values; it keeps those of other parameters. */
    record UpdateClip(ClipId clip, ParameterValueList values) implements ClipEdit {}

    /** Sets one value that a clip stores, or adds it behind the others. */
    record SetClipValue(ClipId clip, ParamPath parameter, ParamValue value) implements ClipEdit {}

    /** Puts a copy of a clip behind it. */
    record DuplicateClip(ClipId clip, String copyId, String copyName) implements ClipEdit {}

    /** Adds a clip with these values; position 1 to one behind the last. */
    record AddClip(ClipId clip, String name, ParameterValueList values, int position)
            implements ClipEdit {}

    /** Deletes a clip, and the assignments of scenes to it. */
    record DeleteClip(ClipId clip) implements ClipEdit {}

    record MoveClip(ClipId clip, int position) implements ClipEdit {}

    /** Edits of scenes. */
    sealed interface SceneEdit extends Edit {}

    /** Adds a scene; position 1 to one behind the last. */
    record AddScene(Scene scene, int position) implements SceneEdit {}

    /** Puts a copy of a scene behind it. */
    record DuplicateScene(SceneId scene, SceneId copy, String name) implements SceneEdit {}

    /** Deletes a scene, and the steps of cue lists that launch it. */
    record DeleteScene(SceneId scene) implements SceneEdit {}

    record MoveScene(SceneId scene, int position) implements SceneEdit {}

    record RenameScene(SceneId scene, String name) implements SceneEdit {}

    /** Sets a scene's colour, as {@code rgb(r,g,b)}. */
    record ColorScene(SceneId scene, String color) implements SceneEdit {}

    /** Sets the tempo that a scene brings, in quarter notes a minute; 0 keeps the present one. */
    record SetSceneTempo(SceneId scene, double tempo) implements SceneEdit {}

    record SetSceneFollow(SceneId scene, FollowAction follow) implements SceneEdit {}

    /** Sets all that a scene says of tracks. */
    record SetSceneAssignments(SceneId scene, List<Scene.Assignment> assignments)
            implements SceneEdit {
        public SetSceneAssignments {
            assignments = List.copyOf(assignments);
        }
    }

    /** Sets the clip that a scene launches on a track. */
    record AssignClip(SceneId scene, ClipId clip) implements SceneEdit {}

    /** Makes a scene say nothing of a track. */
    record ClearAssignment(SceneId scene, TrackId track) implements SceneEdit {}

    /** Makes a scene say that it leaves a track unchanged. */
    record LeaveTrackUnchanged(SceneId scene, TrackId track) implements SceneEdit {}

    /** Edits of cue lists and their steps. */
    sealed interface CueListEdit extends Edit {}

    /** Adds a cue list without steps; position 1 to one behind the last. */
    record AddCueList(CueListId list, String name, int position) implements CueListEdit {}

    record DeleteCueList(CueListId list) implements CueListEdit {}

    record RenameCueList(CueListId list, String name) implements CueListEdit {}

    /** Sets the time within which a second {@code go} is refused. */
    record SetCueGuard(CueListId list, double seconds) implements CueListEdit {}

    /** Sets a cue list's own quantization; empty follows the global one. */
    record SetCueQuantize(CueListId list, Optional<Quantize> quantize) implements CueListEdit {}

    /** Adds a step that advances by hand; position 1 to one behind the last. */
    record AddCueStep(CueStepId step, SceneId scene, int position) implements CueListEdit {}

    record DeleteCueStep(CueStepId step) implements CueListEdit {}

    record MoveCueStep(CueStepId step, int position) implements CueListEdit {}

    record SetCueStepScene(CueStepId step, SceneId scene) implements CueListEdit {}

    /** Sets how a list advances from a step. */
    record SetCueStepAdvance(CueStepId step, CueList.Advance advance, int bars)
            implements CueListEdit {}

    /**
     * Puts another arrangement in the place of the present one.
     *
     * @param name what the edit is called
     */
    record SetArrangement(Arrangement arrangement, String name) implements Edit {}

    /** Edits of nodes and of what their parameters are. */
    sealed interface GraphEdit extends Edit {}

    record SetRange(ParamPath parameter, Range range) implements GraphEdit {}

    /** Locks a parameter against captures and launches, or unlocks it. */
    record SetLock(ParamPath parameter, boolean locked) implements GraphEdit {}

    /** Adds a parameter with its first value behind the last one of its node. */
    record AddParameter(ParamPath parameter, ParamValue value) implements GraphEdit {}

    /**
     * Adds a node behind the last one.
     *
     * @param parameters what it has, in order; their numbers are given by the graph
     */
    record AddNode(String id, String type, List<Parameter> parameters) implements GraphEdit {
        public AddNode {
            parameters = List.copyOf(parameters);
        }
    }

    /** Deletes a node. Clips keep what they store for it, as values of a node that is gone. */
    record DeleteNode(String id) implements GraphEdit {}
}
