package io.downbeat.output;

import java.util.HashMap;
import java.util.Map;

/**
 * The values that one receiver was sent lately, by parameter or map. Bounded: when {@value #MOST}
 * values have been sent, the older half is forgotten.
 */
final class SentValueHistories {

    /** So many values, and as many older ones, are kept: some ten megabytes at most. */
    private static final int MOST = 32_768;

    private Map<Object, SentValueHistory> present = new HashMap<>();
    private Map<Object, SentValueHistory> former = new HashMap<>();

    /**
     * The history of a value.
     *
     * @param key the parameter's number, or the map of the rig file
     */
    SentValueHistory of(Object key) {
        SentValueHistory known = present.get(key);
        if (known != null) {
            return known;
        }
        if (present.size() == MOST) {
            former = present;
            present = new HashMap<>();
        }
        SentValueHistory kept = former.remove(key);
        SentValueHistory values = kept == null ? new SentValueHistory() : kept;
        present.put(key, values);
        return values;
    }

    void forget(Object key) {
        present.remove(key);
        former.remove(key);
    }

    void clear() {
        present.clear();
        former.clear();
    }
}
