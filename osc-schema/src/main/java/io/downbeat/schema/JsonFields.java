package io.downbeat.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One object of the contract file: its fields by name, read with the type that is expected there. A
 * field of another type, or a missing one, is a {@link SchemaException} with its JSON path. Read by
 * streaming, since loading data binding costs more than the whole file.
 *
 * @param path its place in the file
 * @param values strings, doubles, booleans, lists and objects by name, in the file's order
 */
record JsonFields(String path, Map<String, Object> values) {

    static JsonFields read(InputStream json) {
        try (InputStream in = json;
                JsonParser parser =
                        JsonFactory.builder().build().createParser(ObjectReadContext.empty(), in)) {
            Object root = value(parser, parser.nextToken());
            return as(JsonFields.class, root, "the contract file", "an object");
        } catch (JacksonException | IOException e) {
            throw new SchemaException("the contract file cannot be read: " + e.getMessage(), e);
        }
    }

    private static Object value(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) {
            throw new SchemaException("the contract file ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                    throw new SchemaException(
                            "the contract file has " + token + " at " + parser.currentLocation());
        };
    }

    private static JsonFields object(JsonParser parser) {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new JsonFields("", fields);
    }

    private static List<Object> array(JsonParser parser) {
        List<Object> elements = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            elements.add(value(parser, token));
            token = parser.nextToken();
        }
        return elements;
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Refuses field names that the format does not define, since they are typing errors. */
    JsonFields allowOnly(List<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new SchemaException(at(name) + ": not known; it may be one of " + known);
            }
        }
        return this;
    }

    String text(String name) {
        return as(String.class, values.get(name), at(name), "a string");
    }

    String text(String name, String absent) {
        return has(name) ? text(name) : absent;
    }

    double number(String name, double absent) {
        return as(Double.class, values.getOrDefault(name, absent), at(name), "a number");
    }

    boolean flag(String name) {
        return as(Boolean.class, values.getOrDefault(name, false), at(name), "true or false");
    }

    JsonFields fields(String name) {
        JsonFields fields = as(JsonFields.class, values.get(name), at(name), "an object");
        return new JsonFields(at(name), fields.values());
    }

    /** The strings of a list; none if the list is absent. */
    List<String> texts(String name) {
        return elements(String.class, name, "strings");
    }

    /** The numbers of a list; none if the list is absent. */
    List<Double> numbers(String name) {
        return elements(Double.class, name, "numbers");
    }

    /** The objects of a list; none if the list is absent. */
    List<JsonFields> list(String name) {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonFields each : elements(JsonFields.class, name, "objects")) {
            String where = at(name) + "[" + objects.size() + "]";
            objects.add(new JsonFields(where, each.values()));
        }
        return objects;
    }

    private <T> List<T> elements(Class<T> type, String name, String expected) {
        Object value = values.getOrDefault(name, List.of());
        List<T> elements = new ArrayList<>();
        for (Object each : as(List.class, value, at(name), "a list")) {
            elements.add(as(type, each, at(name), expected));
        }
        return elements;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static <T> T as(Class<T> type, @Nullable Object value, String where, String expected) {
        if (!type.isInstance(value)) {
            String found = value == null ? "nothing" : value.toString();
            throw new SchemaException(where + ": expected " + expected + ", found " + found);
        }
        return type.cast(value);
    }
}
