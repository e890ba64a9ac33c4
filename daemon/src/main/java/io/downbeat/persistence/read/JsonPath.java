package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonValue;

import java.util.Optional;

/**
 * The place of a value in a file. It is a link to its parent, so it costs little until a warning
 * prints it.
 */
final class JsonPath {

    static final JsonPath ROOT = new JsonPath(Optional.empty(), "", -1);

    private final Optional<JsonPath> parent;
    private final String key;
    private final int index;

    private JsonPath(Optional<JsonPath> parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    JsonPath key(String name) {
        return new JsonPath(Optional.of(this), name, -1);
    }

    JsonPath index(int position) {
        return new JsonPath(Optional.of(this), "", position);
    }

    /** The path as {@code session.scenes[2].name}; other keys are quoted. */
    @Override
    public String toString() {
        return parent.map(above -> above + step(above.parent.isEmpty())).orElse("");
    }

    private String step(boolean first) {
        if (index >= 0) {
            return "[" + index + "]";
        }
        if (isPlain()) {
            return first ? key : "." + key;
        }
        return "[" + JsonValue.quoted(key) + "]";
    }

    private boolean isPlain() {
        return !key.isEmpty()
                && key.chars().noneMatch(c -> c < ' ' || c == '.' || c == '[' || c == ']');
    }
}
