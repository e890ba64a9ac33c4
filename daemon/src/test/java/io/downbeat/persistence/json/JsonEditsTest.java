package io.downbeat.persistence.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Laws of changing a text: what was not named stays, and the result says what was asked. */
class JsonEditsTest {

    private static JsonDocument document(String text) {
        try {
            return JsonDocument.of(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonSyntaxException broken) {
            throw new AssertionError(text, broken);
        }
    }

    private static String after(String text, BiConsumer<JsonEdits, JsonObject> change) {
        JsonDocument document = document(text);
        var edits = new JsonEdits(document);
        change.accept(edits, document.object());
        String written = edits.document().text();
        assertEquals(plain(edits.document().root()), plain(document(written).root()), written);
        return written;
    }

    private static String list(String text, BiConsumer<JsonEdits, JsonArray> change) {
        return after(text, (edits, root) -> change.accept(edits, root.array("l").orElseThrow()));
    }

    @Test
    void itemsAddedToAOneLineListStayOnThatLine() {
        String text = "{\"l\": [1, 2, 3]}";
        assertEquals("{\"l\": [2, 3]}", list(text, (e, l) -> e.remove(l, 0)));
        assertEquals("{\"l\": [1, 2]}", list(text, (e, l) -> e.remove(l, 2)));
        assertEquals("{\"l\": [3, 1, 2]}", list(text, (e, l) -> e.move(l, 2, 0)));
        assertEquals("{\"l\": [2, 3, 1]}", list(text, (e, l) -> e.move(l, 0, 2)));
        assertEquals("{\"l\": [0, 1, 2, 3]}", list(text, (e, l) -> e.insert(l, 0, number("0"))));
        assertEquals("{\"l\": [1, 2, 3, 4]}", list(text, (e, l) -> e.append(l, number("4"))));
        assertEquals("{\"l\": [1, 9, 3]}", list(text, (e, l) -> e.replace(l, 1, number("9"))));
        assertEquals("{\"l\":[1,2]}", list("{\"l\":[1]}", (e, l) -> e.append(l, number("2"))));
        assertEquals("{\"l\": [1]}", list("{\"l\": []}", (e, l) -> e.append(l, number("1"))));
    }

    @Test
    void objectsAddedToAListAreIndentedLikeTheirNeighbours() {
        String text =
                """
                {
                  "l": [
                    { "id": "a", "odd" :1 },
                    { "id": "b" }
                  ]
                }
                """;
        NewJsonValue clip =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string("c"))
                        .with("params", NewJsonValue.object().with("x", "1.0"))
                        .with("nodes", NewJsonValue.array().with(NewJsonValue.string("n")));
        assertEquals(
                """
                {
                  "l": [
                    { "id": "b" },
                    {
                      "id": "c",
                      "params": {
                        "x": 1.0
                      },
                      "nodes": [
                        "n"
                      ]
                    },
                    { "id": "a", "odd" :1 }
                  ]
                }
                """,
                list(
                        text,
                        (edits, list) -> {
                            edits.move(list, 0, 1);
                            edits.insert(list, 1, clip);
                        }));
    }

    @Test
    void anEmptyListIsFilledInTheStyleOfTheDocument() {
        assertEquals(
                "{\n  \"l\": [\n    {\n      \"id\": \"a\"\n    },\n    2\n  ]\n}",
                list(
                        "{\n  \"l\": []\n}",
                        (edits, list) -> {
                            edits.append(list, NewJsonValue.object().with("id", "\"a\""));
                            edits.append(list, number("2"));
                        }));
    }

    @Test
    void aListThatIsEmptiedIsEmpty() {
        assertEquals(
                "{\"l\": []}",
                list(
                        "{\"l\": [\n 1,\n 2\n]}",
                        (edits, list) -> {
                            edits.remove(list, 0);
                            edits.remove(list, 0);
                        }));
    }

    @Test
    void aMovedItemKeepsItsEdits() {
        assertEquals(
                "{\"l\": [{\"b\": 2}, {\"a\": 9, \"c\": 3}]}",
                list(
                        "{\"l\": [{\"a\": 1}, {\"b\": 2}]}",
                        (edits, list) -> {
                            var first = (JsonObject) list.values().getFirst();
                            edits.set(first, "a", "9");
                            edits.move(list, 0, 1);
                            edits.set(first, "c", "3");
                        }));
    }

    private static NewJsonValue number(String written) {
        return NewJsonValue.written(written);
    }

    @Test
    void anyChangesOfAnyListKeepTheTextOfOtherItems() {
        var random = new Random(11);
        for (int round = 0; round < 2000; round++) {
            JsonDocument before = document("{\"l\":" + new RandomText(random).array(2) + "}");
            JsonArray list = before.object().array("l").orElseThrow();
            List<String> expected = new ArrayList<>();
            list.values().forEach(value -> expected.add(value.text()));
            var edits = new JsonEdits(before);
            for (int count = 0; count < 4; count++) {
                change(edits, list, expected, random);
            }
            String text = edits.document().text();

            JsonArray after = document(text).object().array("l").orElseThrow();
            assertEquals(expected, after.values().stream().map(JsonValue::text).toList(), text);
        }
    }

    private static void change(
            JsonEdits edits, JsonArray list, List<String> expected, Random random) {
        int size = expected.size();
        int place = random.nextInt(size + 1);
        if (size == 0 || random.nextInt(3) == 0) {
            edits.insert(list, place, number("[ 7 ]"));
            expected.add(place, "[ 7 ]");
        } else if (random.nextBoolean()) {
            edits.remove(list, place % size);
            expected.remove(place % size);
        } else {
            int to = random.nextInt(size);
            edits.move(list, place % size, to);
            expected.add(to, expected.remove(place % size));
        }
    }

