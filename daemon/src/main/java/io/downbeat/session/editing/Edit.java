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

    record SetTrackSafe(TrackId track, boolean safe) implements Edit {}

    /** Sets a track's own transition; empty follows the default one. */
    record SetTrackTransition(TrackId track, Optional<Transition> transition) implements Edit {}

    /** Adds an empty track; position 1 to one behind the last. */
    record AddTrack(TrackId track, String name, int position) implements Edit {}

    /** Deletes a track with its clips, and what scenes assign to it. */
    record DeleteTrack(TrackId track) implements Edit {}

    record MoveTrack(TrackId track, int position) implements Edit {}

    /** Sets a clip's own quantization; empty follows the launch, then the global one. */
    record SetClipQuantize(ClipId clip, Optional<Quantize> quantize) implements Edit {}

    record SetClipMode(ClipId clip, LaunchMode mode) implements Edit {}

    /** Sets a clip's own transition; empty follows the track. */
    record SetClipTransition(ClipId clip, Optional<Transition> transition) implements Edit {}

    /** Adds a clip with these values; position 1 to one behind the last. */
    record AddClip(ClipId clip, String name, Snapshot values, int position) implements Edit {}

    /** Deletes a clip, and the assignments of scenes to it. */
    record DeleteClip(ClipId clip) implements Edit {}

    record MoveClip(ClipId clip, int position) implements Edit {}

    record SetRange(ParamPath parameter, Range range) implements Edit {}

    /**
     * Adds a node behind the last one.
     *
     * @param parameters what it has, in order; their numbers are given by the graph
     */
    record AddNode(String id, String type, List<Parameter> parameters) implements Edit {
        public AddNode {
            parameters = List.copyOf(parameters);
        }
    }

    /** Deletes a node. Clips keep what they store for it, as values of a node that is gone. */
    record DeleteNode(String id) implements Edit {}
}
