package io.downbeat.graph;

import java.util.ArrayList;
import java.util.List;

/** A node of the graph and the numbers of its parameters, in the file's order. */
public record Node(String id, String type, List<Integer> parameters) {

    public Node {
        parameters = List.copyOf(parameters);
    }

    /** The node with one more parameter. */
    Node with(int parameter) {
        var all = new ArrayList<>(parameters);
        all.add(parameter);
        return new Node(id, type, all);
    }
}
