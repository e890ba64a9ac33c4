package io.downbeat.clock.follow;

/**
 * Finds lost and doubled pulses among the first pulses of a sequence, when no line exists yet that
 * would show them: the pulse numbers that a straight line fits best.
 */
final class LostOrDoubledFirstPulseDetector {

    /**
     * A slip is assumed if it leaves less than this share of the squares; for two lost pulses the
     * share is squared.
     */
    private static final double MUCH_BETTER = 0.06;

    private LostOrDoubledFirstPulseDetector() {}

    /**
     * For each pulse, by how many positions it is further on than its index. Tries no slip, one
     * lost or doubled pulse, and two lost ones.
     */
    static int[] skipped(double[] times) {
        int[] even = new int[times.length];
        double evenly = squaresLeft(times, even);
        double least = MUCH_BETTER * evenly;
        int[] slipped = even;
        for (int from = 1; from < times.length; from++) {
            for (int way = -1; way <= 1; way += 2) {
                int[] candidate = shiftedFrom(even, from, way);
                double rest = squaresLeft(times, candidate);
                if (rest < least) {
                    least = rest;
                    slipped = candidate;
                }
            }
        }
        return slipped[times.length - 1] != 0
                ? slipped
                : twoLost(times, MUCH_BETTER * MUCH_BETTER * evenly);
    }

    /** The positions with two lost pulses that leave less than {@code least}, else even ones. */
    private static int[] twoLost(double[] times, double least) {
        int[] even = new int[times.length];
        int[] best = even;
        double left = least;
        for (int from = 1; from < times.length; from++) {
            int[] one = shiftedFrom(even, from, 1);
            for (int again = from; again < times.length; again++) {
                int[] candidate = shiftedFrom(one, again, 1);
                double rest = squaresLeft(times, candidate);
                if (rest < left) {
                    left = rest;
                    best = candidate;
                }
            }
        }
        return best;
    }

    private static int[] shiftedFrom(int[] skipped, int from, int way) {
        int[] slipped = skipped.clone();
        for (int i = from; i < slipped.length; i++) {
            slipped[i] += way;
        }
        return slipped;
    }

    /** The squares that the best straight line leaves. */
    private static double squaresLeft(double[] times, int[] skipped) {
        double meanX = 0;
        double meanY = 0;
        int n = times.length;
        for (int i = 0; i < n; i++) {
            meanX += (i + skipped[i]) / (double) n;
            meanY += (times[i] - times[0]) / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double x = i + skipped[i] - meanX;
            double y = times[i] - times[0] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        return yy - xy * xy / xx;
    }
}
