package io.downbeat.persistence.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses a JSON text into values that keep their text. It is strict: no comments, no NaN, nothing
 * after the end.
 */
final class JsonReader {

    /** The deepest nesting of objects and arrays. */
    static final int DEEPEST = 200;

    /** Digits. A longer number is a mistake or an attack. */
    private static final int LONGEST_NUMBER = 100_000;

    /** Characters. Longer white space is not shared between its places. */
    private static final int LONGEST_SHARED = 80;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final String text;
    private final JsonParser parser;

    /** White space, keys and colons that occur in many places; each is stored once. */
    private final Map<String, String> shared = new HashMap<>();

    /** The end of the last value that was read. */
    private int lastEnd;

    private JsonReader(String text) {
        this.text = text;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text.toCharArray());
    }

    /** A value and the white space around it in a text. */
    record WholeText(String before, JsonValue value, String after) {}

    /**
     * Reads a text that is one value.
     *
     * @throws JsonSyntaxException if it is not
     */
    static WholeText read(String text) throws JsonSyntaxException {
        var reader = new JsonReader(text);
        try {
            return reader.wholeText();
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            TokenStreamLocation at = where == null ? TokenStreamLocation.NA : where;
            String parsers = String.valueOf(e.getOriginalMessage());
            int offset = JsonErrorText.offset(parsers, text, at.getCharOffset());
            throw reader.at(JsonErrorText.words(parsers, text, at.getCharOffset()), offset);
        }
    }

    /** Reads a text that this program wrote. */
    static JsonValue written(String text) {
        try {
            return read(text).value();
        } catch (JsonSyntaxException broken) {
            throw new IllegalArgumentException("not JSON: " + text, broken);
        }
    }

    private WholeText wholeText() throws JsonSyntaxException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw at("the file is empty", text.length());
        }
        int start = start();
        JsonValue value = value(first);
        int end = lastEnd;
        int more = afterWhiteSpace(end);
        if (more < text.length()) {
            throw at(JsonErrorText.more(text.charAt(more)), more);
        }
        return new WholeText(text.substring(0, start), value, text.substring(end));
    }

    private int afterWhiteSpace(int from) {
        int at = from;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private JsonSyntaxException at(String what, int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
        return new JsonSyntaxException(
                "not JSON: " + what + "; correct the file there or open another one",
                line,
                offset - lineStart + 1);
    }

    private JsonValue value(JsonToken token) {
        int start = start();
        return switch (token) {
            case START_OBJECT -> object(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> {
                String value = parser.getString();
                yield new JsonString(value, span(start, endOfString(start)));
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new JsonNumber(span(start, start + parser.getString().length()));
            case VALUE_TRUE -> constant(JsonBoolean.TRUE, start);
            case VALUE_FALSE -> constant(JsonBoolean.FALSE, start);
            case VALUE_NULL -> constant(JsonNull.NULL, start);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("no value begins with " + token);
        };
    }

    private JsonValue constant(JsonValue value, int start) {
        lastEnd = start + value.text().length();
        return value;
    }

    private SourceSpan span(int from, int to) {
        lastEnd = to;
        return new SourceSpan(text, from, to);
    }

    private JsonObject object(int start) {
        List<JsonMember> members = new ArrayList<>();
        int at = start + 1;
        JsonToken token = parser.nextToken();
        while (token == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyStart = start();
            int keyEnd = endOfString(keyStart);
            JsonToken first = parser.nextToken();
            int valueStart = start();
            JsonValue value = value(first);
            int valueEnd = lastEnd;
            token = parser.nextToken();
            int next = token == JsonToken.PROPERTY_NAME ? text.indexOf(',', valueEnd) : start();
            members.add(
                    new JsonMember(
                            part(at, keyStart),
                            part(keyStart, keyEnd),
                            key,
                            part(keyEnd, valueStart),
                            value,
                            part(valueEnd, next)));
            at = next + 1;
        }
        String inside = members.isEmpty() ? part(at, start()) : "";
        return new JsonObject(List.copyOf(members), inside, span(start, start() + 1));
    }

    private JsonArray array(int start) {
        List<JsonArrayItemWithWhiteSpace> items = new ArrayList<>();
        int at = start + 1;
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            int valueStart = start();
            JsonValue value = value(token);
            int valueEnd = lastEnd;
            token = parser.nextToken();
            int next = token == JsonToken.END_ARRAY ? start() : text.indexOf(',', valueEnd);
            items.add(
                    new JsonArrayItemWithWhiteSpace(
                            part(at, valueStart), value, part(valueEnd, next)));
            at = next + 1;
        }
        String inside = items.isEmpty() ? part(at, start()) : "";
        return new JsonArray(List.copyOf(items), inside, span(start, start() + 1));
    }

    private String part(int from, int to) {
        String part = text.substring(from, to);
        return part.length() > LONGEST_SHARED ? part : shared.computeIfAbsent(part, one -> one);
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /**
     * The parser has read past a key before it reports where the key ends, so the text itself is
     * searched.
     */
    private int endOfString(int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
