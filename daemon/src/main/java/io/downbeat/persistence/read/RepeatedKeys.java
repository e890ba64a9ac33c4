package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonBoolean;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;

/** Warns about keys that an object has twice. The last one counts. */
record RepeatedKeys(Warnings warnings) {

    void check(JsonValue value, JsonPath path) {
        switch (value) {
            case JsonObject dict -> checkObject(dict, path);
            case JsonArray list -> {
                for (int index = 0; index < list.values().size(); index++) {
                    check(list.values().get(index), path.index(index));
                }
            }
            case JsonString text -> {}
            case JsonNumber number -> {}
            case JsonBoolean flag -> {}
            case JsonNull none -> {}
        }
    }

    private void checkObject(JsonObject dict, JsonPath path) {
        for (JsonMember member : dict.members()) {
            JsonPath at = path.key(member.key());
            if (!dict.counts(member)) {
                warnings.add(at, "the key occurs more than once; the last one counts");
            } else {
                check(member.value(), at);
            }
        }
    }
}
