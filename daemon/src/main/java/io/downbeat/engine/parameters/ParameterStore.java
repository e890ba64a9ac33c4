package io.downbeat.engine.parameters;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Snapshot;
import io.downbeat.session.view.LiveValues;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;

/**
 * The live values of all parameters, in arrays. The conductor's thread writes; others read
 * opaquely, which on every machine that matters costs no more than a plain read, and never see half
 * a number.
 */
final class ParameterStore implements LiveValues {

    private static final VarHandle NUMBER = MethodHandles.arrayElementVarHandle(double[].class);
    private static final VarHandle TEXT = MethodHandles.arrayElementVarHandle(String[].class);

    /** What an unset number holds: no parameter can be set to NaN. */
    private static final double UNSET = Double.NaN;

    private final double[] numbers;
    private final @Nullable String[] texts;

    private ParameterStore(double[] numbers, @Nullable String[] texts) {
        this.numbers = numbers;
        this.texts = texts;
    }

    static ParameterStore of(Graph graph) {
        var parameterStore =
                new ParameterStore(
                        new double[graph.parameters().size()],
                        new String[graph.parameters().size()]);
        for (Parameter parameter : graph.parameters()) {
            parameterStore.numbers[parameter.number()] = UNSET;
            parameter
                    .initial()
                    .ifPresent(value ->
                            parameterStore.write(Snapshot.of(parameter.number(), value), 0));
        }
        return parameterStore;
    }

    /** Writes what {@code from} stores at {@code index}. */
    void write(Snapshot from, int index) {
        int parameter = from.parameter(index);
        if (from.isText(index)) {
            TEXT.setOpaque(texts, parameter, from.text(index));
        } else {
            NUMBER.setOpaque(numbers, parameter, from.number(index));
            TEXT.setOpaque(texts, parameter, null);
        }
    }

    void unset(int parameter) {
        TEXT.setOpaque(texts, parameter, null);
        NUMBER.setOpaque(numbers, parameter, UNSET);
    }

    @Override
    public Optional<ParamValue> value(int parameter) {
        String text = (String) TEXT.getOpaque(texts, parameter);
        if (text != null) {
            return Optional.of(ParamValue.of(text));
        }
        double number = (double) NUMBER.getOpaque(numbers, parameter);
        return Double.isNaN(number) ? Optional.empty() : Optional.of(ParamValue.of(number));
    }

    @Override
    public double number(int parameter) {
        double number = (double) NUMBER.getOpaque(numbers, parameter);
        return Double.isNaN(number) ? 0 : number;
    }

    @Override
    public String text(int parameter) {
        String text = (String) TEXT.getOpaque(texts, parameter);
        return text == null ? "" : text;
    }

    @Override
    public boolean isSet(int parameter) {
        return TEXT.getOpaque(texts, parameter) != null
                || !Double.isNaN((double) NUMBER.getOpaque(numbers, parameter));
    }

    @Override
    public LiveValues still() {
        return new ParameterStore(numbers.clone(), texts.clone());
    }
}
