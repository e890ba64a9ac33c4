package io.downbeat.persistence.json;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The layout of a document, used for new text in it.
 *
 * @param lineEnd the line end; empty if the whole document is one line
 * @param step the indentation of one level
 * @param colon the text between a key and its value
 */
record JsonLayout(String lineEnd, String step, String colon) {

    static JsonLayout of(JsonDocument document) {
        if (!(document.root() instanceof JsonObject root) || root.members().isEmpty()) {
            return new JsonLayout("\n", "  ", ": ");
        }
        JsonMember first = root.members().getFirst();
        String lead = first.before();
        String lineEnd = lead.contains("\r\n") ? "\r\n" : lead.contains("\n") ? "\n" : "";
        return new JsonLayout(lineEnd, afterLine(lead), first.colon());
    }

    private static String afterLine(String space) {
        return space.substring(space.lastIndexOf('\n') + 1);
    }

    /** The indentation of the line that ends this white space; empty if it contains no line end. */
    static Optional<String> indentation(String before) {
        return before.contains("\n") ? Optional.of(afterLine(before)) : Optional.empty();
    }

    /** The white space before a new first item or member; empty to stay in the same line. */
    String first(Optional<String> outer) {
        return outer.map(indented -> lineEnd + indented + step).orElse("");
    }

    /** The white space after the last item or member, if the first one is new. */
    String last(Optional<String> outer) {
        return outer.map(indented -> lineEnd + indented).orElse("");
    }

    /** The white space after a comma in the same line. */
    String space() {
        return colon.equals(":") ? "" : " ";
    }

    /**
     * The text of a new value.
     *
     * @param outer the indentation of the line that it begins in; empty to write everything in one
     *     line
     */
    String written(NewJsonValue value, Optional<String> outer) {
        return switch (value) {
            case NewJsonValue.Written(var json) -> json;
            case NewJsonValue.Members(var byKey) -> "{" + members(byKey, outer) + "}";
            case NewJsonValue.Items(var items) -> {
                var joined = joiner(items.isEmpty() ? Optional.empty() : outer, "[", "]");
                Optional<String> inner = outer.map(indented -> indented + step);
                items.forEach(item -> joined.add(first(outer) + written(item, inner)));
                yield joined.toString();
            }
        };
    }

    private String members(Map<String, NewJsonValue> byKey, Optional<String> outer) {
        if (byKey.isEmpty()) {
            return "";
        }
        var joined = joiner(outer, "", "");
        Optional<String> inner = outer.map(indented -> indented + step);
        byKey.forEach((key, value) ->
                joined.add(first(outer) + JsonValue.quoted(key) + colon + written(value, inner)));
        return joined.toString();
    }

    private StringJoiner joiner(Optional<String> outer, String open, String close) {
        String between = outer.isPresent() ? "," : "," + space();
        return new StringJoiner(between, open, last(outer) + close);
    }
}
