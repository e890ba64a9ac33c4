package io.downbeat.session.model;

import io.downbeat.graph.ParamValue;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * An ordered list of parameter values: the values that a clip stores, a launch writes or a client
 * sets.
 *
 * <p>It uses parallel arrays, because a scene of a large session writes thousands of values at
 * once. Immutable.
 */
public final class ParameterValueList {

    public static final ParameterValueList EMPTY = new Builder().build();

    private final int[] parameters;
    private final double[] numbers;
    private final @Nullable String[] texts;

    private ParameterValueList(int[] parameters, double[] numbers, @Nullable String[] texts) {
        this.parameters = parameters;
        this.numbers = numbers;
        this.texts = texts;
    }

    public static ParameterValueList of(int parameter, ParamValue value) {
        return new Builder().add(parameter, value).build();
    }

    public int size() {
        return parameters.length;
    }

    public boolean isEmpty() {
        return parameters.length == 0;
    }

    /** The number of the parameter at {@code index}. */
    public int parameter(int index) {
        return parameters[index];
    }

    public boolean isText(int index) {
        return texts[index] != null;
    }

    /** The number stored at {@code index}; 0 where text is stored. */
    public double number(int index) {
        return numbers[index];
    }

    /** The text stored at {@code index}; empty where a number is stored. */
    public String text(int index) {
        String text = texts[index];
        return text == null ? "" : text;
    }

    public ParamValue value(int index) {
        return isText(index) ? ParamValue.of(text(index)) : ParamValue.of(numbers[index]);
    }

    /** The value stored for {@code parameter}. */
    public Optional<ParamValue> valueOf(int parameter) {
        for (int index = 0; index < parameters.length; index++) {
            if (parameters[index] == parameter) {
                return Optional.of(value(index));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterValueList that
                && Arrays.equals(parameters, that.parameters)
                && Arrays.equals(numbers, that.numbers)
                && Arrays.equals(texts, that.texts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(parameters) + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        var joined = new StringJoiner(" ", "[", "]");
        for (int index = 0; index < size(); index++) {
            joined.add("#" + parameter(index) + "=" + value(index).text());
        }
        return joined.toString();
    }

    /** Builds a snapshot. Not thread safe. */
    public static final class Builder {
        private int size;
        private int[] parameters;
        private double[] numbers;
        private @Nullable String[] texts;

        public Builder() {
            this(4);
        }

        /**
         * @param expected the initial capacity
         */
        public Builder(int expected) {
            int room = Math.max(1, expected);
            parameters = new int[room];
            numbers = new double[room];
            texts = new String[room];
        }

        public Builder add(int parameter, ParamValue value) {
            switch (value) {
                case ParamValue.Numeric(var number) -> put(parameter, number, null);
                case ParamValue.Text(var text) -> put(parameter, 0, text);
            }
            return this;
        }

        public Builder add(int parameter, double number) {
            put(parameter, number, null);
            return this;
        }

        /** Adds the value that {@code from} stores at {@code index}. */
        public Builder add(ParameterValueList from, int index) {
            put(from.parameters[index], from.numbers[index], from.texts[index]);
            return this;
        }

        public Builder addAll(ParameterValueList from) {
            for (int index = 0; index < from.size(); index++) {
                add(from, index);
            }
            return this;
        }

        public boolean isEmpty() {
            return size == 0;
        }

        public ParameterValueList build() {
            if (size == parameters.length) {
                // The arrays are full, so later additions go into larger copies and never into
                // these.
                return new ParameterValueList(parameters, numbers, texts);
            }
            return new ParameterValueList(
                    Arrays.copyOf(parameters, size),
                    Arrays.copyOf(numbers, size),
                    Arrays.copyOf(texts, size));
        }

        private void put(int parameter, double number, @Nullable String text) {
            if (size == parameters.length) {
                parameters = Arrays.copyOf(parameters, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
                texts = Arrays.copyOf(texts, size * 2);
            }
            parameters[size] = parameter;
            numbers[size] = number;
            texts[size] = text;
            size++;
        }
    }
}
