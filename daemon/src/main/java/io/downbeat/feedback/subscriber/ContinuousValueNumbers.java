package io.downbeat.feedback.subscriber;

import io.downbeat.address.AddressRow;
import io.downbeat.address.ConcreteAddress;
import io.downbeat.address.ObjectKind;
import io.downbeat.schema.MethodFlag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a number to each continuous value that is not a parameter, such as the tempo and the
 * lengths of transitions. These numbers are below 0; the numbers of parameters begin at 0.
 */
public final class ContinuousValueNumbers {

    private final Map<ConcreteAddress, Integer> keys = new LinkedHashMap<>();
    private final List<ConcreteAddress> places = new ArrayList<>();

    public static boolean isOne(AddressRow row) {
        return row.objectKind() != ObjectKind.PARAM && row.is(MethodFlag.CONTINUOUS);
    }

    public static boolean isValue(int what) {
        return what < 0;
    }

    /** The number of a value; always the same. */
    public int key(ConcreteAddress place) {
        return keys.computeIfAbsent(
                place,
                fresh -> {
                    places.add(fresh);
                    return -places.size();
                });
    }

    /** The value with a number. */
    public ConcreteAddress place(int key) {
        return places.get(-key - 1);
    }
}
