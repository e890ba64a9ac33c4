package io.downbeat.persistence.json;

/**
 * A member of an object with the white space around it.
 *
 * @param before white space after the brace or comma that precedes it
 * @param keyText the key as it is written, with quotes and escapes
 * @param colon the colon and the white space around it
 * @param after white space before the comma or brace that follows it
 */
public record JsonMember(
        String before, String keyText, String key, String colon, JsonValue value, String after) {

    JsonMember with(JsonValue changed) {
        return changed == value ? this : withSurroundings(before, changed, after);
    }

    /** The same key with another value and other white space around it. */
    JsonMember withSurroundings(String before, JsonValue value, String after) {
        return new JsonMember(before, keyText, key, colon, value, after);
    }

    void appendTo(TextSink out) {
        out.append(before);
        out.append(keyText);
        out.append(colon);
        value.appendTo(out);
        out.append(after);
    }
}
