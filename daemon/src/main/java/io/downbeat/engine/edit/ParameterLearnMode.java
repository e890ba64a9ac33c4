package io.downbeat.engine.edit;

import io.downbeat.session.snapshot.EngineSnapshot;

import java.util.BitSet;
import java.util.Optional;

/**
 * Whether learn mode is on, in which values for unknown nodes and parameters create them; and what
 * was learnt since it was switched on. All of that is one step of the history.
 */
public final class ParameterLearnMode {

    private final BitSet parameters = new BitSet();
    private boolean on;
    private long number;

    /** Empty if anything has changed since it was made. */
    private Optional<EngineSnapshot.Learning> cachedSnapshot = Optional.empty();

    public boolean isOn() {
        return on;
    }

    /** Switches learn mode on or off, and forgets what was learnt before. */
    void set(boolean learns) {
        if (learns != on) {
            on = learns;
            parameters.clear();
            number++;
            cachedSnapshot = Optional.empty();
        }
    }

    /** The number of the present row of values that are learnt, from 1. */
    long number() {
        return number;
    }

    void note(int parameter) {
        parameters.set(parameter);
        cachedSnapshot = Optional.empty();
    }

    /** All of this as a value; the same one until something changes. */
    EngineSnapshot.Learning snapshot() {
        EngineSnapshot.Learning present =
                cachedSnapshot.orElseGet(() ->
                        new EngineSnapshot.Learning(
                                on, number, parameters.stream().boxed().toList()));
        cachedSnapshot = Optional.of(present);
        return present;
    }

    void restore(EngineSnapshot.Learning was) {
        on = was.on();
        number = was.row();
        parameters.clear();
        was.parameters().forEach(parameters::set);
        cachedSnapshot = Optional.of(was);
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
