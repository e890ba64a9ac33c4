package io.downbeat.persistence.json;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.List;

/** A JSON array. */
public final class JsonArray extends JsonValue {

    private final String inside;
    private final ObjectOrArrayText written;

    /** Null until the items of a new array are asked for. */
    private @Nullable List<JsonArrayItemWithWhiteSpace> items;

    /**
     * @param inside the white space in an array without items
     * @param written the text that it was parsed from; none if it was edited
     */
    JsonArray(List<JsonArrayItemWithWhiteSpace> items, String inside, SourceSpan written) {
        this.items = items;
        this.inside = inside;
        this.written = written;
    }

    /** A new array. */
    JsonArray(NewObjectOrArrayText written) {
        this.inside = "";
        this.written = written;
    }

    /** Its values, in order. */
    public List<JsonValue> values() {
        return new AbstractList<>() {
            @Override
            public JsonValue get(int index) {
                return items().get(index).value();
            }

            @Override
            public int size() {
                return items().size();
            }
        };
    }

    List<JsonArrayItemWithWhiteSpace> items() {
        List<JsonArrayItemWithWhiteSpace> known = items;
        if (known == null) {
            known = ((JsonArray) JsonReader.written(text())).items();
            items = known;
        }
        return known;
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
        List<JsonArrayItemWithWhiteSpace> all = items();
        out.append(all.isEmpty() ? inside : "");
        for (int index = 0; index < all.size(); index++) {
            out.append(index == 0 ? "" : ",");
            all.get(index).appendTo(out);
        }
        out.append("]");
    }
}
