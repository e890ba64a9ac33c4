package io.downbeat.output;

import java.util.HashMap;
import java.util.Map;

/**
 * The values that one receiver was sent lately, by parameter or map. Bounded: when {@value
 * #MOST_VALUES} values have been sent, the older half is forgotten.
 */
final class SentValueHistories {

    /** This many values, and as many older ones, are kept: about ten megabytes at most. */
    private static final int MOST_VALUES = 32_768;

    private Map<Object, SentValuesOfOneParameter> recent = new HashMap<>();
    private Map<Object, SentValuesOfOneParameter> older = new HashMap<>();

    /**
     * The history of a value.
     *
     * @param key the parameter's number, or the map of the rig file
     */
    SentValuesOfOneParameter historyOf(Object key) {
        SentValuesOfOneParameter known = recent.get(key);
        if (known != null) {
            return known;
        }
        if (recent.size() == MOST_VALUES) {
            older = recent;
            recent = new HashMap<>();
        }
        SentValuesOfOneParameter fromOlder = older.remove(key);
        SentValuesOfOneParameter history =
                fromOlder == null ? new SentValuesOfOneParameter() : fromOlder;
        recent.put(key, history);
        return history;
    }

    void forget(Object key) {
        recent.remove(key);
        older.remove(key);
    }

    void clear() {
        recent.clear();
        older.clear();
    }
}
