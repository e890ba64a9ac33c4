package io.downbeat.graph;

/** The name of a parameter in the graph: its node's id and its own name. */
public record ParamPath(String node, String param) {

    @Override
    public String toString() {
        return node + "/" + param;
    }
}
