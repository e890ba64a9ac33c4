package io.downbeat.graph;

/** The two words that name a parameter: its node's id and its own name. */
public record ParamPath(String node, String param) {

    @Override
    public String toString() {
        return node + "/" + param;
    }
}
