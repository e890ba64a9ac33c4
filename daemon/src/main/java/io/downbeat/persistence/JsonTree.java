package io.downbeat.persistence;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reading of a JSON text into a tree that knows where each value stands. Strict: no comments,
 * no NaN, nothing after the end. Not thread safe.
 */
final class JsonTree {

    /** Objects and lists within one another, at most. */
    static final int DEEPEST = 200;

    /** A number of more digits than this is a mistake or an attack. */
    private static final int LONGEST_NUMBER = 100_000;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .build())
                    .build();

    /** What is wrong with a text that is no JSON, at a line and a column from 1. */
    static final class NotJson extends Exception {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        private NotJson(String what, TokenStreamLocation where) {
            super(what);
            this.line = Math.max(1, where.getLineNr());
            this.column = Math.max(1, where.getColumnNr());
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }

        String what() {
            return String.valueOf(getMessage());
        }
    }

    private final String text;
    private final JsonParser parser;

    private JsonTree(String text) {
        this.text = text;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), text.toCharArray());
    }

    static Json of(String text) throws NotJson {
        var tree = new JsonTree(text);
        try {
            return tree.whole();
        } catch (JacksonException e) {
            TokenStreamLocation where = e.getLocation();
            TokenStreamLocation at = where == null ? TokenStreamLocation.NA : where;
            String parsers = String.valueOf(e.getOriginalMessage());
            throw new NotJson(JsonMistake.words(parsers, text, at.getCharOffset()), at);
        }
    }

    private Json whole() throws NotJson {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new NotJson("the file is empty", parser.currentLocation());
        }
        Json value = value(first);
        if (parser.nextToken() != null) {
            throw new NotJson(
                    "something follows the end of the object", parser.currentTokenLocation());
        }
        return value;
    }

    private Json value(JsonToken token) {
        int start = start();
        return switch (token) {
            case START_OBJECT -> dict(start);
            case START_ARRAY -> array(start);
            case VALUE_STRING -> new Json.Text(parser.getString(), start, endOfString(start));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(start);
            case VALUE_TRUE -> new Json.Flag(true, start, start + "true".length());
            case VALUE_FALSE -> new Json.Flag(false, start, start + "false".length());
            case VALUE_NULL -> new Json.Null(start, start + "null".length());
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("no value begins with " + token);
        };
    }

    private Json number(int start) {
        String written = parser.getString();
        return new Json.Numeral(Double.parseDouble(written), start, start + written.length());
    }

    private Json dict(int start) {
        List<Json.Member> members = new ArrayList<>();
        Map<String, Json.Member> byKey = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int keyStart = start();
            Json value = value(parser.nextToken());
            var member = new Json.Member(key, keyStart, endOfString(keyStart), value);
            members.add(member);
            byKey.put(key, member);
        }
        return new Json.Dict(members, byKey, start, start() + 1);
    }

    private Json array(int start) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            items.add(value(token));
        }
        return new Json.Array(items, start, start() + 1);
    }

    private int start() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /** The parser has read past a key before it says where it ends, so the text is asked. */
    private int endOfString(int start) {
        int at = start + 1;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
