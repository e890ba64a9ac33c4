package io.downbeat.output;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.HashMap;
import java.util.Map;

/**
 * The values that one receiver was sent lately, by parameter or map. Bounded: when {@value
 * #MOST_HISTORIES} parameters and maps have a history, the older half is forgotten.
 */
final class SentValueHistories {

    /** This many histories, and as many older ones, are kept. */
    private static final int MOST_HISTORIES = 32_768;

    private final SentBatches batches = new SentBatches();
    private Map<Object, SentValuesOfOneParameter> recent = new HashMap<>();
    private Map<Object, SentValuesOfOneParameter> older = new HashMap<>();

    /**
     * The history of a value.
     *
     * @param key the parameter's number, or the map of the rig file
     */
    SentValuesOfOneParameter historyOf(Object key) {
        SentValuesOfOneParameter history = knownOrNew(key);
        if (key instanceof Integer parameter) {
            batches.moveNumbersToHistory(history, parameter);
        }
        return history;
    }

    private SentValuesOfOneParameter knownOrNew(Object key) {
        SentValuesOfOneParameter known = recent.get(key);
        if (known != null) {
            return known;
        }
        if (recent.size() == MOST_HISTORIES) {
            older = recent;
            recent = new HashMap<>();
        }
        SentValuesOfOneParameter fromOlder = older.remove(key);
        SentValuesOfOneParameter history =
                fromOlder == null ? new SentValuesOfOneParameter() : fromOlder;
        recent.put(key, history);
        return history;
    }

    /** Adds numbers that are sent at once, as {@link SentBatches#add}. */
    void add(int[] parameters, double[] numbers, HostMicros leaves, RequestSender by) {
        batches.add(parameters, numbers, leaves, by);
    }

    void forget(Object key) {
        if (key instanceof Integer parameter) {
            batches.forget(parameter);
        }
        recent.remove(key);
        older.remove(key);
    }

    void clear() {
        batches.clear();
        recent.clear();
        older.clear();
    }
}
