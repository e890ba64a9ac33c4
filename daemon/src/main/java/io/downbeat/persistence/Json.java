package io.downbeat.persistence;

import tools.jackson.core.io.JsonStringEncoder;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON text and the span of the text in which it stands, in characters, the end not
 * included.
 */
sealed interface Json {

    int start();

    int end();

    record Text(String value, int start, int end) implements Json {}

    /** A number; infinite if the text's is beyond a double. */
    record Numeral(double value, int start, int end) implements Json {}

    record Flag(boolean value, int start, int end) implements Json {}

    record Null(int start, int end) implements Json {}

    record Array(List<Json> items, int start, int end) implements Json {}

    /**
     * An object.
     *
     * @param members all of them, in the text's order
     * @param byKey those that count: of several with the same key the last, as in the application
     *     that first wrote such files
     */
    record Dict(List<Member> members, Map<String, Member> byKey, int start, int end)
            implements Json {

        /** False for a member that a later one with the same key replaces. */
        boolean counts(Member member) {
            Member last = byKey.get(member.key());
            return last != null && last.keyStart() == member.keyStart();
        }

        Optional<Json> value(String key) {
            return Optional.ofNullable(byKey.get(key)).map(Member::value);
        }

        /** The object under {@code key}, if there is one. */
        Optional<Dict> dict(String key) {
            return value(key).filter(Dict.class::isInstance).map(Dict.class::cast);
        }

        /** The list under {@code key}; empty if there is none. */
        List<Json> items(String key) {
            return value(key).orElse(this) instanceof Array list ? list.items() : List.of();
        }
    }

    /** A key and its value; the spans are the key's own, quotes included. */
    record Member(String key, int keyStart, int keyEnd, Json value) {}

    /** What the value is, in words. */
    default String kind() {
        return switch (this) {
            case Text text -> "text";
            case Numeral number -> "a number";
            case Flag flag -> flag.value() ? "true" : "false";
            case Null none -> "null";
            case Array list -> "a list";
            case Dict dict -> "an object";
        };
    }

    /** The text as JSON writes it. */
    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"';
    }
}
