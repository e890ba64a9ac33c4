package io.downbeat.persistence.save;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.read.NodeReader;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.view.LiveValues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a save to the nodes of the graph: added and removed nodes, and of those that stay
 * the type, locks, ranges and units, and parameters that are gone. {@link LiveValueEdits} writes
 * their values.
 *
 * <p>Connections are not edited: one to a node that is gone stays in the file and is ignored in
 * play.
 */
final class NodeEdits {

    private final JsonEdits edits;
    private final JsonObject root;
    private final JsonObject nodes;

    NodeEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
        this.nodes = root.object("nodes").orElse(JsonObject.EMPTY);
    }

    /**
     * Writes the differences between two graphs.
     *
     * @param before the graph that a load of the document gives
     * @param values the live values that new nodes are written with
     */
    void write(Graph before, Graph now, LiveValues values) {
        for (Node node : before.nodes()) {
            if (now.node(node.id()).isEmpty()) {
                edits.remove(nodes, node.id());
            }
        }
        for (Node node : now.nodes()) {
            Optional<Node> old = before.node(node.id());
            Optional<JsonObject> place = nodes.object(node.id());
            if (old.isPresent() && place.isPresent()) {
                change(place.get(), old.get(), before, node, now);
            } else {
                edits.set(root, List.of("nodes", node.id()), added(node, now, values));
            }
        }
    }

    private void change(JsonObject place, Node old, Graph before, Node node, Graph now) {
        new MemberEdits(edits, place).text("type", old.type(), node.type());
        Map<String, Parameter> former = byName(old, before);
        Map<String, Parameter> present = byName(node, now);
        for (String name : former.keySet()) {
            if (!present.containsKey(name)) {
                for (String key : List.of("params", "locks", "ranges", "units")) {
                    place.object(key).ifPresent(members -> edits.remove(members, name));
                }
            }
        }
        present.forEach((name, parameter) -> {
            Optional<Parameter> was = Optional.ofNullable(former.get(name));
            lock(place, name, was.map(Parameter::locked).orElse(false), parameter.locked());
            range(place, name, parameter.range());
            unit(place, name, was.map(Parameter::unit).orElse(""), parameter.unit());
        });
    }

    private static Map<String, Parameter> byName(Node node, Graph graph) {
        Map<String, Parameter> byName = new LinkedHashMap<>();
        for (int number : node.parameters()) {
            Parameter parameter = graph.parameter(number);
            byName.put(parameter.path().param(), parameter);
        }
        return byName;
    }

    private void lock(JsonObject place, String name, boolean before, boolean now) {
        if (before == now) {
            return;
        }
        if (now) {
            edits.set(place, List.of("locks", name), "true");
        } else {
            place.object("locks").ifPresent(locks -> edits.remove(locks, name));
        }
    }

    /** A guessed range is not written. */
    private void range(JsonObject place, String name, Range now) {
        Optional<JsonObject> ranges = place.object("ranges");
        Optional<Range> old =
                ranges.flatMap(members -> members.value(name)).flatMap(NodeReader::range);
        Optional<Range> stated = Optional.of(now).filter(range -> !range.guessed());
        if (old.equals(stated)) {
            return;
        }
        if (stated.isPresent()) {
            edits.set(place, List.of("ranges", name), written(now));
        } else {
            ranges.ifPresent(members -> edits.remove(members, name));
        }
    }

    private static String written(Range range) {
        return "[%s, %s]"
                .formatted(
                        NumberTextConversion.pointed(range.min()),
                        NumberTextConversion.pointed(range.max()));
    }

    private void unit(JsonObject place, String name, String before, String now) {
        if (before.equals(now)) {
            return;
        }
        if (now.isEmpty()) {
            place.object("units").ifPresent(units -> edits.remove(units, name));
        } else {
            edits.set(place, List.of("units", name), JsonValue.quoted(now));
        }
    }

    private static NewJsonValue added(Node node, Graph graph, LiveValues values) {
        var written = NewJsonValue.object().with("type", NewJsonValue.string(node.type()));
        var params = NewJsonValue.object();
        var locks = NewJsonValue.object();
        var ranges = NewJsonValue.object();
        var units = NewJsonValue.object();
        byName(node, graph)
                .forEach((name, parameter) -> {
                    values.value(parameter.number())
                            .ifPresent(value ->
                                    params.with(
                                            name,
                                            MemberEdits.written(value, MemberEdits.LIKE_A_FLOAT)));
                    if (parameter.locked()) {
                        locks.with(name, "true");
                    }
                    if (!parameter.range().guessed()) {
                        ranges.with(name, written(parameter.range()));
                    }
                    if (!parameter.unit().isEmpty()) {
                        units.with(name, NewJsonValue.string(parameter.unit()));
                    }
                });
        written.with("params", params);
        withUnlessEmpty(written, "locks", locks);
        withUnlessEmpty(written, "ranges", ranges);
        withUnlessEmpty(written, "units", units);
        return written;
    }

    private static void withUnlessEmpty(
            NewJsonValue.Members owner, String key, NewJsonValue.Members members) {
        if (!members.byKey().isEmpty()) {
            owner.with(key, members);
        }
    }
}
