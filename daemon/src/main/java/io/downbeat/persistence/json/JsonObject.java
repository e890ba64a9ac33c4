package io.downbeat.persistence.json;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object. Of several members with the same key, the last one counts, as in the application
 * that first wrote graph files. The others stay in the text.
 */
public final class JsonObject extends JsonValue {

    /** An object without members, used if a text has none. */
    public static final JsonObject EMPTY = new JsonObject(List.of(), "", SourceSpan.NONE);

    /** Up to this number, comparing each member is as fast as an index. */
    private static final int FEW_MEMBERS = 8;

    private final String inside;
    private final ObjectOrArrayText written;

    /** Null until the members of a new object are asked for. */
    private @Nullable List<JsonMember> members;

    /** The index of the member that counts, by key; null until it is needed. */
    private @Nullable Map<String, Integer> index;

    /**
     * @param inside the white space in an object without members
     * @param written the text that it was parsed from; none if it was edited
     */
    JsonObject(List<JsonMember> members, String inside, SourceSpan written) {
        this.members = members;
        this.inside = inside;
        this.written = written;
    }

    /** A new object. */
    JsonObject(NewObjectOrArrayText written) {
        this.inside = "";
        this.written = written;
    }

    private Map<String, Integer> index(List<JsonMember> all) {
        Map<String, Integer> known = index;
        if (known == null) {
            known = HashMap.newHashMap(all.size());
            for (int place = 0; place < all.size(); place++) {
                known.put(all.get(place).key(), place);
            }
            index = known;
        }
        return known;
    }

    /** All members in the order of the text, also those that do not count. */
    public List<JsonMember> members() {
        List<JsonMember> known = members;
        if (known == null) {
            known = ((JsonObject) JsonReader.written(text())).members();
            members = known;
        }
        return known;
    }

    /** False for a member that a later one with the same key replaces. */
    @SuppressWarnings("ReferenceEquality") // This same object: an equal member may be beside it.
    public boolean counts(JsonMember member) {
        int place = place(member.key());
        return place >= 0 && members().get(place) == member;
    }

    /** The value under {@code key}; empty if there is none. */
    public Optional<JsonValue> value(String key) {
        int place = place(key);
        return place < 0 ? Optional.empty() : Optional.of(members().get(place).value());
    }

    /** The object under {@code key}; empty if there is none. */
    public Optional<JsonObject> object(String key) {
        return value(key).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    /** The object at the end of a path of keys; this one if the path is empty. */
    public Optional<JsonObject> object(List<String> path) {
        Optional<JsonObject> found = Optional.of(this);
        for (String key : path) {
            found = found.flatMap(object -> object.object(key));
        }
        return found;
    }

    /** The array under {@code key}; empty if there is none. */
    public Optional<JsonArray> array(String key) {
        return value(key).filter(JsonArray.class::isInstance).map(JsonArray.class::cast);
    }

    /** The values of the array under {@code key}; none if there is no array. */
    public List<JsonValue> values(String key) {
        return array(key).map(JsonArray::values).orElse(List.of());
    }

    /** The string under {@code key}; empty if there is none. */
    public Optional<String> string(String key) {
        return value(key)
                .filter(JsonString.class::isInstance)
                .map(string -> ((JsonString) string).value());
    }

    private int place(String key) {
        List<JsonMember> all = members();
        if (all.size() > FEW_MEMBERS) {
            return index(all).getOrDefault(key, -1);
        }
        for (int place = all.size() - 1; place >= 0; place--) {
            if (all.get(place).key().equals(key)) {
                return place;
            }
        }
        return -1;
    }

    String inside() {
        return inside;
    }

    @Override
    public String kind() {
        return "an object";
    }

    @Override
    void appendTo(TextSink out) {
        if (!written.isNone()) {
            written.appendTo(out);
            return;
        }
        out.append("{");
        List<JsonMember> all = members();
        out.append(all.isEmpty() ? inside : "");
        for (int place = 0; place < all.size(); place++) {
            out.append(place == 0 ? "" : ",");
            all.get(place).appendTo(out);
        }
        out.append("}");
    }
}
