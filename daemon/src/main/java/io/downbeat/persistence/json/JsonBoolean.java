package io.downbeat.persistence.json;

/** {@code true} or {@code false}. */
public final class JsonBoolean extends JsonValue {

    static final JsonBoolean TRUE = new JsonBoolean(true);
    static final JsonBoolean FALSE = new JsonBoolean(false);

    private final boolean value;

    private JsonBoolean(boolean value) {
        this.value = value;
    }

    public boolean value() {
        return value;
    }

    @Override
    public String kind() {
        return String.valueOf(value);
    }

    @Override
    void appendTo(TextSink out) {
        out.append(String.valueOf(value));
    }
}
