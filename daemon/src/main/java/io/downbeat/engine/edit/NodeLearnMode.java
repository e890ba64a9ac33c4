package io.downbeat.engine.edit;

import java.util.BitSet;

/**
 * Whether learn mode is on, in which values for unknown nodes and parameters create them; and what
 * was learnt since it was switched on. All of that is one step of the history.
 */
public final class NodeLearnMode {

    private final BitSet parameters = new BitSet();
    private boolean on;
    private long number;

    public boolean isOn() {
        return on;
    }

    /** Begins anew, or ends. */
    void set(boolean learns) {
        if (learns != on) {
            on = learns;
            parameters.clear();
            number++;
        }
    }

    /** The number of the present row of values that are learnt, from 1. */
    long number() {
        return number;
    }

    void note(int parameter) {
        parameters.set(parameter);
    }

    /** Whether all of these parameters were learnt since it was switched on. */
    boolean hasLearnt(Iterable<Integer> all) {
        for (int parameter : all) {
            if (!parameters.get(parameter)) {
                return false;
            }
        }
        return on;
    }
}
