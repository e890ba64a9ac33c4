package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonValue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An object of a list that has an id and a name. Without a name, its id is its name. */
record JsonObjectWithIdAndName(ObjectReader objectReader, String id, String name) {

    /** The objects of a list. An object without an id, or with a repeated id, is ignored. */
    static List<JsonObjectWithIdAndName> all(ObjectReader parent, String key) {
        List<JsonObjectWithIdAndName> all = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (ObjectReader objectReader : parent.objects(key)) {
            String id = objectReader.text("id").orElse("");
            if (id.isEmpty()) {
                objectReader.warn("id", "expected an id as text; ignored without one");
            } else if (!ids.add(id)) {
                objectReader.warn(
                        "id", "the id " + JsonValue.quoted(id) + " is used twice; ignored");
            } else {
                all.add(
                        new JsonObjectWithIdAndName(
                                objectReader, id, objectReader.text("name").orElse(id)));
            }
        }
        return all;
    }
}
