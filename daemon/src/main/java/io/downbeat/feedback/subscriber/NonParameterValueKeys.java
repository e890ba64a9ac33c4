package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.schema.Flag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values beside the parameters that hands move, such as the tempo and lengths of transitions:
 * each gets a number below 0, where parameters have theirs from 0 on. Not thread safe.
 */
public final class NonParameterValueKeys {

    private final Map<ConcreteAddress, Integer> keys = new LinkedHashMap<>();
    private final List<ConcreteAddress> places = new ArrayList<>();

    public static boolean isOne(AddressRow row) {
        return row.objectKind() != ObjectKind.PARAM && row.is(Flag.CONTINUOUS);
    }

    public static boolean isValue(int what) {
        return what < 0;
    }

    /** The number of a place, the same each time. */
    public int key(ConcreteAddress place) {
        return keys.computeIfAbsent(
                place,
                fresh -> {
                    places.add(fresh);
                    return -places.size();
                });
    }

    /** The place that has a number. */
    public ConcreteAddress place(int key) {
        return places.get(-key - 1);
    }
}
