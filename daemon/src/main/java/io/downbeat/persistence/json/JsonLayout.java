package io.downbeat.persistence.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * Writes the text of a new value.
     *
     * @param outer the indentation of the line that it begins in; empty to write everything in one
     *     line
     */
    void append(NewJsonValue value, Optional<String> outer, TextSink out) {
        switch (value) {
            case NewJsonValue.Written(var json) -> out.append(json);
            case NewJsonValue.InPieces(var writer) -> writer.accept(out);
            case NewJsonValue.Members(var byKey) -> appendMembers(byKey, outer, out);
            case NewJsonValue.Items(var items) -> appendItems(items, outer, out);
        }
    }

    private void appendMembers(
            Map<String, NewJsonValue> byKey, Optional<String> outer, TextSink out) {
        Optional<String> inner = outer.map(indented -> indented + step);
        out.append("{");
        boolean first = true;
        for (var member : byKey.entrySet()) {
            appendSeparator(first, outer, out);
            first = false;
            out.append(JsonValue.quoted(member.getKey()));
            out.append(colon);
            append(member.getValue(), inner, out);
        }
        out.append(byKey.isEmpty() ? "" : last(outer));
        out.append("}");
    }

    private void appendItems(List<NewJsonValue> items, Optional<String> outer, TextSink out) {
        Optional<String> inner = outer.map(indented -> indented + step);
        out.append("[");
        for (int index = 0; index < items.size(); index++) {
            appendSeparator(index == 0, outer, out);
            append(items.get(index), inner, out);
        }
        out.append(items.isEmpty() ? "" : last(outer));
        out.append("]");
    }

    private void appendSeparator(boolean first, Optional<String> outer, TextSink out) {
        if (!first) {
            out.append(outer.isPresent() ? "," : "," + space());
        }
        out.append(first(outer));
    }
}
