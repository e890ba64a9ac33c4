package io.downbeat.persistence.save;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.read.LocatedJsonValue;
import io.downbeat.session.view.LiveValues;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The changes of a save to the live values of the nodes that the document has. */
final class LiveValueEdits {

    private final JsonEdits edits;
    private final JsonObject nodes;
    private final Graph before;

    /**
     * @param nodes the nodes of the document
     * @param before the graph that a load of the document gives
     */
    LiveValueEdits(JsonEdits edits, JsonObject nodes, Graph before) {
        this.edits = edits;
        this.nodes = nodes;
        this.before = before;
    }

    /**
     * Writes the values that differ from what a load gives.
     *
     * @param launched parameters that come in also if their values do not differ
     */
    void write(Graph graph, LiveValues values, Set<ParamPath> launched) {
        for (Node node : graph.nodes()) {
            Optional<JsonObject> place = nodes.object(node.id());
            if (place.isEmpty() || before.node(node.id()).isEmpty()) {
                continue;
            }
            for (int number : node.parameters()) {
                Parameter parameter = graph.parameter(number);
                boolean comesIn = parameter.declared() || launched.contains(parameter.path());
                Optional<ParamValue> unstated = comesIn ? Optional.empty() : parameter.initial();
                values.value(number)
                        .ifPresent(value -> write(place.get(), parameter.path(), value, unstated));
            }
        }
    }

    /**
     * @param unstated the value that needs no place in the document
     */
    private void write(
            JsonObject node, ParamPath path, ParamValue value, Optional<ParamValue> unstated) {
        Optional<JsonObject> params = node.object("params");
        Optional<ParamValue> stated =
                params.flatMap(values -> values.value(path.param()))
                        .flatMap(LocatedJsonValue::valueWithoutWarning);
        Optional<ParamValue> known = stated.or(() -> unstated);
        if (known.filter(old -> MemberEdits.isSame(old, value)).isEmpty()) {
            String style = MemberEdits.style(params, path.param());
            String json = MemberEdits.written(value, style);
            edits.set(node, List.of("params", path.param()), json);
        }
    }
}
