package io.downbeat.output;

import java.util.HashMap;
import java.util.Map;

/**
 * What one receiver was told of late, by what it is a value of. Bounded: what was not spoken of for
 * long is forgotten, and so is the older half when {@value #MOST} values were told. Not thread
 * safe.
 */
final class SentValueHistories {

    /** So many values, and as many from before them, are remembered: some ten megabytes at most. */
    private static final int MOST = 32_768;

    private Map<Object, SentValueHistory> present = new HashMap<>();
    private Map<Object, SentValueHistory> former = new HashMap<>();

    /** What was told of a value: a parameter's number, or the map of a rig that it goes by. */
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

    void clear() {
        present.clear();
        former.clear();
    }
}
