package io.downbeat.graph;

import java.util.Arrays;

/**
 * The range of a parameter.
 *
 * @param guessed true if the range was guessed from the values in the file; it then clips nothing
 */
public record Range(double min, double max, boolean guessed) {

    /**
     * An end beyond {@link ParamValue#LARGEST} is moved to it. Throws {@link
     * IllegalArgumentException} unless both ends are finite and min is below max.
     */
    public Range {
        if (!isRange(min, max)) {
            throw new IllegalArgumentException(
                    "a range's min must be below its max, not " + min + ".." + max);
        }
        min = held(min);
        max = held(max);
    }

    /** Whether a range can have these ends. */
    public static boolean isRange(double min, double max) {
        return Double.isFinite(min) && Double.isFinite(max) && held(min) < held(max);
    }

    private static double held(double end) {
        return Math.clamp(end, -ParamValue.LARGEST, ParamValue.LARGEST);
    }

    public static Range stated(double min, double max) {
        return new Range(min, max, false);
    }

    /**
     * The range of a parameter that has none of its own, guessed from its known values: 0..1 if all
     * values are in it. For a single value v it is 0..2v. Otherwise it extends a quarter of the
     * values' span below the lowest and above the highest value.
     */
    public static Range guess(double[] known) {
        double low = Arrays.stream(known).min().orElse(0);
        double high = Arrays.stream(known).max().orElse(1);
        if (low >= 0 && high <= 1) {
            return new Range(0, 1, true);
        }
        if (low == high) {
            return new Range(held(Math.min(0, 2 * low)), held(Math.max(0, 2 * low)), true);
        }
        double quarter = high / 4 - low / 4;
        return new Range(held(low - quarter), held(high + quarter), true);
    }

    public double clip(double value) {
        return guessed ? value : Math.clamp(value, min, max);
    }

    /** The position of {@code value} between min and max, 0 to 1. */
    public double norm(double value) {
        return Math.clamp((value - min) / (max - min), 0, 1);
    }

    public double atNorm(double norm) {
        return min + Math.clamp(norm, 0, 1) * (max - min);
    }
}
