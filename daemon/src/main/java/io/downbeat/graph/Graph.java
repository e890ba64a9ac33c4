package io.downbeat.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes and parameters of a loaded file. Immutable; live values lie elsewhere, in arrays that
 * are indexed by {@link Parameter#number()}.
 */
public final class Graph {

    private final List<Node> nodes;
    private final List<Parameter> parameters;
    private final Map<String, Node> byId = new LinkedHashMap<>();
    private final Map<ParamPath, Integer> byPath = new LinkedHashMap<>();

    /**
     * Throws {@link IllegalArgumentException} if two nodes share an id, or a parameter is not at
     * its number's place.
     */
    public Graph(List<Node> nodes, List<Parameter> parameters) {
        this.nodes = List.copyOf(nodes);
        this.parameters = List.copyOf(parameters);
        for (Node node : this.nodes) {
            if (byId.put(node.id(), node) != null) {
                throw new IllegalArgumentException("two nodes are called " + node.id());
            }
        }
        for (Parameter parameter : this.parameters) {
            if (parameter.number() != byPath.size()
                    || byPath.put(parameter.path(), parameter.number()) != null) {
                throw new IllegalArgumentException(
                        "parameter " + parameter.path() + " is not at its number");
            }
        }
    }

    public static Graph empty() {
        return new Graph(List.of(), List.of());
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    public Parameter parameter(int number) {
        return parameters.get(number);
    }

    public Optional<Node> node(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Parameter> parameter(ParamPath path) {
        return Optional.ofNullable(byPath.get(path)).map(parameters::get);
    }

    /** The same graph with one parameter described anew; its number and path stay. */
    public Graph with(Parameter changed) {
        var next = new ArrayList<>(parameters);
        next.set(changed.number(), changed);
        return new Graph(nodes, next);
    }
}
