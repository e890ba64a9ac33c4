package io.downbeat.clock.follow;

/**
 * A watch over pulses that keep coming too late, or too early: two cumulative sums (E. S. Page,
 * "Continuous inspection schemes", 1954). Single misses even out; what goes on adds up until it
 * tells, and where it began to is known then. Not thread safe.
 */
final class DriftDetector {

    private static final double USUAL = 0.25;
    private static final double TELLING = 22;
    private static final double MOST = TELLING / 3;

    private double late;
    private double early;
    private long lateSince;
    private long earlySince;

    void restart(long pulse) {
        late = 0;
        early = 0;
        lateSince = pulse;
        earlySince = pulse;
    }

    /** A pulse came that much too late, in units of what is usual. */
    void onSurprise(double surprise, long pulse) {
        double off = Math.clamp(surprise, -MOST, MOST);
        late = Math.max(0, late + off - USUAL);
        early = Math.max(0, early - off - USUAL);
        if (late == 0) {
            lateSince = pulse + 1;
        }
        if (early == 0) {
            earlySince = pulse + 1;
        }
    }

    boolean isDrifting() {
        return late > TELLING || early > TELLING;
    }

    /** The first pulse of those that tell. */
    long since() {
        return late > early ? lateSince : earlySince;
    }
}
