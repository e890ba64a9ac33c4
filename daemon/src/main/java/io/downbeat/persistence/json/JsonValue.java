package io.downbeat.persistence.json;

import tools.jackson.core.io.JsonStringEncoder;

/** A value of a JSON text. Immutable; two values are equal only if they are the same one. */
public abstract sealed class JsonValue
        permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {

    /** The value as it is written. */
    public final String text() {
        var out = new StringBuilder();
        appendTo(out);
        return out.toString();
    }

    /** What the value is, in words for people. */
    public abstract String kind();

    abstract void appendTo(StringBuilder out);

    /** The text as JSON writes it. */
    public static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
