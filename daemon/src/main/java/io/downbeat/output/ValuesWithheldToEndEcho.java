package io.downbeat.output;

import io.downbeat.time.HostMicros;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The values that were withheld from one receiver and that it is sent when nothing comes back any
 * more.
 *
 * @param <K> what names a value in its history: a parameter's number, or a map of the rig file
 */
final class ValuesWithheldToEndEcho<K> {

    private final SentValueHistories histories;
    private final WithheldValuesSendTime schedule;
    private final Set<K> keys = new LinkedHashSet<>();

    ValuesWithheldToEndEcho(SentValueHistories histories, WithheldValuesSendTime schedule) {
        this.histories = histories;
        this.schedule = schedule;
    }

    /** Notes a value, if its history says that it was withheld. */
    void noteIfWithheld(K key, HostMicros now) {
        if (histories.historyOf(key).isWithheld()) {
            keys.add(key);
            schedule.withhold(now);
        }
    }

    /** Removes all values and returns those of which the receiver was sent nothing since. */
    List<K> drain() {
        List<K> still = keys.stream().filter(key -> histories.historyOf(key).isWithheld()).toList();
        keys.clear();
        return still;
    }

    /** Forgets a value, because it is sent anyway or not at all. */
    void forget(K key) {
        keys.remove(key);
    }

    /** Forgets all values, because they are sent anyway or not at all. */
    void clear() {
        keys.clear();
    }
}
