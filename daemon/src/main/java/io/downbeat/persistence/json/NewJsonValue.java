package io.downbeat.persistence.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A new value for a document, without a layout. Objects and arrays may be filled until the document
 * is made. Their text is written piece by piece when the document's bytes are made, and is read
 * only if somebody asks the document for what is in them.
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

    /**
     * A part of a large object or array, as JSON text.
     *
     * @param writer writes the text; it is called each time the document's text is made
     */
    static NewJsonValue inPieces(Consumer<TextSink> writer) {
        return new InPieces(writer);
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

    /** A value that writes its own text. */
    record InPieces(Consumer<TextSink> writer) implements NewJsonValue {}

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
