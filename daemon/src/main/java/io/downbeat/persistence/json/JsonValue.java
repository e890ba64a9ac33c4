package io.downbeat.persistence.json;

import tools.jackson.core.io.JsonStringEncoder;

/** A JSON value. Immutable; two values are equal only if they are the same object. */
public abstract sealed class JsonValue
        permits JsonArray, JsonBoolean, JsonNull, JsonNumber, JsonObject, JsonString {

    /** The value's text in the file. */
    public final String text() {
        var out = new StringBuilder();
        appendTo(out::append);
        return out.toString();
    }

    /** The kind of the value, in words for people. */
    public abstract String kind();

    abstract void appendTo(TextSink sink);

    /** The text as a JSON string. */
    public static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
