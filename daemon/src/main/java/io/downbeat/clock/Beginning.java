package io.downbeat.clock;

/** The first pulses of a train, before any line could tell a lost or a doubled one. */
final class Beginning {

    /** What must be left of the squares for a slip to be believed. */
    private static final double CLEARLY = 0.06;

    private Beginning() {}

    /**
     * The pulse from which on one is missing (its number) or one was doubled (its number, negated);
     * 0 where pulses from first to last are most likely one after the other.
     */
    static int slip(double[] times) {
        double least = CLEARLY * rest(times, times.length, 0);
        int slip = 0;
        for (int from = 1; from < times.length; from++) {
            for (int way = -1; way <= 1; way += 2) {
                double rest = rest(times, from, way);
                if (rest < least) {
                    least = rest;
                    slip = way * from;
                }
            }
        }
        return slip;
    }

    /** The squares that a straight line leaves if one pulse slipped there. */
    private static double rest(double[] times, int from, int slip) {
        double meanX = 0;
        double meanY = 0;
        int n = times.length;
        for (int i = 0; i < n; i++) {
            meanX += (i + (i >= from ? slip : 0)) / (double) n;
            meanY += (times[i] - times[0]) / n;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double x = i + (i >= from ? slip : 0) - meanX;
            double y = times[i] - times[0] - meanY;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        return yy - xy * xy / xx;
    }
}
