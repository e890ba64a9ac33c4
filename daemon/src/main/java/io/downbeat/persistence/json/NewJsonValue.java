package io.downbeat.persistence.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A new value for a document, without a layout. Objects and arrays may be filled until the document
 * is made.
 */
public sealed interface NewJsonValue {

    /** A string. */
    static NewJsonValue string(String value) {
        return new Written(JsonValue.quoted(value));
    }

    /** A value that is given as JSON text, on one line. */
    static NewJsonValue written(String json) {
        return new Written(json);
    }

    /** An object without members. */
    static Members object() {
        return new Members(new LinkedHashMap<>());
    }

    /** An array without items. */
    static Items array() {
        return new Items(new ArrayList<>());
    }

    /** Whether it is neither an object nor an array. */
    default boolean isPlain() {
        return this instanceof Written(var json) && !json.startsWith("{") && !json.startsWith("[");
    }

    /** A value that is given as JSON text. */
    record Written(String json) implements NewJsonValue {}

    /** An object. Its members keep the order in which they were added. */
    record Members(Map<String, NewJsonValue> byKey) implements NewJsonValue {

        /** Adds a member at the end, or replaces the member with this key. */
        public Members with(String key, NewJsonValue value) {
            byKey.put(key, value);
            return this;
        }

        /** Adds or replaces a member with a value that is given as JSON text. */
        public Members with(String key, String json) {
            return with(key, written(json));
        }
    }

    /** An array. */
    record Items(List<NewJsonValue> items) implements NewJsonValue {

        /** Adds an item at the end. */
        public Items with(NewJsonValue value) {
            items.add(value);
            return this;
        }
    }
}
