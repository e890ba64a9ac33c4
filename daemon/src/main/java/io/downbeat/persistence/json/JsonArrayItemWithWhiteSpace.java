package io.downbeat.persistence.json;

/**
 * An item of an array with the white space around it.
 *
 * @param before white space after the bracket or comma that precedes it
 * @param after white space before the comma or bracket that follows it
 */
record JsonArrayItemWithWhiteSpace(String before, JsonValue value, String after) {

    JsonArrayItemWithWhiteSpace with(JsonValue changed) {
        return changed == value ? this : new JsonArrayItemWithWhiteSpace(before, changed, after);
    }

    void appendTo(TextSink out) {
        out.append(before);
        value.appendTo(out);
        out.append(after);
    }
}
