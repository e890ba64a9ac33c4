package io.downbeat.clock.follow;

/**
 * A delay-locked loop together with the jitter of its pulses.
 *
 * @param variance of the jitter of one pulse, in square microseconds
 * @param pulseCount pulses since the loop began
 */
record DelayLockedLoopWithJitter(DelayLockedLoop loop, double variance, int pulseCount) {

    /**
     * Pulses. From then on one pulse far off the line is not believed at once. Fewer would take the
     * search for the tempo for outliers.
     */
    static final int SETTLED = 8;

    /**
     * In square microseconds: no arrival is stamped more exactly than to a quarter of a
     * millisecond.
     */
    private static final double LEAST_VARIANCE = 250.0 * 250;

    /**
     * In square microseconds, before it is measured: 2 ms, between a MIDI cable (under 1) and Wi-Fi
     * (5 and more).
     */
    private static final double PRESUMED_VARIANCE = 2000.0 * 2000;

    /** The presumed variance counts as much as this many measured pulses. */
    private static final int PRESUMED_PULSES = 4;

    /**
     * The variance is the mean over about this many pulses: its own error is then about an eighth.
     */
    private static final int JITTER_PULSES = 128;

    /** In standard deviations: an error counts at most this much (three sigma). */
    private static final double CLIP = 3;

    /** A variance that was measured on n pulses is taken for 1 + 20 / n times as large. */
    private static final double CAUTION_PULSES = 20;

    /** A share: how far the tempo may have moved while the clock paused. */
    private static final double RESTART_PERIOD_ERROR = 0.1;

    /** A share: a stated tempo is this exact, as 120.3 is of 120.0 and 120.6. */
    static final double STATED_PERIOD_ERROR = 0.003;

    /**
     * A loop after its first pulse.
     *
     * @param periodError how far the period may be off, as a share of it
     */
    static DelayLockedLoopWithJitter first(
            double position, double at, double period, double periodError) {
        double unknown = periodError * periodError * period * period / PRESUMED_VARIANCE;
        return new DelayLockedLoopWithJitter(
                new DelayLockedLoop(
                        position, at, period, new DelayLockedLoop.Uncertainty(1, 0, unknown)),
                PRESUMED_VARIANCE,
                1);
    }

    /** The same clock after a pause: its last tempo and jitter are a guess now. */
    DelayLockedLoopWithJitter restartedAt(double position, double at) {
        return first(position, at, loop.period(), RESTART_PERIOD_ERROR);
    }

    /**
     * The loop with a period that the clock has stated, from now on; from the first pulse on if
     * that was the only one.
     */
    DelayLockedLoopWithJitter withStatedPeriod(double period, double at) {
        return pulseCount == 1
                ? withKnownPeriod(period)
                : withLoop(loop.advancedTo(loop.positionAt(at))).withKnownPeriod(period);
    }

    /** After a pulse at that position, on a line that was determined outside of the loop. */
    DelayLockedLoopWithJitter pinnedTo(double position, double at, double period) {
        double sure = STATED_PERIOD_ERROR * STATED_PERIOD_ERROR * period * period / variance;
        DelayLockedLoop line =
                new DelayLockedLoop(
                        position, at, period, new DelayLockedLoop.Uncertainty(1, 0, sure));
        return new DelayLockedLoopWithJitter(line, variance, pulseCount + 1);
    }

    /** The same phase with a period that is known but for its last digits. */
    DelayLockedLoopWithJitter withKnownPeriod(double period) {
        return withLoop(
                loop.withPeriod(
                        period,
                        STATED_PERIOD_ERROR * STATED_PERIOD_ERROR * period * period / variance));
    }

    boolean isSettled() {
        return pulseCount >= SETTLED;
    }

    double jitter() {
        return StrictMath.sqrt(variance);
    }

    /** The factor by which the variance may be underrated after so few pulses. */
    double caution() {
        return 1 + CAUTION_PULSES / pulseCount;
    }

    /** How far a pulse there is off the line, in units of the expected error. */
    double deviation(double position, double at) {
        return (at - loop.expectedAt(position)) / expectedError(position);
    }

    /** How far pulses there are usually off the line, in microseconds. */
    double expectedError(double position) {
        return loop.advancedTo(position).errorSpread() * jitter() * StrictMath.sqrt(caution());
    }

    DelayLockedLoopWithJitter onPulse(double position, double at, double memory) {
        DelayLockedLoop due = loop.advancedTo(position);
        double expectedError = expectedError(position);
        double error = at - due.at();
        double clipped =
                isSettled()
                        ? Math.clamp(error, -CLIP * expectedError, CLIP * expectedError)
                        : error;
        return new DelayLockedLoopWithJitter(
                due.correctedBy(clipped, memory),
                jitterAfter(clipped / due.errorSpread()),
                pulseCount + 1);
    }

    /**
     * The new variance. The first three pulses find the tempo; their errors say little about
     * jitter.
     */
    private double jitterAfter(double error) {
        if (pulseCount < 3) {
            return variance;
        }
        double square = Math.min(error * error, CLIP * CLIP * variance);
        int pulses = Math.min(pulseCount - 3 + PRESUMED_PULSES, JITTER_PULSES);
        return Math.max(LEAST_VARIANCE, variance + (square - variance) / (pulses + 1));
    }

    /** The same jitter with another line. */
    DelayLockedLoopWithJitter withLoop(DelayLockedLoop other) {
        return new DelayLockedLoopWithJitter(other, variance, pulseCount);
    }

    /**
     * The same line with a period that may be off by half, so that the next pulses determine it.
     */
    DelayLockedLoopWithJitter readyForTempoChange() {
        double unknown = loop.period() * loop.period() / 4 / variance;
        return withLoop(loop.withUncertainty(0.25, unknown));
    }

    /** The same tempo with another phase, which the next pulses determine. */
    DelayLockedLoopWithJitter movedTo(double position, double at) {
        return withLoop(loop.movedTo(position, at).withUncertainty(1, 0));
    }
}
