package io.downbeat.clock.follow;

/**
 * Detects pulses that keep coming too late or too early, by two cumulative sums (E. S. Page,
 * "Continuous inspection schemes", 1954). Random deviations cancel out; persistent ones add up to
 * an alarm, and the sum says where they began.
 */
final class DriftDetector {

    /**
     * Subtracted from each deviation, in deviations: half of the smallest shift that is to be
     * detected, 0.5.
     */
    private static final double ALLOWANCE = 0.25;

    /**
     * In deviations. Jitter alone gives one false alarm in 430,000 pulses (Siegmund's
     * approximation), 2.5 hours of ticks at 120 BPM.
     */
    private static final double THRESHOLD = 22;

    /** What one pulse adds at most, so that an alarm takes at least four pulses. */
    private static final double LARGEST_STEP = THRESHOLD / 3;

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

    /** A pulse deviates by this much, in units of the expected error. */
    void onDeviation(double deviation, long pulse) {
        double step = Math.clamp(deviation, -LARGEST_STEP, LARGEST_STEP);
        late = Math.max(0, late + step - ALLOWANCE);
        early = Math.max(0, early - step - ALLOWANCE);
        if (late == 0) {
            lateSince = pulse + 1;
        }
        if (early == 0) {
            earlySince = pulse + 1;
        }
    }

    boolean isDrifting() {
        return late > THRESHOLD || early > THRESHOLD;
    }

    /** The first pulse of those that led to the alarm. */
    long since() {
        return late > early ? lateSince : earlySince;
    }
}
