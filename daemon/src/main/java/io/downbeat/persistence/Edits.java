package io.downbeat.persistence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes to a document, collected by object and woven into its text at once: replaced values take
 * the place of the old ones, new members stand behind the last in the manner of those before them.
 * Not thread safe.
 */
final class Edits {

    private record Edited(Json.Dict dict, Change.Members members) {}

    /** A span of the text and what stands there instead. */
    private record Splice(int start, int end, String text) {}

    private final Document document;
    private final DocumentStyle layout;
    private final Map<Integer, Edited> edited = new LinkedHashMap<>();

    Edits(Document document) {
        this.document = document;
        this.layout = DocumentStyle.of(document);
    }

    /** Sets the member at the end of a path of keys; objects that are missing are made. */
    void set(Json.Dict from, List<String> keys, String json) {
        Json.Dict dict = from;
        int depth = 0;
        while (depth < keys.size() - 1 && dict.dict(keys.get(depth)).isPresent()) {
            dict = dict.dict(keys.get(depth)).orElseThrow();
            depth++;
        }
        Change.Members members = members(dict);
        for (; depth < keys.size() - 1; depth++) {
            Change there = members.byKey().get(keys.get(depth));
            var next = there instanceof Change.Members pending ? pending : new Change.Members();
            members.byKey().put(keys.get(depth), next);
            members = next;
        }
        members.byKey().put(keys.getLast(), new Change.Value(json));
    }

    void set(Json.Dict dict, String key, String json) {
        set(dict, List.of(key), json);
    }

    /** Takes a member out, if it is there. */
    void remove(Json.Dict dict, String key) {
        if (dict.byKey().containsKey(key)) {
            members(dict).byKey().put(key, new Change.Removal());
        }
    }

    private Change.Members members(Json.Dict dict) {
        return edited.computeIfAbsent(dict.start(), start -> new Edited(dict, new Change.Members()))
                .members();
    }

    /** The text with all changes in it; the old one if there are none. */
    String text() {
        List<Splice> splices = new ArrayList<>();
        edited.values().forEach(one -> splices(one, splices));
        // At one place a removal that ends there comes before what is put in behind it.
        splices.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
        var out = new StringBuilder(document.text().length() + 64);
        int at = 0;
        for (Splice splice : splices) {
            out.append(document.text(), at, splice.start()).append(splice.text());
            at = splice.end();
        }
        return out.append(document.text(), at, document.text().length()).toString();
    }

    private void splices(Edited one, List<Splice> splices) {
        Json.Dict dict = one.dict();
        Map<String, Change> fresh = new LinkedHashMap<>(one.members().byKey());
        fresh.keySet().removeAll(dict.byKey().keySet());
        List<Json.Member> kept =
                dict.members().stream().filter(member -> !isRemoved(one, member)).toList();
        if (kept.isEmpty()) {
            String inside = layout.inside(dict, fresh);
            splices.add(new Splice(dict.start() + 1, dict.end() - 1, inside));
            return;
        }
        removals(one, kept.getFirst(), splices);
        one.members().byKey().forEach((key, change) -> replace(dict, key, change, splices));
        if (!fresh.isEmpty()) {
            int end = dict.members().getLast().value().end();
            splices.add(new Splice(end, end, layout.behind(dict.members().getLast(), dict, fresh)));
        }
    }

    private static boolean isRemoved(Edited one, Json.Member member) {
        return one.members().byKey().get(member.key()) instanceof Change.Removal;
    }

    /** A member goes with the comma before it, or, before the first that stays, the one behind. */
    private static void removals(Edited one, Json.Member firstKept, List<Splice> splices) {
        List<Json.Member> all = one.dict().members();
        for (int index = 0; index < all.size(); index++) {
            Json.Member member = all.get(index);
            if (!isRemoved(one, member)) {
                continue;
            }
            boolean leading = member.keyStart() < firstKept.keyStart();
            int start = leading ? member.keyStart() : all.get(index - 1).value().end();
            int end = leading ? all.get(index + 1).keyStart() : member.value().end();
            splices.add(new Splice(start, end, ""));
        }
    }

    private void replace(Json.Dict dict, String key, Change change, List<Splice> splices) {
        Json.Member member = dict.byKey().get(key);
        if (member != null && !(change instanceof Change.Removal)) {
            String text = layout.written(change, layout.indentation(member));
            splices.add(new Splice(member.value().start(), member.value().end(), text));
        }
    }
}
