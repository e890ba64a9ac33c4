package io.downbeat.address.arguments;

import io.downbeat.graph.ParamValue;
import io.downbeat.osc.OscArgument;
import io.downbeat.schema.ArgumentSpec;
import io.downbeat.schema.ArgumentType;
import io.downbeat.schema.Enumeration;
import io.downbeat.schema.Method;
import io.downbeat.schema.MethodOrigin;
import io.downbeat.session.command.Refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Checks and reads arguments by the contract: any numeric type, whole numbers, ranges that clip or
 * refuse, words with their synonyms and indices (rules 2 and 3).
 *
 * <p>The result is a number or a text. A switch gives 1 or 0, an enumeration its first-written
 * word.
 */
public final class ArgumentReader {
    private static final Pattern COLOUR =
            Pattern.compile(
                    "#[0-9a-fA-F]{6}|rgb\\(BYTE,BYTE,BYTE\\)"
                            .replace("BYTE", " *(25[0-5]|2[0-4]\\d|1?\\d?\\d) *"));

    private ArgumentReader() {}

    /**
     * The arguments of a method. The {@code /index} form gives the word of the index.
     *
     * @throws Refusal as {@link #read(List, List)} does
     */
    public static List<ParamValue> read(Method method, List<OscArgument> sent) {
        boolean isIndex = method.form() instanceof MethodOrigin.Index;
        if (isIndex && !sent.isEmpty() && sent.getFirst() instanceof OscArgument.Bool) {
            throw wrongType(method.arguments().getFirst(), sent.getFirst());
        }
        List<ParamValue> values = read(method.arguments(), sent);
        if (method.form() instanceof MethodOrigin.Index(Method base)
                && values.getFirst() instanceof ParamValue.Numeric(double index)) {
            Enumeration words = base.arguments().getFirst().enumeration().orElseThrow();
            values.set(0, ParamValue.of(words.word((int) index)));
        }
        return values;
    }

    /**
     * The arguments in their order. Optional arguments that were not sent are left out; arguments
     * beyond the last are ignored.
     *
     * @throws Refusal for the first argument that is missing or not as expected
     */
    public static List<ParamValue> read(List<ArgumentSpec> specs, List<OscArgument> sent) {
        List<ParamValue> values = new ArrayList<>(specs.size());
        for (int i = 0; i < specs.size(); i++) {
            ArgumentSpec spec = specs.get(i);
            if (i >= sent.size()) {
                requireOptional(spec);
                break;
            }
            int last = spec.repeated() ? sent.size() : i + 1;
            for (OscArgument argument : sent.subList(i, last)) {
                values.add(read(spec, argument));
            }
        }
        return values;
    }

    private static void requireOptional(ArgumentSpec spec) {
        if (!spec.optional()) {
            throw new Refusal(
                    Refusal.Code.MISSING, "an argument is missing: " + ErrorText.expected(spec));
        }
    }

    /**
     * One argument.
     *
     * @throws Refusal if it is not as expected
     */
    static ParamValue read(ArgumentSpec spec, OscArgument argument) {
        return switch (spec.type()) {
            case NUMBER, WHOLE -> ParamValue.of(number(spec, argument));
            case SWITCH -> ParamValue.of(isOn(spec, argument) ? 1 : 0);
            case TEXT -> ParamValue.of(text(spec, argument));
            case VALUE -> value(spec, argument);
            case POSITION -> position(spec, argument);
            case COLOR -> ParamValue.of(colour(spec, argument));
            case RGBA -> ParamValue.of(rgba(spec, argument));
            case ANY -> ParamValue.of(ErrorText.shown(argument));
        };
    }

    private static double number(ArgumentSpec spec, OscArgument argument) {
        OptionalDouble sent = NumericArguments.numberOf(argument);
        if (sent.isEmpty()) {
            throw wrongType(spec, argument);
        }
        return inRange(spec, argument, sent.getAsDouble());
    }

