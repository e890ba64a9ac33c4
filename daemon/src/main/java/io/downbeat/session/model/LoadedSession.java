package io.downbeat.session.model;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.List;
import java.util.Optional;

/**
 * All that a graph file says of a piece, ready to be played.
 *
 * @param name the file's name without its ending, or "untitled"
 * @param quantize the global quantization that the file asks for
 * @param clockNode the node whose tempo the file wants followed
 * @param active the clips that are active at load; their values are not written again
 */
public record LoadedSession(
        String name,
        Graph graph,
        Session session,
        Tempo tempo,
        Meter meter,
        Quantize quantize,
        Optional<String> clockNode,
        List<ActiveClip> active) {

    /** A track's active clip, both by id. */
    public record ActiveClip(String trackId, String clipId) {}

    public LoadedSession {
        active = List.copyOf(active);
    }

    /** The same piece at another tempo. */
    public LoadedSession with(Tempo other) {
        return new LoadedSession(name, graph, session, other, meter, quantize, clockNode, active);
    }

    /** The parameter of a Clock node that is its tempo. */
    public static Optional<Parameter> tempoOf(Graph graph, String node) {
        return graph.parameter(new ParamPath(node, "bpm"));
    }
}
