package io.downbeat.output;

import io.downbeat.osc.OscArgument;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Compares a value that came back with one that was sent. Numbers are compared as 32-bit floats,
 * whatever type they are sent as, with a tolerance: on their way through two programs that scale
 * them, they are rounded several times.
 */
final class EqualWithinRounding {

    /** Four steps of a 32-bit float, relative to the largest number involved. */
    private static final double TOLERANCE = 0x1p-21;

    private EqualWithinRounding() {}

    static boolean isSame(double one, double other, double span) {
        double largest = Math.max(Math.max(Math.abs(one), Math.abs(other)), span);
        return one == other || Math.abs(one - other) <= largest * TOLERANCE;
    }

    static boolean isSame(OscArgument one, OscArgument other, double span) {
        OptionalDouble number = number(one);
        OptionalDouble back = number(other);
        if (number.isPresent() && back.isPresent()) {
            return isSame(number.getAsDouble(), back.getAsDouble(), span);
        }
        return one.text().isPresent() && one.text().equals(other.text());
    }

    static boolean areSame(List<OscArgument> some, List<OscArgument> others, double span) {
        if (some.size() > others.size()) {
            return false;
        }
        for (int at = 0; at < some.size(); at++) {
            if (!isSame(some.get(at), others.get(at), span)) {
                return false;
            }
        }
        return true;
    }

    private static OptionalDouble number(OscArgument argument) {
        return argument.isNumeric() ? argument.number() : OptionalDouble.empty();
    }
}
