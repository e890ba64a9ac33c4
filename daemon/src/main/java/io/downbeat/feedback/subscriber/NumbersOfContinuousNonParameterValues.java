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
public final class NumbersOfContinuousNonParameterValues {

    private final Map<ConcreteAddress, Integer> numbers = new LinkedHashMap<>();
    private final List<ConcreteAddress> places = new ArrayList<>();

    /** Whether a row has continuous values that are not parameters. */
    public static boolean isContinuousValue(AddressRow row) {
        return row.objectKind() != ObjectKind.PARAM && row.hasFlag(MethodFlag.CONTINUOUS);
    }

    /** Whether a number is one of these, not a parameter's. */
    public static boolean isContinuousValue(int valueNumber) {
        return valueNumber < 0;
    }

    /** The number of a value; always the same. */
    public int numberOf(ConcreteAddress place) {
        return numbers.computeIfAbsent(
                place,
                added -> {
                    places.add(added);
                    return -places.size();
                });
    }

    /** The value with a number. */
    public ConcreteAddress valueOf(int valueNumber) {
        return places.get(-valueNumber - 1);
    }
}
