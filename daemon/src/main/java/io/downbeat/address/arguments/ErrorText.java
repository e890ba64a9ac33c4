package io.downbeat.address.arguments;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscFormatException;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;

/** Words what was sent and what was expected, for refusals: one short line. */
public final class ErrorText {
    /** In characters. */
    private static final int LONGEST_ADDRESS = 120;

    /** In characters. */
    private static final int LONGEST_TEXT = 40;

    private ErrorText() {}

    public static String address(String address) {
        return shortened(address, LONGEST_ADDRESS);
    }

    /** A text in quotes, shortened. */
    public static String quoted(String text) {
        return '"' + shortened(text, LONGEST_TEXT) + '"';
    }

    /**
     * What is wrong with a pattern, and the pattern from that place on. A number of characters
     * would be counted without the program's prefix, which the client sent too.
     */
    public static String patternProblem(OscFormatException bad, String pattern) {
        String rest = pattern.substring(Math.min(bad.offset(), pattern.length()));
        return bad.problem() + (rest.isEmpty() ? "" : ", at " + quoted(rest));
    }

    static String shown(OscArgument argument) {
        return switch (argument) {
            case OscArgument.Bool(boolean value) -> value ? "T" : "F";
            case OscArgument.Int32(int value) -> Integer.toString(value);
            case OscArgument.Int64(long value) -> Long.toString(value);
            case OscArgument.Float32 single -> shown(single.asDouble());
            case OscArgument.Float64(double value) -> shown(value);
            case OscArgument.Text(String value) -> quoted(value);
            case OscArgument.Symbol(String value) -> quoted(value);
            case OscArgument.Blob blob -> "a blob";
            case OscArgument.Time time -> "a time tag";
            case OscArgument.Char character -> "a character";
            case OscArgument.Rgba colour -> "a colour of type r";
            case OscArgument.Midi midi -> "a MIDI message";
            case OscArgument.Nil nil -> "nil";
            case OscArgument.Impulse impulse -> "an impulse";
            case OscArgument.Array array -> "an array";
        };
    }

    public static String shown(double number) {
        return Double.isFinite(number) ? ParamValue.shortest(number) : Double.toString(number);
    }

    /** What the contract expects of an argument. */
    static String expected(ArgumentSpec spec) {
        String kind =
                switch (spec.type()) {
                    case NUMBER -> "a number";
                    case WHOLE -> "a whole number";
                    case TEXT -> spec.enumeration().map(e -> "one of " + e).orElse("a string");
                    case SWITCH -> "0 or 1";
                    case VALUE -> "a number or a string";
                    case POSITION -> "a position, a name or an id";
                    case COLOR -> "a colour as rgb(r,g,b) or #rrggbb";
                    case RGBA -> "a colour of type r";
                    case ANY -> "anything";
                };
        String range = spec.range().bounded() ? " " + spec.range() : unbounded(spec);
        String unit = spec.unit().isEmpty() ? "" : " " + spec.unit();
        return spec.name() + " is " + kind + range + unit;
    }

    private static String unbounded(ArgumentSpec spec) {
        return spec.type() == ArgumentType.NUMBER ? " of at most 3.4e38 either way" : "";
    }

    private static String shortened(String text, int length) {
        StringBuilder line = new StringBuilder();
        int kept = text.length() > length ? length - 3 : text.length();
        for (int i = 0; i < kept; i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return kept < text.length() ? line.append("...").toString() : line.toString();
    }
}