    @Test
    void removingAnItemRemovesOneComma() {
        String text = "{ \"a\": 1, \"b\": 2, \"c\": 3 }";
        assertEquals("{ \"b\": 2, \"c\": 3 }", after(text, (e, d) -> e.remove(d, "a")));
        assertEquals("{ \"a\": 1, \"c\": 3 }", after(text, (e, d) -> e.remove(d, "b")));
        assertEquals("{ \"a\": 1, \"b\": 2 }", after(text, (e, d) -> e.remove(d, "c")));
    }

    @Test
    void removingAllLeavesAnEmptyObject() {
        assertEquals(
                "{}",
                after(
                        "{ \"a\": 1,\n \"b\": 2 }",
                        (edits, dict) -> {
                            edits.remove(dict, "b");
                            edits.remove(dict, "a");
                        }));
    }

    @Test
    void newMembersHaveTheStyleOfTheirNeighbours() {
        assertEquals(
                "{\n   \"a\" : 1,\n   \"b\" : 2\n}",
                after("{\n   \"a\" : 1\n}", (e, d) -> e.set(d, "b", "2")));
        assertEquals("{\"a\":1,\"b\":2}", after("{\"a\":1}", (e, d) -> e.set(d, "b", "2")));
        assertEquals("{\"a\": 1, \"b\": 2}", after("{\"a\": 1}", (e, d) -> e.set(d, "b", "2")));
    }

    @Test
    void newObjectsAreFilledTogether() {
        assertEquals(
                "{\"a\": 1, \"m\": {\"x\": 1, \"y\": {\"z\": 2}}}",
                after(
                        "{\"a\": 1}",
                        (edits, dict) -> {
                            edits.set(dict, List.of("m", "x"), "1");
                            edits.set(dict, List.of("m", "y", "z"), "2");
                        }));
    }

    @Test
    void ofTwoEqualKeysTheLastIsChanged() {
        assertEquals(
                "{\"a\": 1, \"a\": 9}",
                after("{\"a\": 1, \"a\": 2}", (e, d) -> e.set(d, "a", "9")));
        assertEquals(
                "{\"b\": 3}", after("{\"a\": 1, \"a\": 2, \"b\": 3}", (e, d) -> e.remove(d, "a")));
    }

    @Test
    void anyChangesOfAnyTextKeepTheRest() {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String text = new RandomText(random).object(3);
            JsonDocument before = document(text);
            var edits = new JsonEdits(before);
            List<String> changed = new ArrayList<>();
            for (JsonMember member : before.object().members()) {
                if (random.nextInt(3) == 0 && !changed.contains(member.key())) {
                    changed.add(member.key());
                    change(edits, before.object(), member.key(), random.nextInt(3));
                }
            }
            edits.set(before.object(), "fresh one", "true");
            JsonObject after = document(edits.document().text()).object();

            assertEquals("true", after.value("fresh one").orElseThrow().text(), text);
            for (JsonMember member : before.object().members()) {
                if (!changed.contains(member.key()) && before.object().counts(member)) {
                    JsonValue kept = after.value(member.key()).orElseThrow();
                    assertEquals(member.value().text(), kept.text(), text);
                }
            }
        }
    }

    private static void change(JsonEdits edits, JsonObject dict, String key, int how) {
        if (how == 0) {
            edits.remove(dict, key);
        } else {
            edits.set(dict, how == 1 ? List.of(key) : List.of(key, "in"), "[ 1 ]");
        }
    }

    @Test
    void aDocumentPrintsTheTextThatItWasReadFrom() {
        var random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            String text = new RandomText(random).object(3);
            JsonDocument document = document(text);
            assertEquals(text, document.text());
            check(document.root());
            assertEquals(text, document.with(reprinted(document.root())).text());
        }
    }

    /** Each value's text is a text of that value. */
    private static void check(JsonValue value) {
        String written = "{\"it\":" + value.text() + "}";
        JsonValue again = document(written).object().value("it").orElseThrow();
        assertEquals(plain(value), plain(again), written);
        if (value instanceof JsonObject object) {
            object.members().forEach(member -> check(member.value()));
        }
        if (value instanceof JsonArray list) {
            list.values().forEach(JsonEditsTest::check);
        }
    }

    /** The same values, printed from their parts and not from the text that was read. */
    private static JsonValue reprinted(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                    new JsonObject(
                            object.members().stream()
                                    .map(member -> member.with(reprinted(member.value())))
                                    .toList(),
                            object.inside(),
                            SourceSpan.NONE);
            case JsonArray array ->
                    new JsonArray(
                            array.items().stream()
                                    .map(item -> item.with(reprinted(item.value())))
                                    .toList(),
                            array.inside(),
                            SourceSpan.NONE);
            default -> value;
        };
    }

    private static String plain(JsonValue value) {
        return switch (value) {
            case JsonString text -> "text " + text.value();
            case JsonNumber number -> "number " + number.value();
            case JsonBoolean flag -> "flag " + flag.value();
            case JsonNull none -> "null";
            case JsonArray list ->
                    list.values().stream().map(JsonEditsTest::plain).toList().toString();
            case JsonObject dict ->
                    dict.members().stream()
                            .map(member -> member.key() + "=" + plain(member.value()))
                            .toList()
                            .toString();
        };
    }
}
