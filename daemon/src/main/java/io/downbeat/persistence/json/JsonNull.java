package io.downbeat.persistence.json;

/** {@code null}. */
public final class JsonNull extends JsonValue {

    static final JsonNull NULL = new JsonNull();

    private JsonNull() {}

    @Override
    public String kind() {
        return "null";
    }

    @Override
    void appendTo(TextSink out) {
        out.append("null");
    }
}
