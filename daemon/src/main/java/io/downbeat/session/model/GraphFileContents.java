package io.downbeat.session.model;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session as a graph file has it, ready to play.
 *
 * @param name the file's name without its extension, or "untitled"
 * @param launchSettings the file's global quantization and transition
 * @param clockNode the node whose tempo is to be followed
 * @param active the clips that are active when the file is loaded; their values are not written
 *     again
 */
public record GraphFileContents(
        String name,
        Graph graph,
        Session session,
        Tempo tempo,
        Meter meter,
        GlobalLaunchSettings launchSettings,
        Optional<String> clockNode,
        List<ActiveClip> active) {

    /** A track's active clip, both by id. */
    public record ActiveClip(String trackId, String clipId) {}

    public GraphFileContents {
        active = List.copyOf(active);
    }

    /** The same session at another tempo. */
    public GraphFileContents with(Tempo other) {
        return new GraphFileContents(
                name, graph, session, other, meter, launchSettings, clockNode, active);
    }

    /**
     * This session with the numbers that parameters have in a present graph, so that it can take
     * the place of the session there.
     */
    public GraphFileContents inPlaceOf(Graph present) {
        Graph placed = graph.inPlaceOf(present);
        if (placed.equals(graph)) {
            return this;
        }
        List<Track> tracks = new ArrayList<>();
        for (Track track : session.tracks()) {
            List<Clip> clips = new ArrayList<>();
            for (Clip clip : track.clips()) {
                clips.add(clip.withValues(placed(clip.values(), placed), clip.gone()));
            }
            tracks.add(track.withClips(clips));
        }
        return new GraphFileContents(
                name,
                placed,
                session.withTracks(tracks),
                tempo,
                meter,
                launchSettings,
                clockNode,
                active);
    }

    private ParameterValueList placed(ParameterValueList values, Graph in) {
        var placed = new ParameterValueList.Builder(values.size());
        for (int index = 0; index < values.size(); index++) {
            ParamPath path = graph.parameter(values.parameter(index)).path();
            placed.add(in.parameter(path).orElseThrow().number(), values.value(index));
        }
        return placed.build();
    }

    /** The tempo parameter of a Clock node. */
    public static Optional<Parameter> tempoOf(Graph graph, String node) {
        return graph.parameter(new ParamPath(node, "bpm"));
    }
}
