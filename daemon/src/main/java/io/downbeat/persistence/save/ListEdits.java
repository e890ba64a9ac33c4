package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.session.model.AddressableObject;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The changes of a save to one list: what was removed, added and moved. What stays keeps its text.
 * Items that a load ignores go when the list changes, because they could count in the new list.
 */
final class ListEdits {

    private final JsonEdits edits;
    private final JsonObject owner;
    private final List<String> path;
    private final Optional<JsonArray> array;

    /** What the list holds at one place: an item of the document, or a new one. */
    sealed interface Item {
        record Kept(JsonValue value) implements Item {}

        record Added(NewJsonValue value) implements Item {}
    }

    private ListEdits(JsonEdits edits, JsonObject owner, List<String> path) {
        this.edits = edits;
        this.owner = owner;
        this.path = path;
        array =
                owner.object(path.subList(0, path.size() - 1))
                        .flatMap(object -> object.array(path.getLast()));
    }

    /**
     * The list at the end of a path of keys. It need not exist.
     *
     * @param owner the object from which the path leads
     */
    static ListEdits of(JsonEdits edits, JsonObject owner, String... path) {
        return new ListEdits(edits, owner, List.of(path));
    }

    /** The values of the list in the document; none if there is no list. */
    List<JsonValue> values() {
        return array.map(JsonArray::values).orElse(List.of());
    }

    /** The objects of the list that count, by their ids: of equal ids the first. */
    Map<String, JsonObject> byId() {
        Map<String, JsonObject> byId = new LinkedHashMap<>();
        for (JsonValue value : values()) {
            if (value instanceof JsonObject object) {
                object.string("id")
                        .filter(id -> !id.isEmpty())
                        .ifPresent(id -> byId.putIfAbsent(id, object));
            }
        }
        return byId;
    }

    /** Writes what an object of the document has changed to. */
    @FunctionalInterface
    interface Change<T> {
        void write(JsonObject place, T before, T now);
    }

    /**
     * Makes the list hold these objects: those of the document are changed in their place, others
     * are added.
     *
     * @param before what a load of the document gives
     * @param added the text of a new object
     */
    <T extends AddressableObject> void write(
            List<T> before, List<T> now, Change<T> change, Function<T, NewJsonValue> added) {
        Map<String, JsonObject> places = byId();
        Map<String, T> former = new LinkedHashMap<>();
        before.forEach(object -> former.put(object.id(), object));
        List<Item> items = new ArrayList<>();
        for (T object : now) {
            JsonObject place = places.get(object.id());
            T old = former.get(object.id());
            if (place != null && old != null) {
                change.write(place, old, object);
                items.add(new Item.Kept(place));
            } else {
                items.add(new Item.Added(added.apply(object)));
            }
        }
        arrange(List.copyOf(places.values()), items);
    }

    /**
     * Makes the list hold these items, in this order.
     *
     * @param counted the items of the document that a load takes, in order
     */
    void arrange(List<? extends JsonValue> counted, List<Item> items) {
        if (isSame(counted, items)) {
            return;
        }
        if (array.isEmpty()) {
            var list = NewJsonValue.array();
            for (Item item : items) {
                if (item instanceof Item.Added(var value)) {
                    list.with(value);
                }
            }
            edits.set(owner, path, list);
            return;
        }
        List<JsonValue> order = new ArrayList<>(array.get().values());
        removeAllBut(items, order);
        for (int at = 0; at < items.size(); at++) {
            switch (items.get(at)) {
                case Item.Added(var value) -> {
                    edits.insert(array.get(), at, value);
                    order.add(at, JsonObject.EMPTY);
                }
                case Item.Kept(var value) -> move(order, indexOf(value, order, at), at);
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // The same object: an equal item may be beside it.
    private static boolean isSame(List<? extends JsonValue> counted, List<Item> items) {
        if (counted.size() != items.size()) {
            return false;
        }
        for (int at = 0; at < items.size(); at++) {
            if (!(items.get(at) instanceof Item.Kept(var value)) || value != counted.get(at)) {
                return false;
            }
        }
        return true;
    }

    private void removeAllBut(List<Item> items, List<JsonValue> order) {
        Set<JsonValue> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Item item : items) {
            if (item instanceof Item.Kept(var value)) {
                kept.add(value);
            }
        }
        for (int at = order.size() - 1; at >= 0; at--) {
            if (!kept.contains(order.get(at))) {
                edits.remove(array.orElseThrow(), at);
                order.remove(at);
            }
        }
    }

    private void move(List<JsonValue> order, int from, int to) {
        if (from != to) {
            edits.move(array.orElseThrow(), from, to);
            order.add(to, order.remove(from));
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private static int indexOf(JsonValue value, List<JsonValue> order, int from) {
        int at = from;
        while (order.get(at) != value) {
            at++;
        }
        return at;
    }
}
