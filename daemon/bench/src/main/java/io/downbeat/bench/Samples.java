package io.downbeat.bench;

import java.util.Arrays;
import java.util.List;

/** Measured numbers, sorted, at least one; in the unit of the measurement. */
final class Samples {
    private final long[] sorted;

    private Samples(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * @throws IllegalArgumentException without a number
     */
    static Samples of(long... measured) {
        if (measured.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        long[] sorted = measured.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /** All samples of several rounds. */
    static Samples all(List<Samples> rounds) {
        return of(rounds.stream().flatMapToLong(one -> Arrays.stream(one.sorted)).toArray());
    }

    int size() {
        return sorted.length;
    }

    /**
     * The smallest sample that this percentage of the samples does not exceed (nearest rank).
     *
     * @param percent above 0, up to 100
     */
    long percentile(double percent) {
        int rank = (int) Math.ceil(sorted.length * percent / 100);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    long median() {
        return percentile(50);
    }

    long least() {
        return sorted[0];
    }

    long most() {
        return sorted[sorted.length - 1];
    }
}
