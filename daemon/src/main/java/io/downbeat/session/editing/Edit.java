package io.downbeat.session.editing;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.model.TrackId;

import java.util.List;
import java.util.Optional;

/**
 * A change of the document. Objects are named by id, so an edit means the same wherever they stand;
 * positions count from 1.
 */
public sealed interface Edit {

    /** Edits of tracks. */
    sealed interface TrackEdit extends Edit {}

    record SetTrackSafe(TrackId track, boolean safe) implements TrackEdit {}

    /** Sets a track's own transition; empty follows the default one. */
    record SetTrackTransition(TrackId track, Optional<Transition> transition)
            implements TrackEdit {}

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

    /** Adds a clip with these values; position 1 to one behind the last. */
    record AddClip(ClipId clip, String name, Snapshot values, int position) implements ClipEdit {}

    /** Deletes a clip, and the assignments of scenes to it. */
    record DeleteClip(ClipId clip) implements ClipEdit {}

    record MoveClip(ClipId clip, int position) implements ClipEdit {}

    /** Edits of nodes and of what their parameters are. */
    sealed interface GraphEdit extends Edit {}

    record SetRange(ParamPath parameter, Range range) implements GraphEdit {}

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
