package io.downbeat.engine.edit;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.command.Refusal;

import java.util.regex.Pattern;

/** Turns a value that a client sent into one that a parameter can have. */
public final class FittingValue {

    /** Java would read type suffixes and hexadecimals as well, which no sender means. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d{1,64}\\.?\\d{0,64}|\\.\\d{1,64})([eE][-+]?\\d{1,4})?");

    private FittingValue() {}

    /**
     * The value in the type of the parameter, within its range. Throws {@link Refusal} if it is a
     * text that is no number, and the parameter holds numbers.
     */
    public static ParamValue of(Parameter parameter, ParamValue value) {
        return switch (of(parameter.path(), parameter.text(), value)) {
            case ParamValue.Numeric(var number) -> ParamValue.of(parameter.range().clip(number));
            case ParamValue.Text text -> text;
        };
    }

    /**
     * The value in a type, whatever its range.
     *
     * @param path the parameter, for the error
     * @param text whether it holds text
     */
    static ParamValue of(ParamPath path, boolean text, ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric number when text -> ParamValue.of(number.text());
            case ParamValue.Text written when !text -> ParamValue.of(parsed(path, written.value()));
            default -> value;
        };
    }

    private static double parsed(ParamPath path, String text) {
        String written = text.strip();
        if (!DECIMAL.matcher(written).matches()) {
            throw new Refusal(
                    Refusal.Code.TYPE,
                    path + " holds a number, not the text \"" + brief(text) + "\"");
        }
        double number = Double.parseDouble(written);
        if (Double.isInfinite(number)) {
            throw new Refusal(
                    Refusal.Code.RANGE,
                    path + " holds a finite number; " + brief(text) + " is too large");
        }
        return number;
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
