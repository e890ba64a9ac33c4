package io.downbeat.persistence;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The manner in which a document is written, for what is new in it.
 *
 * @param lineEnd what ends a line; empty if the whole document stands in one
 * @param step what one level is indented by
 * @param colon what stands between a key and its value
 */
record DocumentStyle(String text, String lineEnd, String step, String colon) {

    static DocumentStyle of(Document document) {
        String text = document.text();
        if (document.root().members().isEmpty()) {
            return new DocumentStyle(text, "\n", "  ", ": ");
        }
        Json.Member first = document.root().members().getFirst();
        String lead = lead(text, first);
        String lineEnd = lead.contains("\r\n") ? "\r\n" : lead.contains("\n") ? "\n" : "";
        return new DocumentStyle(text, lineEnd, afterLine(lead), colon(text, first));
    }

    /** The white space before a member's key. */
    private static String lead(String text, Json.Member member) {
        int start = member.keyStart();
        while (Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, member.keyStart());
    }

    private static String colon(String text, Json.Member member) {
        return text.substring(member.keyEnd(), member.value().start());
    }

    private static String afterLine(String lead) {
        return lead.substring(lead.lastIndexOf('\n') + 1);
    }

    /** How far a member is indented; empty if it does not begin its line. */
    Optional<String> indentation(Json.Member member) {
        String lead = lead(text, member);
        return lead.contains("\n") ? Optional.of(afterLine(lead)) : Optional.empty();
    }

    /** New members behind the last one of an object. */
    String behind(Json.Member last, Json.Dict dict, Map<String, Change> fresh) {
        String lead = lead(text, last);
        String own = colon(text, last);
        boolean tight = lead.isEmpty() && dict.members().size() == 1 && !own.equals(":");
        var written = new StringBuilder();
        for (var member : fresh.entrySet()) {
            written.append(',')
                    .append(tight ? " " : lead)
                    .append(Json.quoted(member.getKey()))
                    .append(own)
                    .append(written(member.getValue(), indentation(last)));
        }
        return written.toString();
    }

    /** The inside of an object that holds nothing but new members. */
    String inside(Json.Dict dict, Map<String, Change> fresh) {
        Optional<String> outer =
                lineEnd.isEmpty() ? Optional.empty() : Optional.of(lineOf(dict.start()));
        return fresh.isEmpty() ? "" : members(fresh, outer);
    }

    /** The white space that begins the line of a place in the text. */
    private String lineOf(int place) {
        int line = text.lastIndexOf('\n', place) + 1;
        int end = line;
        while (text.charAt(end) == ' ' || text.charAt(end) == '\t') {
            end++;
        }
        return text.substring(line, end);
    }

    /**
     * A new value.
     *
     * @param outer how far its key is indented; empty to write all in one line
     */
    String written(Change change, Optional<String> outer) {
        return switch (change) {
            case Change.Value(var json) -> json;
            case Change.Removal removed -> "null";
            case Change.Members(var byKey) -> "{" + members(byKey, outer) + "}";
        };
    }

    private String members(Map<String, Change> byKey, Optional<String> outer) {
        Optional<String> inner = outer.map(indented -> indented + step);
        String before = inner.map(indented -> lineEnd + indented).orElse("");
        String between = inner.isPresent() || colon.equals(":") ? "," : ", ";
        String after = outer.map(indented -> lineEnd + indented).orElse("");
        var joined = new StringJoiner(between, "", after);
        byKey.forEach((key, change) ->
                joined.add(before + Json.quoted(key) + colon + written(change, inner)));
        return joined.toString();
    }
}
