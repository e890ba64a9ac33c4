package io.downbeat.feedback;

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
final class NonParameterValueKeys {

    private final Map<ConcreteAddress, Integer> keys = new LinkedHashMap<>();
    private final List<ConcreteAddress> places = new ArrayList<>();

    static boolean isOne(AddressRow row) {
        return row.objectKind() != ObjectKind.PARAM && row.is(Flag.CONTINUOUS);
    }

    static boolean isValue(int what) {
        return what < 0;
    }

    /** The number of a place, the same each time. */
    int key(ConcreteAddress place) {
        return keys.computeIfAbsent(
                place,
                fresh -> {
                    places.add(fresh);
                    return -places.size();
                });
    }

    /** The place that has a number. */
    ConcreteAddress place(int key) {
        return places.get(-key - 1);
    }
}
