package io.downbeat.graph;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes and their parameters. The live values are elsewhere, in arrays that are indexed by
 * {@link Parameter#number()}.
 *
 * <p>A parameter keeps its number as long as the program runs. The number of a removed parameter
 * stays reserved, and the parameter gets it again when its node comes back. Arrays and snapshots by
 * number therefore stay valid after every edit.
 */
public final class Graph {

    private final List<Node> nodes;
    private final List<Parameter> numbered;
    private final List<Parameter> parameters;
    private final BitSet there;
    private final Map<String, Node> byId;
    private final Map<ParamPath, Integer> byPath;

    /**
     * Throws {@link IllegalArgumentException} if two nodes share an id, or a parameter is not at
     * its number's place.
     *
     * @param numbered the parameters by number; those that no node has were removed
     */
    public Graph(List<Node> nodes, List<Parameter> numbered) {
        this.nodes = List.copyOf(nodes);
        this.numbered = List.copyOf(numbered);
        this.there = new BitSet();
        this.byId = new LinkedHashMap<>();
        this.byPath = new LinkedHashMap<>();
        for (Node node : this.nodes) {
            if (byId.put(node.id(), node) != null) {
                throw new IllegalArgumentException("two nodes are called " + node.id());
            }
        }
        for (Node node : this.nodes) {
            node.parameters().forEach(there::set);
        }
        for (Parameter parameter : this.numbered) {
            if (parameter.number() != byPath.size()
                    || byPath.put(parameter.path(), parameter.number()) != null) {
                throw new IllegalArgumentException(
                        "parameter " + parameter.path() + " is not at its number");
            }
        }
        this.parameters = present();
    }

    /** The same graph with new descriptions of parameters. Everything else is shared. */
    private Graph(Graph same, List<Parameter> numbered) {
        this.nodes = same.nodes;
        this.numbered = List.copyOf(numbered);
        this.there = same.there;
        this.byId = same.byId;
        this.byPath = same.byPath;
        this.parameters = present();
    }

    private List<Parameter> present() {
        return there.cardinality() == numbered.size()
                ? numbered
                : numbered.stream().filter(each -> isThere(each.number())).toList();
    }

    public static Graph empty() {
        return new Graph(List.of(), List.of());
    }

    public List<Node> nodes() {
        return nodes;
    }

    /** The parameters of all nodes, in the order of their numbers. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** How many numbers are in use or reserved: the size of arrays by number. */
    public int numbers() {
        return numbered.size();
    }

    /** The parameter with a number, also a removed one. */
    public Parameter parameter(int number) {
        return numbered.get(number);
    }

    /** Whether a node has the parameter with this number. */
    public boolean isThere(int number) {
        return there.get(number);
    }

    public Optional<Node> node(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The parameter that a path names; empty if no node has it. */
    public Optional<Parameter> parameter(ParamPath path) {
        return Optional.ofNullable(byPath.get(path)).filter(this::isThere).map(numbered::get);
    }

    /** The same graph with another description of one parameter; its number and path stay. */
    public Graph with(Parameter changed) {
        var next = new ArrayList<>(numbered);
        next.set(changed.number(), changed);
        return new Graph(this, next);
    }

    /**
     * The same graph with one more node at the end.
     *
     * @param described the node's parameters; each gets the number that its path has or had, or a
     *     new one
     */
    public Graph withNode(String id, String type, List<Parameter> described) {
        var next = new ArrayList<>(numbered);
        var numbers = new ArrayList<Integer>();
        described.forEach(parameter -> numbers.add(place(parameter, next)));
        var all = new ArrayList<>(nodes);
        all.add(new Node(id, type, numbers));
        return new Graph(all, next);
    }

    /**
     * The same graph with one more parameter at the end of a node that is there.
     *
     * @param described the parameter; it gets the number that its path has or had, or a new one
     */
    public Graph withParameter(Parameter described) {
        var next = new ArrayList<>(numbered);
        int number = place(described, next);
        var all = new ArrayList<>(nodes);
        all.replaceAll(
                node -> node.id().equals(described.path().node()) ? node.with(number) : node);
        return new Graph(all, next);
    }

    private int place(Parameter described, List<Parameter> all) {
        int number = byPath.getOrDefault(described.path(), all.size());
        Parameter placed = described.numbered(number);
        if (number == all.size()) {
            all.add(placed);
        } else {
            all.set(number, placed);
        }
        return number;
    }

    /** The same graph without a node; the numbers of its parameters stay reserved. */
    public Graph withoutNode(String id) {
        return new Graph(nodes.stream().filter(node -> !node.id().equals(id)).toList(), numbered);
    }

    /**
     * This graph with other numbers: those of {@code present} for parameters that it has or had,
     * and new ones for the others. Numbers of parameters that this graph does not have stay
     * reserved.
     */
    public Graph inPlaceOf(Graph present) {
        if (hasNumbersOf(present)) {
            return this;
        }
        var next = new ArrayList<>(present.numbered);
        var all = new ArrayList<Node>();
        for (Node node : nodes) {
            var numbers = new ArrayList<Integer>();
            for (int own : node.parameters()) {
                Parameter parameter = numbered.get(own);
                int number = present.byPath.getOrDefault(parameter.path(), next.size());
                if (number == next.size()) {
                    next.add(parameter.numbered(number));
                } else {
                    next.set(number, parameter.numbered(number));
                }
                numbers.add(number);
            }
            all.add(new Node(node.id(), node.type(), numbers));
        }
        return new Graph(all, next);
    }

    /** Whether every number of {@code present} names the same parameter here. */
    public boolean hasNumbersOf(Graph present) {
        if (present.numbers() > numbers()) {
            return false;
        }
        for (int number = 0; number < present.numbers(); number++) {
            if (!numbered.get(number).path().equals(present.numbered.get(number).path())) {
                return false;
            }
        }
        return true;
    }

    /** This graph with the numbers of a later one reserved too. */
    public Graph keepingNumbersOf(Graph later) {
        if (later.numbers() <= numbers()) {
            return this;
        }
        var next = new ArrayList<>(numbered);
        next.addAll(later.numbered.subList(numbers(), later.numbers()));
        return new Graph(nodes, next);
    }
}
