package io.downbeat.clock.follow;

/**
 * A delay-locked loop that filters time: the moment at which a master is at {@code position}
 * quarters, and how long one of its quarters takes, both in microseconds.
 *
 * <p>After Fons Adriaensen, "Using a DLL to filter time" (Linux Audio Conference 2005): each pulse
 * is compared with the moment at which the loop expected it, a share of the miss moves the phase
 * and a smaller share the period. There the two shares follow from one fixed bandwidth. Here they
 * follow from {@link Doubt}, what the loop still does not know, so that the bandwidth begins as
 * wide as can be and narrows with every pulse (the line is then the straight line through all
 * pulses so far), down to that of a loop that forgets what lies {@code memory} pulses back.
 *
 * @param position quarters, counted as the pulses go
 * @param at host microseconds
 * @param period microseconds a quarter
 */
record DelayLockedLoop(double position, double at, double period, Uncertainty uncertainty) {

    /** The periods of 600 and of 10 quarters a minute: what is beyond is no music's clock. */
    static final double SHORTEST = 100_000;

    static final double LONGEST = 6_000_000;

    /** A fading memory knows as well as a straight line through 3.2 times its time constant. */
    private static final double FADING = 3.2;

    /**
     * How uncertain phase and period are: variances and covariance, in units of the variance of one
     * pulse's jitter.
     */
    record Uncertainty(double phase, double both, double period) {

        Uncertainty after(double quarters) {
            return new Uncertainty(
                    phase + 2 * quarters * both + quarters * quarters * period,
                    both + quarters * period,
                    period);
        }
    }

    /** The moment at which the master should be there. */
    double expects(double there) {
        return at + (there - position) * period;
    }

    /** Where the master should be at that moment. */
    double positionAt(double moment) {
        return position + (moment - at) / period;
    }

    /** The same line, seen from there. */
    DelayLockedLoop goneTo(double there) {
        return new DelayLockedLoop(
                there, expects(there), period, uncertainty.after(there - position));
    }

    /** How much wider than the jitter the next miss spreads, at least 1. */
    double spread() {
        return StrictMath.sqrt(1 + uncertainty.phase);
    }

    /**
     * The line after a pulse at this very position that came {@code miss} microseconds after it was
     * expected, by one who remembers about {@code memory} pulses.
     */
    DelayLockedLoop missedBy(double miss, double memory) {
        double sum = 1 + uncertainty.phase;
        double phaseShare = uncertainty.phase / sum;
        double periodShare = uncertainty.both / sum;
        double kept = 1 - FADING / memory;
        return new DelayLockedLoop(
                position,
                at + phaseShare * miss,
                Math.clamp(period + periodShare * miss, SHORTEST, LONGEST),
                new Uncertainty(
                        uncertainty.phase / sum / kept,
                        uncertainty.both / sum / kept,
                        (uncertainty.period - periodShare * uncertainty.both) / kept));
    }

    /** The same line, less sure of its phase and its period (in jitter's variances). */
    DelayLockedLoop doubting(double phase, double perQuarter) {
        return new DelayLockedLoop(
                position,
                at,
                period,
                new Uncertainty(
                        Math.max(uncertainty.phase, phase),
                        0,
                        Math.max(uncertainty.period, perQuarter)));
    }

    /** From here on at another period, with that doubt left about it. */
    DelayLockedLoop at(double otherPeriod, double perQuarter) {
        return new DelayLockedLoop(
                position, at, otherPeriod, new Uncertainty(uncertainty.phase, 0, perQuarter));
    }

    DelayLockedLoop movedTo(double there, double moment) {
        return new DelayLockedLoop(there, moment, period, uncertainty);
    }
}
