package io.downbeat.persistence.read;

import io.downbeat.graph.Graph;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph while the file is being read: its nodes, and the parameters that they and the clips
 * name.
 */
final class GraphDraft {

    /**
     * A node and its parameters in the file's order: first its own, then those that only clips
     * name.
     */
    private record NodeDraft(
            String id,
            String type,
            Map<String, ParamDraft> params,
            Set<String> locked,
            Map<String, Range> ranges,
            Map<String, String> units) {}

    private final Map<String, NodeDraft> nodes = new LinkedHashMap<>();
    private final Set<ParamPath> wired = new LinkedHashSet<>();

    /** Adds a node from its JSON object. */
    void add(String id, String type, ObjectReader node) {
        var draft =
                new NodeDraft(
                        id,
                        type,
                        new LinkedHashMap<>(),
                        NodeReader.locked(node),
                        NodeReader.ranges(node),
                        NodeReader.units(node));
        nodes.put(id, draft);
        NodeReader.params(node).forEach((name, value) -> param(draft, name).addNodeValue(value));
    }

    boolean has(String node) {
        return nodes.containsKey(node);
    }

    /** The parameter of an existing node. It is created if it does not exist. */
    Optional<ParamDraft> param(String node, String name) {
        return Optional.ofNullable(nodes.get(node)).map(draft -> param(draft, name));
    }

    private static ParamDraft param(NodeDraft node, String name) {
        return node.params()
                .computeIfAbsent(name, key -> new ParamDraft(new ParamPath(node.id(), key)));
    }

    void connect(ParamPath path) {
        wired.add(path);
    }

    /** The graph. After this call every draft has its parameter number. */
    Graph toGraph() {
        List<Node> settledNodes = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (NodeDraft node : nodes.values()) {
            List<Integer> numbers = new ArrayList<>();
            for (ParamDraft param : node.params().values()) {
                param.number(parameters.size());
                numbers.add(param.number());
                parameters.add(toGraph(node, param));
            }
            settledNodes.add(new Node(node.id(), node.type(), numbers));
        }
        return new Graph(settledNodes, parameters);
    }

    private Parameter toGraph(NodeDraft node, ParamDraft param) {
        String name = param.path().param();
        Range stated = node.ranges().get(name);
        return new Parameter(
                param.number(),
                param.path(),
                param.isText(),
                param.initial(),
                param.isDeclared(),
                wired.contains(param.path()),
                node.locked().contains(name),
                stated != null ? stated : Range.guess(param.knownNumbers()),
                node.units().getOrDefault(name, ""),
                stated == null && isOnOff(param.knownNumbers()));
    }

    private static boolean isOnOff(double[] known) {
        return Arrays.stream(known).allMatch(value -> value == 0 || value == 1)
                && Arrays.stream(known).anyMatch(value -> value == 0)
                && Arrays.stream(known).anyMatch(value -> value == 1);
    }
}
