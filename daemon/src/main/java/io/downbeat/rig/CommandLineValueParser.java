package io.downbeat.rig;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Converts the texts of a command line to the values that a rig file would have. {@code +} joins
 * the items of a list.
 */
final class CommandLineValueParser {
    private static final String JOINT = "\\+";

    private CommandLineValueParser() {}

    static Object typed(RigKeys.Form form, String text) {
        return switch (form) {
            case TEXT -> text;
            case NUMBER, PORT -> number(text);
            case FLAG -> flag(text);
            case TEXTS -> List.of(text.split(JOINT, -1));
            case PARTS ->
                    text.contains("+")
                            ? Stream.of(text.split(JOINT, -1))
                                    .map(CommandLineValueParser::number)
                                    .toList()
                            : text;
            case TABLE -> throw new RigException("is a table, and needs a rig file (--rig)");
        };
    }

    /** A number if the text is a number, else the text. */
    private static Object number(String text) {
        if (text.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(text);
        }
        return text.matches("-?[0-9]*\\.?[0-9]+([eE][+-]?[0-9]+)?") ? Double.valueOf(text) : text;
    }

    private static Object flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true" -> true;
            case "off", "false" -> false;
            default -> throw TomlTypeCheck.unexpected("on or off", text);
        };
    }
}
