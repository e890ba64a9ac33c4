package io.downbeat.persistence;

import io.downbeat.graph.ParamValue;

import java.util.Optional;

/** A value of the file and where it stands, with what readers expect of single values. */
record Spot(Json value, JsonPath path, Warnings warnings) {

    void warn(String text) {
        warnings.add(path, text);
    }

    private void expected(String what, String instead) {
        warn("expected " + what + ", found " + value.kind() + "; " + instead);
    }

    boolean isNull() {
        return value instanceof Json.Null;
    }

    Optional<String> text(String instead) {
        if (value instanceof Json.Text text) {
            return Optional.of(text.value());
        }
        expected("text", instead);
        return Optional.empty();
    }

    Optional<Double> number(String instead) {
        if (value instanceof Json.Numeral number) {
            if (Double.isFinite(number.value())) {
                return Optional.of(number.value());
            }
            warn("the number is too large to play; " + instead);
            return Optional.empty();
        }
        expected("a number", instead);
        return Optional.empty();
    }

    Optional<Fields> fields(String instead) {
        if (value instanceof Json.Dict dict) {
            return Optional.of(new Fields(dict, path, warnings));
        }
        expected("an object", instead);
        return Optional.empty();
    }

    Optional<Boolean> flag(String instead) {
        return switch (value) {
            case Json.Flag flag -> Optional.of(flag.value());
            case Json.Numeral number -> Optional.of(number.value() != 0);
            case Json.Text text -> noFlag(instead);
            case Json.Null none -> noFlag(instead);
            case Json.Array list -> noFlag(instead);
            case Json.Dict dict -> noFlag(instead);
        };
    }

    private Optional<Boolean> noFlag(String instead) {
        expected("true or false", instead);
        return Optional.empty();
    }

    /** A parameter's value; true and false are read as 1 and 0. */
    Optional<ParamValue> paramValue() {
        return switch (value) {
            case Json.Text text -> Optional.of(ParamValue.of(text.value()));
            case Json.Numeral number -> number("ignored").map(ParamValue::of);
            case Json.Flag flag -> Optional.of(switched(flag.value()));
            case Json.Null none -> noValue();
            case Json.Array list -> noValue();
            case Json.Dict dict -> noValue();
        };
    }

    /** The parameter's value that a load makes of a value of the file, without a word about it. */
    static Optional<ParamValue> quietValue(Json value) {
        return new Spot(value, JsonPath.ROOT, new Warnings()).paramValue();
    }

    private ParamValue switched(boolean on) {
        warn(on ? "true is read as 1" : "false is read as 0");
        return ParamValue.of(on ? 1.0 : 0.0);
    }

    private Optional<ParamValue> noValue() {
        expected("a number or text", "ignored");
        return Optional.empty();
    }
}