    private static double inRange(ArgumentSpec spec, OscArgument argument, double sent) {
        if (!Double.isFinite(sent)) {
            throw outOfRange(spec, argument);
        }
        if (spec.whole() && !NumericArguments.isWhole(sent)) {
            throw wrongType(spec, argument);
        }
        double number = spec.whole() ? Math.rint(sent) : sent;
        if (spec.range().contains(number)) {
            return number;
        }
        if (spec.range().clipped()) {
            return spec.range().nearest(number);
        }
        throw outOfRange(spec, argument);
    }

    private static boolean isOn(ArgumentSpec spec, OscArgument argument) {
        return switch (argument) {
            case OscArgument.Impulse impulse -> true;
            case OscArgument.Nil nil -> false;
            default -> number(spec, argument) != 0;
        };
    }

    private static String text(ArgumentSpec spec, OscArgument argument) {
        return spec.enumeration()
                .map(words -> word(spec, words, argument))
                .or(argument::text)
                .orElseThrow(() -> wrongType(spec, argument));
    }

    private static String word(ArgumentSpec spec, Enumeration words, OscArgument argument) {
        OptionalInt index =
                argument.text().isPresent()
                        ? words.indexOf(argument.text().get())
                        : index(spec, words, argument);
        if (index.isEmpty()) {
            throw outOfRange(spec, argument);
        }
        return words.word(index.getAsInt());
    }

    private static OptionalInt index(ArgumentSpec spec, Enumeration words, OscArgument argument) {
        if (!argument.isNumeric() || argument instanceof OscArgument.Bool) {
            throw wrongType(spec, argument);
        }
        double number = argument.number().orElseThrow();
        if (Double.isFinite(number) && !NumericArguments.isWhole(number)) {
            throw wrongType(spec, argument);
        }
        double index = Math.rint(number);
        return index >= 0 && index < words.words().size()
                ? OptionalInt.of((int) index)
                : OptionalInt.empty();
    }

    private static ParamValue value(ArgumentSpec spec, OscArgument argument) {
        return argument.text()
                .map(ParamValue::of)
                .orElseGet(() -> ParamValue.of(number(spec, argument)));
    }

    private static ParamValue position(ArgumentSpec spec, OscArgument argument) {
        if (argument.text().isPresent() && NumericArguments.numberOf(argument).isEmpty()) {
            return ParamValue.of(argument.text().get());
        }
        double position = number(spec, argument);
        if (position < 0) {
            throw outOfRange(spec, argument);
        }
        return ParamValue.of(position);
    }

    private static String colour(ArgumentSpec spec, OscArgument argument) {
        String colour = argument.text().orElseThrow(() -> wrongType(spec, argument));
        if (!COLOUR.matcher(colour.strip()).matches()) {
            throw outOfRange(spec, argument);
        }
        return colour.strip();
    }

    private static double rgba(ArgumentSpec spec, OscArgument argument) {
        if (argument instanceof OscArgument.Rgba(int value)) {
            return Integer.toUnsignedLong(value);
        }
        throw wrongType(spec, argument);
    }

    private static Refusal wrongType(ArgumentSpec spec, OscArgument argument) {
        return refusal(Refusal.Code.TYPE, spec, argument);
    }

    private static Refusal outOfRange(ArgumentSpec spec, OscArgument argument) {
        return refusal(Refusal.Code.RANGE, spec, argument);
    }

    private static Refusal refusal(Refusal.Code code, ArgumentSpec spec, OscArgument argument) {
        return new Refusal(code, ErrorText.expected(spec) + ", not " + ErrorText.shown(argument));
    }

    /** Whether a method accepts any arguments and returns them unchanged. */
    public static boolean acceptsAnything(List<ArgumentSpec> specs) {
        return !specs.isEmpty() && specs.getFirst().type() == ArgumentType.ANY;
    }
}
