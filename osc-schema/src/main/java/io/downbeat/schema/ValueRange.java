package io.downbeat.schema;

import java.util.List;

/**
 * The numbers that an argument may be: between two bounds, or only those of a list, and besides
 * them at most one number with a meaning of its own, such as -1 for "as the track has it".
 *
 * <p>Every number is answered as a 32-bit float, so the bounds never lie beyond the largest one; a
 * range without bounds of its own ends there.
 *
 * @param minimum the lowest number, inclusive
 * @param maximum the highest number, inclusive
 * @param only all numbers that are allowed, when there are just a few; else empty
 * @param beside numbers outside the bounds that are allowed as well
 * @param clipped whether a number outside becomes the nearest allowed one; else it is refused
 */
public record ValueRange(
        double minimum, double maximum, List<Double> only, List<Double> beside, boolean clipped) {

    /** The largest number that can be sent as a 32-bit float. */
    private static final double LARGEST = Float.MAX_VALUE;

    /** A range without bounds: every 32-bit float. */
    public static final ValueRange OPEN =
            new ValueRange(
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    List.of(),
                    List.of(),
                    false);

    public ValueRange {
        if (!(minimum <= maximum)) {
            throw new IllegalArgumentException(
                    "a range goes from its lower to its higher bound, this one from "
                            + minimum
                            + " to "
                            + maximum);
        }
        minimum = Math.max(minimum, -LARGEST);
        maximum = Math.min(maximum, LARGEST);
        only = List.copyOf(only);
        beside = List.copyOf(beside);
    }

    /** A range from one bound to the other; numbers outside are refused. */
    public static ValueRange between(double minimum, double maximum) {
        return new ValueRange(minimum, maximum, List.of(), List.of(), false);
    }

    /** Whether the number is allowed. */
    public boolean contains(double number) {
        if (isListed(beside, number)) {
            return true;
        }
        return only.isEmpty() ? number >= minimum && number <= maximum : isListed(only, number);
    }

    /** The nearest allowed number. */
    public double nearest(double number) {
        if (contains(number)) {
            return number;
        }
        double best = only.isEmpty() ? Math.max(minimum, Math.min(maximum, number)) : only.get(0);
        for (List<Double> others : List.of(only, beside)) {
            for (double other : others) {
                best = Math.abs(other - number) < Math.abs(best - number) ? other : best;
            }
        }
        return best;
    }

    /** Whether it has a bound of its own. */
    public boolean bounded() {
        return !only.isEmpty() || minimum > -LARGEST || maximum < LARGEST;
    }

    /**
     * The range in words, for error texts and documentation: {@code 20..300}, {@code -1 or 0..}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (double number : beside) {
            text.append(shown(number)).append(" or ");
        }
        if (!only.isEmpty()) {
            return text.append(String.join(", ", only.stream().map(ValueRange::shown).toList()))
                    .toString();
        }
        return text.append(shown(minimum)).append("..").append(shown(maximum)).toString();
    }

    private static boolean isListed(List<Double> numbers, double number) {
        for (double listed : numbers) {
            if (listed == number) {
                return true;
            }
        }
        return false;
    }

    /** A number as in texts, whole ones without a point; empty for no bound. */
    static String shown(double number) {
        if (Math.abs(number) >= LARGEST) {
            return "";
        }
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
