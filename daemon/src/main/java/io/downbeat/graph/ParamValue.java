package io.downbeat.graph;

/** The value of a parameter: a number or a text. */
public sealed interface ParamValue {

    /** The largest number that a parameter holds, of either sign. */
    double LARGEST = Float.MAX_VALUE;

    /**
     * A finite number in the parameter's own unit. OSC sends it as a 32-bit float, so a number
     * beyond the largest float becomes that float.
     */
    record Numeric(double value) implements ParamValue {
        /** Throws {@link IllegalArgumentException} on NaN and infinities. */
        public Numeric {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "a parameter holds a finite number, not " + value);
            }
            value = Math.clamp(value, -LARGEST, LARGEST);
        }
    }

    /** A word or a line of text. */
    record Text(String value) implements ParamValue {}

    static ParamValue of(double value) {
        return new Numeric(value);
    }

    static ParamValue of(String value) {
        return new Text(value);
    }

    /**
     * The value as a person reads it: numbers in their shortest form, whole ones without a point.
     */
    default String text() {
        return switch (this) {
            case Text(var value) -> value;
            case Numeric(var value) -> shortest(value);
        };
    }

    /** A number in its shortest form, whole ones without a point. */
    static String shortest(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }
}
