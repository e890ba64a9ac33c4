package io.downbeat.persistence.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value that comes into a document: what it says, not yet how it is laid out. Containers may be
 * filled until the document is made. Not thread safe.
 */
public sealed interface NewJson {

    /** A string. */
    static NewJson string(String value) {
        return new Written(JsonValue.quoted(value));
    }

    /** A value as it is to be written, on one line. */
    static NewJson written(String json) {
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

    /** A value as it is written. */
    record Written(String json) implements NewJson {}

    /** An object; its members stand in the order in which they were put. */
    record Members(Map<String, NewJson> byKey) implements NewJson {

        /** Puts a member behind the others, or in the place of the one with its key. */
        public Members with(String key, NewJson value) {
            byKey.put(key, value);
            return this;
        }

        /** The same for a value as it is to be written. */
        public Members with(String key, String json) {
            return with(key, written(json));
        }
    }

    /** An array. */
    record Items(List<NewJson> items) implements NewJson {

        /** Puts an item behind the others. */
        public Items with(NewJson value) {
            items.add(value);
            return this;
        }
    }
}
