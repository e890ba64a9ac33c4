package io.downbeat.osc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Collects the arguments of one message while some of its arrays are still open. */
final class ArrayArgumentsBuilder {
    private final Deque<List<OscArgument>> outer = new ArrayDeque<>();
    private List<OscArgument> current = new ArrayList<>();

    void add(OscArgument argument) {
        current.add(argument);
    }

    void open(int offset) {
        if (outer.size() == OscWireFormat.MAX_DEPTH) {
            throw new OscFormatException(
                    "arrays nested deeper than " + OscWireFormat.MAX_DEPTH, offset);
        }
        outer.push(current);
        current = new ArrayList<>();
    }

    void close(int offset) {
        if (outer.isEmpty()) {
            throw new OscFormatException("']' without its '['", offset);
        }
        OscArgument.Array array = new OscArgument.Array(current);
        current = outer.pop();
        current.add(array);
    }

    List<OscArgument> finished(int offset) {
        if (!outer.isEmpty()) {
            throw new OscFormatException("'[' without its ']'", offset);
        }
        return current;
    }
}
