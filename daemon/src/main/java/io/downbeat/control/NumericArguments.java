package io.downbeat.control;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Refusal;

import java.util.Locale;
import java.util.OptionalDouble;

/** The numbers that arguments are, whatever type they travel as (contract, rule 2). */
final class NumericArguments {
    private static final int LONGEST = 64;
    private static final double WHOLE_WITHIN = 0.001;

    private NumericArguments() {}

    /** The number of any numeric argument, numeric strings too; may be NaN. */
    static OptionalDouble in(OscArgument argument) {
        return argument.isNumeric()
                ? argument.number()
                : argument.text().map(NumericArguments::in).orElse(OptionalDouble.empty());
    }

    /** The number that a text writes in decimal, with the words for what is no number. */
    static OptionalDouble in(String text) {
        String written = text.strip();
        if (written.isEmpty() || written.length() > LONGEST) {
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
            // Java reads type suffixes and hexadecimals as well, which no sender means.
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

    /** The same number. Throws {@link Refusal} for NaN and infinities. */
    static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new Refusal(Refusal.Code.RANGE, "a finite number is expected, not " + number);
        }
        return number;
    }

    /** Whether a number is near enough to a whole one to mean it. */
    static boolean isWhole(double number) {
        return Math.abs(number - Math.rint(number)) <= WHOLE_WITHIN;
    }
}
