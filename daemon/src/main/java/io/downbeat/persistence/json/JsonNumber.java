package io.downbeat.persistence.json;

/** A JSON number. */
public final class JsonNumber extends JsonValue {

    private final SourceSpan written;

    JsonNumber(SourceSpan written) {
        this.written = written;
    }

    /** The nearest double; infinite if the number is too large for a double. */
    public double value() {
        return Double.parseDouble(written.text());
    }

    @Override
    public String kind() {
        return "a number";
    }

    @Override
    void appendTo(TextSink out) {
        written.appendTo(out);
    }
}
