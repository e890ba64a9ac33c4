package io.downbeat.persistence.json;

import java.util.AbstractList;
import java.util.List;

/** A JSON array. */
public final class JsonArray extends JsonValue {

    private final List<JsonArrayItemWithWhiteSpace> items;
    private final String inside;
    private final SourceSpan written;

    /**
     * @param inside the white space in an array without items
     * @param written the text that it was parsed from; none if it was edited
     */
    JsonArray(List<JsonArrayItemWithWhiteSpace> items, String inside, SourceSpan written) {
        this.items = items;
        this.inside = inside;
        this.written = written;
    }

    /** Its values, in order. */
    public List<JsonValue> values() {
        return new AbstractList<>() {
            @Override
            public JsonValue get(int index) {
                return items.get(index).value();
            }

            @Override
            public int size() {
                return items.size();
            }
        };
    }

    List<JsonArrayItemWithWhiteSpace> items() {
        return items;
    }

    String inside() {
        return inside;
    }

    @Override
    public String kind() {
        return "a list";
    }

    @Override
    void appendTo(TextSink out) {
        if (!written.isNone()) {
            written.appendTo(out);
            return;
        }
        out.append("[");
        out.append(items.isEmpty() ? inside : "");
        for (int index = 0; index < items.size(); index++) {
            out.append(index == 0 ? "" : ",");
            items.get(index).appendTo(out);
        }
        out.append("]");
    }
}
