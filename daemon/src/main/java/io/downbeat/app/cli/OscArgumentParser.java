package io.downbeat.app.cli;

import io.downbeat.client.Argument;
import io.downbeat.rig.RigException;

import java.util.regex.Pattern;

/**
 * Converts a word of the command line to an OSC argument: {@code 4} is an {@code i}, {@code 0.5} an
 * {@code f}, {@code T} {@code F} {@code N} {@code I} are those types, {@code s:4} {@code i:4}
 * {@code f:4} give a type, and anything else is a string.
 */
final class OscArgumentParser {
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,3})?");

    private OscArgumentParser() {}

    /**
     * The argument that a word of the command line means.
     *
     * @throws RigException if what follows {@code i:} or {@code f:} is none
     */
    static Argument of(String word) {
        return switch (word) {
            case "T" -> new Argument.Switch(true);
            case "F" -> new Argument.Switch(false);
            case "N" -> Argument.Mark.NIL;
            case "I" -> Argument.Mark.IMPULSE;
            default -> word.startsWith(":", 1) ? parse(word) : guessed(word);
        };
    }

    private static Argument parse(String word) {
        String value = word.substring(2);
        return switch (word.charAt(0)) {
            case 's' -> new Argument.Text(value);
            case 'i' -> whole(word, value);
            case 'f' -> decimal(word, value);
            default -> guessed(word);
        };
    }

    private static Argument guessed(String word) {
        if (WHOLE.matcher(word).matches()) {
            long value = Long.parseLong(word);
            return isInt(value) ? new Argument.Int((int) value) : new Argument.Long64(value);
        }
        return DECIMAL.matcher(word).matches()
                ? new Argument.Float32(Float.parseFloat(word))
                : new Argument.Text(word);
    }

    private static Argument whole(String word, String value) {
        if (!WHOLE.matcher(value).matches() || !isInt(Long.parseLong(value))) {
            throw new RigException(
                    "expected a whole number of 32 bits after i:, as i:4, found \"" + word + '"');
        }
        return new Argument.Int(Integer.parseInt(value));
    }

    private static Argument decimal(String word, String value) {
        if (!DECIMAL.matcher(value).matches()) {
            throw new RigException("expected a number after f:, as f:0.5, found \"" + word + '"');
        }
        return new Argument.Float32(Float.parseFloat(value));
    }

    private static boolean isInt(long value) {
        return value == (int) value;
    }
}
