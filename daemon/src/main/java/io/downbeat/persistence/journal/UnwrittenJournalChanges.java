package io.downbeat.persistence.journal;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * What has changed since the last record: the latest value of each parameter that was written, and
 * the latest snapshot. However much happens, it holds one value for each parameter.
 */
final class UnwrittenJournalChanges {

    private final BitSet written = new BitSet();
    private final BitSet unset = new BitSet();
    private double[] numbers = new double[0];
    private String[] texts = new String[0];
    private Optional<EngineSnapshot> snapshot = Optional.empty();

    private HostMicros since = HostMicros.NEVER;

    /** When the first change came. */
    void begin(HostMicros at) {
        since = at;
    }

    /** When the first change came; never if there is none. */
    HostMicros since() {
        return since;
    }

    void write(ParameterValueList values) {
        for (int index = 0; index < values.size(); index++) {
            int parameter = values.parameter(index);
            makeRoom(parameter);
            written.set(parameter);
            unset.clear(parameter);
            numbers[parameter] = values.isText(index) ? Double.NaN : values.number(index);
            texts[parameter] = values.text(index);
        }
    }

    void unset(int parameter) {
        makeRoom(parameter);
        written.set(parameter);
        unset.set(parameter);
    }

    void perform(EngineSnapshot latest) {
        snapshot = Optional.of(latest);
    }

    /** The latest snapshot, without its values, if it has changed. */
    Optional<EngineSnapshot> snapshot() {
        return snapshot;
    }

    /** The numbers of the parameters that were written or unset. */
    BitSet written() {
        return written;
    }

    /** The latest value of a parameter that was written; empty if it was unset. */
    Optional<ParamValue> value(int parameter) {
        if (unset.get(parameter)) {
            return Optional.empty();
        }
        return Optional.of(
                Double.isNaN(numbers[parameter])
                        ? ParamValue.of(texts[parameter])
                        : ParamValue.of(numbers[parameter]));
    }

    void clear() {
        written.clear();
        unset.clear();
        snapshot = Optional.empty();
        since = HostMicros.NEVER;
    }

    private void makeRoom(int parameter) {
        if (parameter >= numbers.length) {
            int room = Math.max(parameter + 1, numbers.length * 2);
            int before = texts.length;
            numbers = Arrays.copyOf(numbers, room);
            texts = Arrays.copyOf(texts, room);
            Arrays.fill(texts, before, room, "");
        }
    }
}
