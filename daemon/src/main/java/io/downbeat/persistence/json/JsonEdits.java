package io.downbeat.persistence.json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects changes to the objects and arrays of a document; {@link #document} makes them all. A
 * replaced value takes the place of the old one. New members and items come after the last one and
 * are laid out like their neighbours. Everything else keeps its text.
 */
@SuppressWarnings("ReferenceEquality") // This same object: an equal item may be beside it.
public final class JsonEdits {

    /** Looked up by identity, and never iterated. */
    private final IdentityHashMap<JsonObject, Map<String, Optional<NewJsonValue>>> objects =
            new IdentityHashMap<>();

    private final IdentityHashMap<JsonArray, List<Entry>> arrays = new IdentityHashMap<>();
    private final JsonDocument document;
    private final JsonLayout layout;

    /** An item of an edited array: an existing one or a new one. */
    private sealed interface Entry {
        record Kept(JsonArrayItemWithWhiteSpace item) implements Entry {}

        record Added(NewJsonValue value) implements Entry {}
    }

    public JsonEdits(JsonDocument document) {
        this.document = document;
        this.layout = JsonLayout.of(document);
    }

    /** Sets the member at the end of a path of keys. Missing objects are created. */
    public void set(JsonObject from, List<String> keys, NewJsonValue value) {
        JsonObject object = from;
        int depth = 0;
        while (depth < keys.size() - 1 && object.object(keys.get(depth)).isPresent()) {
            object = object.object(keys.get(depth)).orElseThrow();
            depth++;
        }
        Map<String, Optional<NewJsonValue>> members = members(object);
        if (depth == keys.size() - 1) {
            members.put(keys.getLast(), Optional.of(value));
            return;
        }
        NewJsonValue.Members made =
                made(members.getOrDefault(keys.get(depth), Optional.empty()).orElse(null));
        members.put(keys.get(depth), Optional.of(made));
        for (depth++; depth < keys.size() - 1; depth++) {
            NewJsonValue.Members inner = made(made.byKey().get(keys.get(depth)));
            made.with(keys.get(depth), inner);
            made = inner;
        }
        made.with(keys.getLast(), value);
    }

    private static NewJsonValue.Members made(@Nullable NewJsonValue there) {
        return there instanceof NewJsonValue.Members members ? members : NewJsonValue.object();
    }

    /** Sets the member to a value that is given as JSON text. */
    public void set(JsonObject from, List<String> keys, String json) {
        set(from, keys, NewJsonValue.written(json));
    }

    public void set(JsonObject object, String key, String json) {
        set(object, List.of(key), json);
    }

    /** Removes a member if it exists; of several with the same key, all. */
    public void remove(JsonObject object, String key) {
        if (object.value(key).isPresent()) {
            members(object).put(key, Optional.empty());
        }
    }

    /**
     * Inserts a new item into an array.
     *
     * @param index its new index, from 0; the items from there on move up by one
     */
    public void insert(JsonArray array, int index, NewJsonValue value) {
        entries(array).add(index, new Entry.Added(value));
    }

    /** Adds a new item at the end of an array. */
    public void append(JsonArray array, NewJsonValue value) {
        entries(array).add(new Entry.Added(value));
    }

    /** Removes an item by its index, from 0, in the array as edited so far. */
    public void remove(JsonArray array, int index) {
        entries(array).remove(index);
    }

    /**
     * Moves an item. Both indexes refer to the array as edited so far, the second without the item.
     */
    public void move(JsonArray array, int from, int to) {
        List<Entry> entries = entries(array);
        entries.add(to, entries.remove(from));
    }

    /** Replaces an item by a new one. */
    public void replace(JsonArray array, int index, NewJsonValue value) {
        entries(array).set(index, new Entry.Added(value));
    }

    private Map<String, Optional<NewJsonValue>> members(JsonObject object) {
        return objects.computeIfAbsent(object, first -> new LinkedHashMap<>());
    }

    private List<Entry> entries(JsonArray array) {
        return arrays.computeIfAbsent(
                array,
                first -> {
                    List<Entry> entries = new ArrayList<>();
                    first.items().forEach(item -> entries.add(new Entry.Kept(item)));
                    return entries;
                });
    }

    /**
     * Whether an object or an array was added, removed or moved, or an array changed, and not only
     * texts, numbers and the like.
     */
    public boolean changesStructure() {
        return !arrays.isEmpty()
                || objects.entrySet().stream()
                        .anyMatch(object -> changesStructure(object.getKey(), object.getValue()));
    }

    private static boolean changesStructure(
            JsonObject object, Map<String, Optional<NewJsonValue>> changes) {
        return changes.entrySet().stream()
                .anyMatch(change ->
                        change.getValue().filter(value -> !value.isPlain()).isPresent()
                                || object.value(change.getKey())
                                        .filter(value ->
                                                value instanceof JsonObject
                                                        || value instanceof JsonArray)
                                        .isPresent());
    }

    /** The document with all changes; the same object if there are none. */
    public JsonDocument document() {
        if (objects.isEmpty() && arrays.isEmpty()) {
            return document;
        }
        Optional<String> outer = layout.lineEnd().isEmpty() ? Optional.empty() : Optional.of("");
        return document.with(edited(document.root(), outer));
    }

    /**
     * A value with the changes inside it.
     *
     * @param outer the indentation of the line that it begins in; empty in a document of one line
     */
    private JsonValue edited(JsonValue value, Optional<String> outer) {
        return switch (value) {
            case JsonObject object -> edited(object, outer);
            case JsonArray array -> edited(array, outer);
            case JsonString string -> string;
            case JsonNumber number -> number;
            case JsonBoolean constant -> constant;
            case JsonNull none -> none;
        };
    }

    private Optional<String> within(String before, Optional<String> outer) {
        return outer.isEmpty() ? outer : JsonLayout.indentation(before).or(() -> outer);
    }

    private JsonObject edited(JsonObject object, Optional<String> outer) {
        Map<String, Optional<NewJsonValue>> changes = objects.getOrDefault(object, Map.of());
        List<JsonMember> members = new ArrayList<>();
        boolean same = changes.isEmpty();
        for (JsonMember member : object.members()) {
            Optional<NewJsonValue> change = changes.get(member.key());
            if (change != null && change.isEmpty()) {
                removeMember(members, member, object.members().getFirst() == member);
                continue;
            }
            Optional<String> indented = within(member.before(), outer);
            JsonMember kept =
                    change != null && object.counts(member)
                            ? member.with(value(change.get(), member.before()))
                            : member.with(edited(member.value(), indented));
            same &= kept == member;
            members.add(members.isEmpty() ? asFirst(object, kept) : kept);
        }
        if (same) {
            return object;
        }
        Map<String, NewJsonValue> fresh = new LinkedHashMap<>();
        changes.forEach((key, change) -> {
            if (object.value(key).isEmpty()) {
                change.ifPresent(value -> fresh.put(key, value));
            }
        });
        add(members, fresh, outer);
        return new JsonObject(List.copyOf(members), "", SourceSpan.NONE);
    }

    /** The first remaining member takes the white space of the first one. */
    private static JsonMember asFirst(JsonObject object, JsonMember kept) {
        String before = object.members().getFirst().before();
        return before.equals(kept.before())
                ? kept
                : kept.withSurroundings(before, kept.value(), kept.after());
    }

    /** Removes a member with the comma before it. The white space after it stays. */
    private static void removeMember(List<JsonMember> members, JsonMember gone, boolean first) {
        if (!first && !members.isEmpty()) {
            JsonMember last = members.removeLast();
            members.add(last.withSurroundings(last.before(), last.value(), gone.after()));
        }
    }

    private JsonValue value(NewJsonValue change, String before) {
        Optional<String> outer = JsonLayout.indentation(before);
        var text = new NewObjectOrArrayText(change, layout, outer);
        return switch (change) {
            case NewJsonValue.Members members -> new JsonObject(text);
            case NewJsonValue.Items items -> new JsonArray(text);
            case NewJsonValue.Written(var json) -> JsonReader.written(json);
            case NewJsonValue.InPieces(var writer) -> {
                var json = new StringBuilder();
                writer.accept(json::append);
                yield JsonReader.written(json.toString());
            }
        };
    }

    private void add(
            List<JsonMember> members, Map<String, NewJsonValue> fresh, Optional<String> outer) {
        boolean wasEmpty = members.isEmpty();
        for (var entry : fresh.entrySet()) {
            JsonMember member;
            if (members.isEmpty()) {
                member = member(entry, layout.first(outer), layout.colon(), layout.last(outer));
            } else {
                JsonMember last = members.removeLast();
                boolean inLine = wasEmpty && outer.isEmpty();
                boolean tight = members.isEmpty() && last.before().isEmpty() && !inLine;
                String before = inLine ? layout.space() : last.before();
                String colon = last.colon();
                member =
                        member(
                                entry,
                                tight && !colon.equals(":") ? " " : before,
                                colon,
                                last.after());
                members.add(last.withSurroundings(last.before(), last.value(), ""));
            }
            members.add(member);
        }
    }

    private JsonMember member(
            Map.Entry<String, NewJsonValue> entry, String before, String colon, String after) {
        String key = entry.getKey();
        JsonValue value = value(entry.getValue(), before);
        return new JsonMember(before, JsonValue.quoted(key), key, colon, value, after);
    }

    private JsonArray edited(JsonArray array, Optional<String> outer) {
        List<Entry> entries = arrays.get(array);
        if (entries == null) {
            return unarranged(array, outer);
        }
        List<JsonArrayItemWithWhiteSpace> items = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            String before = before(array, index, entries.get(index), outer);
            boolean last = index == entries.size() - 1;
            String after = last ? lastAfter(array, outer) : after(array, entries.get(index));
            JsonValue value =
                    switch (entries.get(index)) {
                        case Entry.Kept(var item) ->
                                edited(item.value(), within(item.before(), outer));
                        case Entry.Added(var added) -> value(added, before);
                    };
            items.add(new JsonArrayItemWithWhiteSpace(before, value, after));
        }
        return new JsonArray(List.copyOf(items), "", SourceSpan.NONE);
    }

    private JsonArray unarranged(JsonArray array, Optional<String> outer) {
        List<JsonArrayItemWithWhiteSpace> old = array.items();
        List<JsonArrayItemWithWhiteSpace> items = List.of();
        // A list that stays is not copied: one of an hour's take has 100,000s of numbers.
        for (int index = 0; index < old.size(); index++) {
            JsonArrayItemWithWhiteSpace item = old.get(index);
            JsonArrayItemWithWhiteSpace edited =
                    item.with(edited(item.value(), within(item.before(), outer)));
            if (edited != item && items.isEmpty()) {
                items = new ArrayList<>(old);
            }
            if (edited != item) {
                items.set(index, edited);
            }
        }
        return items.isEmpty() ? array : new JsonArray(List.copyOf(items), "", SourceSpan.NONE);
    }

    /**
     * White space belongs to the place and not to the item, so a new first item gets that of the
     * old first item.
     */
    private String before(JsonArray array, int index, Entry entry, Optional<String> outer) {
        List<JsonArrayItemWithWhiteSpace> old = array.items();
        if (old.isEmpty()) {
            return index == 0 || outer.isPresent() ? layout.first(outer) : layout.space();
        }
        String first = old.getFirst().before();
        if (index == 0) {
            return first;
        }
        String second =
                old.size() > 1
                        ? old.get(1).before()
                        : first.contains("\n") ? first : layout.space();
        return entry instanceof Entry.Kept(var item) && item != old.getFirst()
                ? item.before()
                : second;
    }

    private static String after(JsonArray array, Entry entry) {
        return entry instanceof Entry.Kept(var item) && item != array.items().getLast()
                ? item.after()
                : "";
    }

    private String lastAfter(JsonArray array, Optional<String> outer) {
        return array.items().isEmpty() ? layout.last(outer) : array.items().getLast().after();
    }
}
