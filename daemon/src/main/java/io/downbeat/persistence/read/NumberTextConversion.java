package io.downbeat.persistence.read;

import io.downbeat.graph.ParamValue;

import java.util.Optional;
import java.util.regex.Pattern;

/** Writes and reads numbers in files and messages. */
public final class NumberTextConversion {

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private NumberTextConversion() {}

    /** The shortest text that reads back as this number; whole numbers have no point. */
    static String shortest(double value) {
        return ParamValue.shortest(value);
    }

    /** The shortest text; whole numbers end in {@code .0}. */
    public static String pointed(double value) {
        return Double.toString(value);
    }

    /** The number in the style of {@code style}, the text of a number in or near its place. */
    public static String inStyleOf(String style, double value) {
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
