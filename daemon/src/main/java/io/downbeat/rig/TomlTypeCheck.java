package io.downbeat.rig;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Checks that a value has the expected type. Nothing is converted: a text that looks like a number
 * is still a text. Each method throws {@link RigException} with what was expected and what was
 * found.
 */
final class TomlTypeCheck {
    private TomlTypeCheck() {}

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw unexpected("a text", value);
    }

    static boolean flag(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw unexpected("true or false", value);
    }

    static int whole(Object value, int least, int most) {
        if (value instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        throw unexpected("a whole number from " + least + " to " + most, value);
    }

    static double number(Object value, double least, double most) {
        if (value instanceof Number number
                && number.doubleValue() >= least
                && number.doubleValue() <= most) {
            return number.doubleValue();
        }
        throw unexpected("a number from " + plain(least) + " to " + plain(most), value);
    }

    /** A number that can be sent as a 32-bit float, whole or not. */
    static double number(Object value) {
        if (value instanceof Number number && Math.abs(number.doubleValue()) <= Float.MAX_VALUE) {
            return number.doubleValue();
        }
        throw unexpected("a number between -3.4e38 and 3.4e38", value);
    }

    static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw unexpected("a list in brackets", value);
    }

    static List<String> texts(Object value) {
        String expected = "a list of texts, as [\"a\", \"b\"]";
        if (!(value instanceof List<?> list)) {
            throw unexpected(expected, value);
        }
        return list.stream()
                .map(element -> {
                    if (element instanceof String text) {
                        return text;
                    }
                    throw unexpected(expected, element);
                })
                .toList();
    }

    static <E extends Enum<E>> E word(Object value, Class<E> words) {
        for (E word : words.getEnumConstants()) {
            if (value instanceof String text && text.equalsIgnoreCase(word.name())) {
                return word;
            }
        }
        String expected =
                Arrays.stream(words.getEnumConstants())
                        .map(word -> '"' + word.name().toLowerCase(Locale.ROOT) + '"')
                        .collect(Collectors.joining(", "));
        throw unexpected("one of " + expected, value);
    }

    static RigException unexpected(String expected, Object found) {
        return new RigException("expected " + expected + ", found " + described(found));
    }

    private static String described(Object value) {
        return switch (value) {
            case String text -> '"' + text + '"';
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            case Double number -> number.toString();
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            case Temporal date -> "the date or time " + date;
            default -> "a table";
        };
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
