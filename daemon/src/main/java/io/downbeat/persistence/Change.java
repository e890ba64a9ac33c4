package io.downbeat.persistence;

import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of a member of an object in the text. */
sealed interface Change {

    /** It holds this JSON from now on. */
    record Value(String json) implements Change {}

    /** It is taken out. */
    record Removal() implements Change {}

    /** It becomes a new object of these members. Not thread safe. */
    record Members(Map<String, Change> byKey) implements Change {
        Members() {
            this(new LinkedHashMap<>());
        }
    }
}
