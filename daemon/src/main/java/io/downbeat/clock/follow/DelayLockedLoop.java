package io.downbeat.clock.follow;

/**
 * A delay-locked loop that filters time: the moment at which the other clock is at {@code
 * position}, and its period.
 *
 * <p>After Fons Adriaensen, "Using a DLL to filter time" (Linux Audio Conference 2005). Each pulse
 * is compared with the moment at which the loop expected it; a share of the error corrects the
 * phase and a smaller share the period. There the shares follow from a fixed bandwidth. Here they
 * follow from the {@link Uncertainty}, so the bandwidth is wide at the first pulses and narrows
 * with each: recursive least squares with a fading memory. The equations are in {@code
 * daemon/docs/pulse-follower.md}.
 *
 * @param position in quarters
 * @param at host microseconds at that position
 * @param period microseconds a quarter
 */
record DelayLockedLoop(double position, double at, double period, Uncertainty uncertainty) {

    /** Microseconds: 600 quarters a minute. No music clock is faster. */
    static final double SHORTEST_PERIOD = 100_000;

    /** Microseconds: 10 quarters a minute. No music clock is slower. */
    static final double LONGEST_PERIOD = 6_000_000;

    /**
     * A loop that forgets the share f with each pulse filters as well as a straight line through
     * 3.2 / f pulses: the variance of its phase is 1.25 f of the jitter's, that of the line 4 / n.
     */
    private static final double MEMORY_RATIO = 3.2;

    /**
     * Variances of phase and period and their covariance, in units of the jitter's variance of one
     * pulse.
     */
    record Uncertainty(double phase, double covariance, double period) {

        /** The uncertainty {@code quarters} further on. */
        Uncertainty after(double quarters) {
            return new Uncertainty(
                    phase + 2 * quarters * covariance + quarters * quarters * period,
                    covariance + quarters * period,
                    period);
        }
    }

    /** The moment at which the other clock is expected at that position. */
    double expectedAt(double to) {
        return at + (to - position) * period;
    }

    /** The position at which the other clock is expected at that moment. */
    double positionAt(double moment) {
        return position + (moment - at) / period;
    }

    /** The same line with its reference point at another position. */
    DelayLockedLoop advancedTo(double to) {
        return new DelayLockedLoop(to, expectedAt(to), period, uncertainty.after(to - position));
    }

    /** The standard deviation of the next error, in units of the jitter; at least 1. */
    double errorSpread() {
        return StrictMath.sqrt(1 + uncertainty.phase);
    }

    /**
     * The line after a pulse at exactly this position.
     *
     * @param error microseconds from the expected to the actual arrival
     * @param memory about how many pulses the loop remembers
     */
    DelayLockedLoop correctedBy(double error, double memory) {
        double sum = 1 + uncertainty.phase;
        double phaseShare = uncertainty.phase / sum;
        double periodShare = uncertainty.covariance / sum;
        double weight = 1 - MEMORY_RATIO / memory;
        return new DelayLockedLoop(
                position,
                at + phaseShare * error,
                Math.clamp(period + periodShare * error, SHORTEST_PERIOD, LONGEST_PERIOD),
                new Uncertainty(
                        uncertainty.phase / sum / weight,
                        uncertainty.covariance / sum / weight,
                        (uncertainty.period - periodShare * uncertainty.covariance) / weight));
    }

    /** The same line with at least these variances of phase and period. */
    DelayLockedLoop withUncertainty(double phase, double perQuarter) {
        return new DelayLockedLoop(
                position,
                at,
                period,
                new Uncertainty(
                        Math.max(uncertainty.phase, phase),
                        0,
                        Math.max(uncertainty.period, perQuarter)));
    }

    /** The same phase with another period and its variance. */
    DelayLockedLoop withPeriod(double otherPeriod, double perQuarter) {
        return new DelayLockedLoop(
                position, at, otherPeriod, new Uncertainty(uncertainty.phase, 0, perQuarter));
    }

    /** The same period with another phase. */
    DelayLockedLoop movedTo(double to, double moment) {
        return new DelayLockedLoop(to, moment, period, uncertainty);
    }
}
