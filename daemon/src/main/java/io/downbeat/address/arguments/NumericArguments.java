package io.downbeat.address.arguments;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Refusal;

import java.util.Locale;
import java.util.OptionalDouble;

/** Reads the numbers of arguments of any numeric type (contract, rule 2). */
public final class NumericArguments {
    /** In characters; a longer text is no number. */
    private static final int LONGEST_NUMBER_TEXT = 64;

    /** The contract accepts a number as whole within this distance. */
    private static final double WHOLE_TOLERANCE = 0.001;

    private NumericArguments() {}

    /** The number of a numeric argument or a numeric string; may be NaN. */
    public static OptionalDouble numberOf(OscArgument argument) {
        return argument.isNumeric()
                ? argument.number()
                : argument.text().map(NumericArguments::numberOf).orElse(OptionalDouble.empty());
    }

    /** The number of a decimal text; NaN for "nan", "inf" and "infinity". */
    static OptionalDouble numberOf(String text) {
        String written = text.strip();
        if (written.isEmpty() || written.length() > LONGEST_NUMBER_TEXT) {
            return OptionalDouble.empty();
        }
        String unsigned =
                written.charAt(0) == '-' || written.charAt(0) == '+'
                        ? written.substring(1)
                        : written;
        return switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan", "inf", "infinity" -> OptionalDouble.of(Double.NaN);
            default -> decimal(written);
        };
    }

    private static OptionalDouble decimal(String written) {
        for (int i = 0; i < written.length(); i++) {
            // Java also reads type suffixes and hexadecimal numbers, which no client means.
            if ("0123456789.eE+-".indexOf(written.charAt(i)) < 0) {
                return OptionalDouble.empty();
            }
        }
        try {
            return OptionalDouble.of(Double.parseDouble(written));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** Returns the number. Throws {@link Refusal} for NaN and infinities. */
    static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new Refusal(Refusal.Code.RANGE, "a finite number is expected, not " + number);
        }
        return number;
    }

    /** Whether a number is near enough to a whole number. */
    static boolean isWhole(double number) {
        return Math.abs(number - Math.rint(number)) <= WHOLE_TOLERANCE;
    }
}
