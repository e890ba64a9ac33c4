package io.downbeat.persistence.read;

import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonBoolean;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;

import java.util.Optional;

/**
 * A JSON value and its place in the file, with conversions that warn about values of another type.
 */
public record LocatedJsonValue(JsonValue value, JsonPath path, Warnings warnings) {

    void warn(String text) {
        warnings.add(path, text);
    }

    private void expected(String what, String instead) {
        warn("expected " + what + ", found " + value.kind() + "; " + instead);
    }

    boolean isNull() {
        return value instanceof JsonNull;
    }

    Optional<String> text(String instead) {
        if (value instanceof JsonString text) {
            return Optional.of(text.value());
        }
        expected("text", instead);
        return Optional.empty();
    }

    Optional<Double> number(String instead) {
        if (value instanceof JsonNumber number) {
            if (Double.isFinite(number.value())) {
                return Optional.of(number.value());
            }
            warn("the number is too large to play; " + instead);
            return Optional.empty();
        }
        expected("a number", instead);
        return Optional.empty();
    }

    Optional<ObjectReader> fields(String instead) {
        if (value instanceof JsonObject dict) {
            return Optional.of(new ObjectReader(dict, path, warnings));
        }
        expected("an object", instead);
        return Optional.empty();
    }

    Optional<Boolean> flag(String instead) {
        return switch (value) {
            case JsonBoolean flag -> Optional.of(flag.value());
            case JsonNumber number -> Optional.of(number.value() != 0);
            case JsonString text -> noFlag(instead);
            case JsonNull none -> noFlag(instead);
            case JsonArray list -> noFlag(instead);
            case JsonObject dict -> noFlag(instead);
        };
    }

    private Optional<Boolean> noFlag(String instead) {
        expected("true or false", instead);
        return Optional.empty();
    }

    /** A parameter's value. True and false are read as 1 and 0. */
    Optional<ParamValue> paramValue() {
        return switch (value) {
            case JsonString text -> Optional.of(ParamValue.of(text.value()));
            case JsonNumber number -> number("ignored").map(this::held);
            case JsonBoolean flag -> Optional.of(switched(flag.value()));
            case JsonNull none -> noValue();
            case JsonArray list -> noValue();
            case JsonObject dict -> noValue();
        };
    }

    /** The same conversion as when loading, but without warnings. */
    public static Optional<ParamValue> valueWithoutWarning(JsonValue value) {
        return new LocatedJsonValue(value, JsonPath.ROOT, new Warnings()).paramValue();
    }

    private ParamValue held(double number) {
        ParamValue value = ParamValue.of(number);
        if (Math.abs(number) > ParamValue.LARGEST) {
            warn("the number is larger than OSC sends; played as " + value.text());
        }
        return value;
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
