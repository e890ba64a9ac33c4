package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Laws of changing a text: what was not named stays, and the result says what was asked. */
class EditsTest {

    private static Document document(String text) {
        return Document.of("test", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String after(String text, BiConsumer<Edits, Json.Dict> change) {
        Document document = document(text);
        var edits = new Edits(document);
        change.accept(edits, document.root());
        return edits.text();
    }

    @Test
    void removingTakesOneComma() {
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
    void whatIsNewStandsInTheMannerOfItsNeighbours() {
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
    void anyTextTakesAnyChangesAndKeepsTheRest() {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            String text = new RandomText(random).object(3);
            Document before = document(text);
            var edits = new Edits(before);
            List<String> changed = new ArrayList<>();
            for (Json.Member member : before.root().members()) {
                if (random.nextInt(3) == 0 && !changed.contains(member.key())) {
                    changed.add(member.key());
                    change(edits, before.root(), member.key(), random.nextInt(3));
                }
            }
            edits.set(before.root(), "fresh one", "true");
            Document after = document(edits.text());

            assertEquals(
                    "true", after.written(after.root().value("fresh one").orElseThrow()), text);
            for (Json.Member member : before.root().byKey().values()) {
                if (!changed.contains(member.key())) {
                    Json kept = after.root().value(member.key()).orElseThrow();
                    assertEquals(before.written(member.value()), after.written(kept), text);
                }
            }
        }
    }

    private static void change(Edits edits, Json.Dict dict, String key, int how) {
        if (how == 0) {
            edits.remove(dict, key);
        } else {
            edits.set(dict, how == 1 ? List.of(key) : List.of(key, "in"), "[ 1 ]");
        }
    }

    @Test
    void everySpanIsTheTextOfItsValue() {
        var random = new Random(3);
        for (int round = 0; round < 2000; round++) {
            String text = new RandomText(random).object(3);
            check(document(text), document(text).root());
        }
    }

    private static void check(Document document, Json value) {
        String written = "{\"it\":" + document.written(value) + "}";
        Json again = document(written).root().value("it").orElseThrow();
        assertEquals(plain(value), plain(again), written);
        if (value instanceof Json.Dict dict) {
            dict.members().forEach(member -> check(document, member.value()));
        }
        if (value instanceof Json.Array list) {
            list.items().forEach(item -> check(document, item));
        }
    }

    private static String plain(Json value) {
        return switch (value) {
            case Json.Text text -> "text " + text.value();
            case Json.Numeral number -> "number " + number.value();
            case Json.Flag flag -> "flag " + flag.value();
            case Json.Null none -> "null";
            case Json.Array list -> list.items().stream().map(EditsTest::plain).toList().toString();
            case Json.Dict dict ->
                    dict.members().stream()
                            .map(member -> member.key() + "=" + plain(member.value()))
                            .toList()
                            .toString();
        };
    }
}
