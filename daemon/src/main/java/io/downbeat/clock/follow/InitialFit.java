package io.downbeat.clock.follow;

/** The first pulses of a train, before any line could tell a lost or a doubled one. */
final class InitialFit {

    /** What must be left of the squares for a slip, or for another one, to be believed. */
    private static final double CLEARLY = 0.06;

    private InitialFit() {}

    /**
     * By how many places each pulse lies further on than if they all came one after the other: none
     * is most likely, then one that was lost or doubled, then two that were lost.
     */
    static int[] further(double[] times) {
        int[] even = new int[times.length];
        double evenly = rest(times, even);
        double least = CLEARLY * evenly;
        int[] slipped = even;
        for (int from = 1; from < times.length; from++) {
            for (int way = -1; way <= 1; way += 2) {
                int[] reading = slippedFrom(even, from, way);
                double rest = rest(times, reading);
                if (rest < least) {
                    least = rest;
                    slipped = reading;
                }
            }
        }
        return slipped[times.length - 1] != 0
                ? slipped
                : twoLost(times, CLEARLY * CLEARLY * evenly);
    }

    /** The reading with two lost that leaves less than that; else that none was. */
    private static int[] twoLost(double[] times, double least) {
        int[] even = new int[times.length];
        int[] best = even;
        double left = least;
        for (int from = 1; from < times.length; from++) {
            int[] one = slippedFrom(even, from, 1);
            for (int again = from; again < times.length; again++) {
                int[] reading = slippedFrom(one, again, 1);
                double rest = rest(times, reading);
                if (rest < left) {
                    left = rest;
                    best = reading;
                }
            }
        }
        return best;
    }

    private static int[] slippedFrom(int[] further, int from, int way) {
        int[] slipped = further.clone();
        for (int i = from; i < slipped.length; i++) {
            slipped[i] += way;
        }
        return slipped;
    }

    /** The squares that a straight line leaves. */
    private static double rest(double[] times, int[] further) {
        double meanX = 0;
        double meanY = 0;
        int n = times.length;
        for (int i = 0; i < n; i++) {
            meanX += (i + further[i]) / (double) n;
            meanY += (times[i] - times[0]) / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double x = i + further[i] - meanX;
            double y = times[i] - times[0] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        return yy - xy * xy / xx;
    }
}
