package io.downbeat.output;

import io.downbeat.graph.ParamValue;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;

/**
 * The numbers that one receiver was sent many at a time within the last second: frames of fades,
 * and launches. They are kept as arrays, because a large fade sends hundreds of thousands in a
 * second and nearly none of them is ever asked for. What is asked for is moved into the parameter's
 * {@link SentValuesOfOneParameter}.
 */
final class SentBatches {

    /**
     * The most numbers, of 12 bytes each: 4,096 parameters for a second at 60 frames a second.
     * Beyond that the oldest are forgotten.
     */
    static final int MOST_NUMBERS = 262_144;

    /** Marks a number that was moved or forgotten. */
    private static final double GONE = Double.NaN;

    /** What was sent at once. */
    private static final class Batch {
        private final HostMicros leaves;
        private final RequestSender by;

        /** Ascending. */
        private final int[] parameters;

        private final double[] numbers;

        private Batch(HostMicros leaves, RequestSender by, int[] parameters, double[] numbers) {
            this.leaves = leaves;
            this.by = by;
            this.parameters = parameters;
            this.numbers = numbers;
        }
    }

    private final Deque<Batch> batches = new ArrayDeque<>();
    private final BitSet contained = new BitSet();
    private int count;

    /**
     * Adds what is sent at once.
     *
     * @param parameters ascending, each once; kept
     * @param numbers one for each parameter; kept
     */
    void add(int[] parameters, double[] numbers, HostMicros leaves, RequestSender by) {
        batches.addLast(new Batch(leaves, by, parameters, numbers));
        count += parameters.length;
        for (int parameter : parameters) {
            contained.set(parameter);
        }
        while (!batches.isEmpty() && isTooOldOrTooMany(batches.getFirst(), leaves)) {
            count -= batches.removeFirst().parameters.length;
        }
    }

    private boolean isTooOldOrTooMany(Batch oldest, HostMicros now) {
        return count > MOST_NUMBERS
                || now.since(oldest.leaves) > SentValuesOfOneParameter.WINDOW_MICROS;
    }

    /** Moves the numbers of a parameter to the end of its history. */
    void moveNumbersToHistory(SentValuesOfOneParameter history, int parameter) {
        if (!contained.get(parameter)) {
            return;
        }
        for (Batch batch : batches) {
            int index = Arrays.binarySearch(batch.parameters, parameter);
            if (index >= 0 && !Double.isNaN(batch.numbers[index])) {
                ParamValue value = ParamValue.of(batch.numbers[index]);
                history.add(value, batch.leaves, true, batch.by);
                batch.numbers[index] = GONE;
            }
        }
        contained.clear(parameter);
    }

    void forget(int parameter) {
        moveNumbersToHistory(new SentValuesOfOneParameter(), parameter);
    }

    void clear() {
        batches.clear();
        contained.clear();
        count = 0;
    }
}
