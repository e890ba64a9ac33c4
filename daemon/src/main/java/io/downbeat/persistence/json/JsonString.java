package io.downbeat.persistence.json;

/** A JSON string. */
public final class JsonString extends JsonValue {

    private final String value;
    private final SourceSpan written;

    JsonString(String value, SourceSpan written) {
        this.value = value;
        this.written = written;
    }

    /** The string itself, without quotes and escapes. */
    public String value() {
        return value;
    }

    @Override
    public String kind() {
        return "text";
    }

    @Override
    void appendTo(TextSink out) {
        written.appendTo(out);
    }
}
