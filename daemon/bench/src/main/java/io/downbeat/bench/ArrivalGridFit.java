package io.downbeat.bench;

import java.util.Arrays;

/**
 * Fits an evenly spaced grid to arrival times. The sender's period is known; the offset of the grid
 * is the median over the arrivals. A constant delay of the sender therefore does not count, its
 * jitter and its drift do.
 */
record ArrivalGridFit(Samples deviations, int missed) {
    /**
     * @param arrivals in nanoseconds, at least one, in any order
     * @param period of the grid, in nanoseconds, above 0
     */
    static ArrivalGridFit fitted(long[] arrivals, long period) {
        long offset = arrivals[0];
        // The first arrival may be the worst one; a second pass removes its deviation.
        for (int pass = 0; pass < 2; pass++) {
            offset += Samples.of(remainders(arrivals, offset, period)).median();
        }
        return around(arrivals, offset, period);
    }

    /** Arrivals against a known grid: {@code offset} is one of its points. */
    static ArrivalGridFit around(long[] arrivals, long offset, long period) {
        long[] deviations = remainders(arrivals, offset, period);
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = Math.abs(deviations[i]);
        }
        return new ArrivalGridFit(Samples.of(deviations), missed(arrivals, offset, period));
    }

    private static long[] remainders(long[] arrivals, long offset, long period) {
        return Arrays.stream(arrivals)
                .map(arrival -> arrival - offset - nearest(arrival, offset, period) * period)
                .toArray();
    }

    private static int missed(long[] arrivals, long offset, long period) {
        long[] points =
                Arrays.stream(arrivals)
                        .map(arrival -> nearest(arrival, offset, period))
                        .distinct()
                        .sorted()
                        .toArray();
        return (int) (points[points.length - 1] - points[0] + 1 - points.length);
    }

    private static long nearest(long arrival, long offset, long period) {
        return Math.floorDiv(arrival - offset + period / 2, period);
    }
}
