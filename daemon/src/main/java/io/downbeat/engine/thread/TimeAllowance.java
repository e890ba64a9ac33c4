package io.downbeat.engine.thread;

/**
 * A share of the elapsed time that some work may use. Unused time is kept for a burst, up to a
 * limit; who has used too much pauses until the share is kept again. Pure arithmetic, in
 * microseconds.
 */
final class TimeAllowance {

    private final double share;
    private final long burstMicros;
    private final long longestPauseMicros;
    private double freeMicros;

    /**
     * Begins with the whole burst.
     *
     * @param share of the elapsed time, more than 0 and less than 1
     */
    TimeAllowance(double share, long burstMicros, long longestPauseMicros) {
        this.share = share;
        this.burstMicros = burstMicros;
        this.longestPauseMicros = longestPauseMicros;
        freeMicros = burstMicros;
    }

    /** Notes that time has passed, and how much of it the work has used. */
    void onPassed(long elapsedMicros, double usedMicros) {
        double lowest = -share * longestPauseMicros;
        freeMicros =
                Math.clamp(
                        freeMicros + share * elapsedMicros - usedMicros,
                        lowest,
                        (double) burstMicros);
    }

    /** Whether nothing is left for a burst. */
    boolean isUsedUp() {
        return freeMicros < share * longestPauseMicros;
    }

    /** How long to pause now so that the share is kept; 0 for not at all. */
    long pauseMicros() {
        return freeMicros >= 0 ? 0 : (long) Math.ceil(-freeMicros / share);
    }
}
