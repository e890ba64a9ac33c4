package io.downbeat.engine.parameters;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.LiveValues;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Optional;

/**
 * The live values of all parameters, in arrays. The conductor's thread writes; others read with
 * opaque access. On common machines this costs no more than a plain read, and they never see half a
 * number.
 */
final class LiveValueStore implements LiveValues {

    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(double[].class);
    private static final VarHandle TEXT = MethodHandles.arrayElementVarHandle(String[].class);

    /** Marks a number that is not set: no parameter can be set to NaN. */
    private static final double UNSET = Double.NaN;

    /** Both arrays, which are replaced together by larger ones. */
    private volatile Cells cells;

    @SuppressWarnings("ArrayRecordComponent")
    private record Cells(double[] numbers, @Nullable String[] texts) {}

    private LiveValueStore(Cells cells) {
        this.cells = cells;
    }

    static LiveValueStore of(Graph graph) {
        var store = new LiveValueStore(allUnset(graph.numbers()));
        for (Parameter parameter : graph.parameters()) {
            parameter
                    .initial()
                    .ifPresent(value ->
                            store.write(ParameterValueList.of(parameter.number(), value), 0));
        }
        return store;
    }

    private static Cells allUnset(int parameters) {
        var numbers = new double[parameters];
        Arrays.fill(numbers, UNSET);
        return new Cells(numbers, new String[parameters]);
    }

    /** Makes room for this many parameters; new ones are unset. */
    void ensureRoom(int parameters) {
        Cells present = cells;
        int before = present.numbers.length;
        if (parameters > before) {
            Cells larger = allUnset(parameters);
            System.arraycopy(present.numbers, 0, larger.numbers, 0, before);
            System.arraycopy(present.texts, 0, larger.texts, 0, before);
            cells = larger;
        }
    }

    /** Writes what {@code from} stores at {@code index}. */
    void write(ParameterValueList from, int index) {
        Cells present = cells;
        int parameter = from.parameter(index);
        if (from.isText(index)) {
            TEXT.setOpaque(present.texts, parameter, from.text(index));
        } else {
            NUMBER.setOpaque(present.numbers, parameter, from.number(index));
            TEXT.setOpaque(present.texts, parameter, null);
        }
    }

    void unset(int parameter) {
        Cells present = cells;
        TEXT.setOpaque(present.texts, parameter, null);
        NUMBER.setOpaque(present.numbers, parameter, UNSET);
    }

    void unsetAll() {
        for (int parameter = 0; parameter < cells.numbers.length; parameter++) {
            unset(parameter);
        }
    }

    /** The values of all parameters that are set, in the order of their numbers. */
    ParameterValueList allSet() {
        int count = cells.numbers.length;
        var all = new ParameterValueList.Builder(count);
        for (int parameter = 0; parameter < count; parameter++) {
            int number = parameter;
            value(parameter).ifPresent(value -> all.add(number, value));
        }
        return all.build();
    }

    @Override
    public Optional<ParamValue> value(int parameter) {
        Cells present = cells;
        String text = text(present, parameter);
        if (text != null) {
            return Optional.of(ParamValue.of(text));
        }
        double number = number(present, parameter);
        return Double.isNaN(number) ? Optional.empty() : Optional.of(ParamValue.of(number));
    }

    @Override
    public double number(int parameter) {
        double number = number(cells, parameter);
        return Double.isNaN(number) ? 0 : number;
    }

    @Override
    public String text(int parameter) {
        String text = text(cells, parameter);
        return text == null ? "" : text;
    }

    @Override
    public boolean isSet(int parameter) {
        Cells present = cells;
        return text(present, parameter) != null || !Double.isNaN(number(present, parameter));
    }

    @Override
    public LiveValues frozenCopy() {
        Cells present = cells;
        return new LiveValueStore(new Cells(present.numbers.clone(), present.texts.clone()));
    }

    private static double number(Cells cells, int parameter) {
        return (double) NUMBER.getOpaque(cells.numbers, parameter);
    }

    private static @Nullable String text(Cells cells, int parameter) {
        return (String) TEXT.getOpaque(cells.texts, parameter);
    }
}
