package io.downbeat.persistence.read;

import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Range;

import java.util.Arrays;

/**
 * The range of a parameter that has none in the file, guessed from its known values: 0..1 if all
 * values are in it. For a single value v it is 0..2v. Otherwise it extends a quarter of the values'
 * span below the lowest and above the highest value.
 */
final class GuessedRange {

    private GuessedRange() {}

    static Range from(double[] known) {
        double low = Arrays.stream(known).min().orElse(0);
        double high = Arrays.stream(known).max().orElse(1);
        if (low >= 0 && high <= 1) {
            return new Range(0, 1, true);
        }
        if (low == high) {
            return between(Math.min(0, 2 * low), Math.max(0, 2 * low));
        }
        double quarter = high / 4 - low / 4;
        return between(low - quarter, high + quarter);
    }

    private static Range between(double min, double max) {
        double lowest = Math.max(min, -ParamValue.LARGEST);
        double highest = Math.min(max, ParamValue.LARGEST);
        return new Range(lowest, highest, true);
    }
}
