package io.downbeat.persistence.save;

import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.model.Quantize;

import java.util.Objects;
import java.util.Optional;

/** The changes of a save to single members of an object of the file. */
record MemberEdits(JsonEdits edits, JsonObject place) {

    /** The style of a number that has no neighbour. */
    static final String LIKE_A_FLOAT = "1.0";

    /** Writes a text if it differs from what a load gives. */
    void text(String key, String before, String now) {
        if (!before.equals(now)) {
            edits.set(place, key, JsonValue.quoted(now));
        }
    }

    /** The same for a key that is absent where it has its usual value. */
    void unusualText(String key, String before, String now, String usual) {
        unusual(key, before, now, usual, JsonValue.quoted(now));
    }

    /** The same for the own quantization of an object, which most have not. */
    void quantize(Optional<Quantize> before, Optional<Quantize> now) {
        unusual(
                "quantize",
                before,
                now,
                Optional.empty(),
                JsonValue.quoted(now.map(Quantize::word).orElse("")));
    }

    /** The same for a switch that is off unless the file says otherwise. */
    void flag(String key, boolean before, boolean now) {
        unusual(key, before, now, false, String.valueOf(now));
    }

    /** The same for a number; a new one is written like the one in its place. */
    void unusualNumber(String key, double before, double now, double usual, String style) {
        String old =
                place.value(key)
                        .filter(JsonNumber.class::isInstance)
                        .map(JsonValue::text)
                        .orElse(style);
        unusual(key, before, now, usual, NumberTextConversion.inStyleOf(old, now));
    }

    private <T> void unusual(String key, T before, T now, T usual, String json) {
        if (before.equals(now)) {
            return;
        }
        if (Objects.equals(now, usual)) {
            edits.remove(place, key);
        } else {
            edits.set(place, key, json);
        }
    }

    /** The JSON text of a parameter's value, a number in a given style. */
    static String written(ParamValue value, String style) {
        return switch (value) {
            case ParamValue.Text(var text) -> JsonValue.quoted(text);
            case ParamValue.Numeric(var number) -> NumberTextConversion.inStyleOf(style, number);
        };
    }

    /** The style of the number in this place, or else of the first number beside it. */
    static String style(Optional<JsonObject> values, String key) {
        Optional<JsonValue> old = values.flatMap(object -> object.value(key));
        if (old.isPresent() && old.get() instanceof JsonNumber number) {
            return number.text();
        }
        return values.stream()
                .flatMap(object -> object.members().stream())
                .map(JsonMember::value)
                .filter(JsonNumber.class::isInstance)
                .map(JsonValue::text)
                .findFirst()
                .orElse(LIKE_A_FLOAT);
    }

    /** Whether two values are the same; of numbers, whether they are equal. */
    static boolean isSame(ParamValue one, ParamValue other) {
        if (one instanceof ParamValue.Numeric(var a)
                && other instanceof ParamValue.Numeric(var b)) {
            return a == b;
        }
        return one.equals(other);
    }
}
