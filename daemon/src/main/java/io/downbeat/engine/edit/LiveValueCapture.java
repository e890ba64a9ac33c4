package io.downbeat.engine.edit;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Track;

import java.util.Optional;

/** Captures live values for a clip. */
final class LiveValueCapture {

    private final SessionDocument document;
    private final Editor editor;

    LiveValueCapture(SessionDocument document, Editor editor) {
        this.document = document;
        this.editor = editor;
    }

    /**
     * The live values of all parameters of a track's nodes, in the order of the nodes. Wired,
     * locked and unset parameters are left out.
     */
    ParameterValueList of(Track track) {
        Graph graph = document.graph();
        var values = new ParameterValueList.Builder();
        for (String id : track.nodes()) {
            Optional<Node> node = graph.node(id);
            if (node.isPresent()) {
                for (int number : node.get().parameters()) {
                    if (isCaptured(graph.parameter(number))) {
                        editor.liveValue(number).ifPresent(value -> values.add(number, value));
                    }
                }
            }
        }
        return values.build();
    }

    /** Whether a clip takes the value of a parameter. */
    static boolean isCaptured(Parameter parameter) {
        return !parameter.wired() && !parameter.locked();
    }
}
