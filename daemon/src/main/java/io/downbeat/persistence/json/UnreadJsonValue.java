package io.downbeat.persistence.json;

import java.util.Optional;

/** A large new value: it only writes its text, and what is in it cannot be asked for. */
public final class UnreadJsonValue extends JsonValue {

    private final NewJsonValue value;
    private final JsonLayout layout;
    private final Optional<String> outer;

    /**
     * @param outer the indentation of the line that it begins in; empty to write everything in one
     *     line
     */
    UnreadJsonValue(NewJsonValue value, JsonLayout layout, Optional<String> outer) {
        this.value = value;
        this.layout = layout;
        this.outer = outer;
    }

    @Override
    public String kind() {
        return "a new value that was not read yet";
    }

    @Override
    void appendTo(TextSink out) {
        layout.append(value, outer, out);
    }
}
