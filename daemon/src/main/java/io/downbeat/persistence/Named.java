package io.downbeat.persistence;

import io.downbeat.persistence.json.JsonValue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An object of a list that has an id and a name; without a name it goes by its id. */
record Named(Fields fields, String id, String name) {

    /** The objects of a list; one without an id, or with an id for the second time, is ignored. */
    static List<Named> all(Fields parent, String key) {
        List<Named> all = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Fields fields : parent.objects(key)) {
            String id = fields.text("id").orElse("");
            if (id.isEmpty()) {
                fields.warn("id", "expected an id in text; ignored without one");
            } else if (!ids.add(id)) {
                fields.warn("id", "the id " + JsonValue.quoted(id) + " is there twice; ignored");
            } else {
                all.add(new Named(fields, id, fields.text("name").orElse(id)));
            }
        }
        return all;
    }
}
