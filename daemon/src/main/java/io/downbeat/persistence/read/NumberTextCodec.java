package io.downbeat.persistence.read;

import io.downbeat.graph.ParamValue;

import java.util.Optional;
import java.util.regex.Pattern;

/** The spelling of numbers in files and messages. */
public final class NumberTextCodec {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private NumberTextCodec() {}

    /** The fewest digits that are this number and no other; whole ones without a point. */
    static String shortest(double value) {
        return ParamValue.shortest(value);
    }

    /** The same with a point in whole numbers, as a file writes that writes 1.0. */
    public static String pointed(double value) {
        return Double.toString(value);
    }

    /** The number in the manner of {@code style}, a number that stood in its place or nearby. */
    public static String like(String style, double value) {
        boolean whole = style.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        return whole ? shortest(value) : pointed(value);
    }

    /** The number that a text spells. */
    static Optional<Double> of(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    }
}
