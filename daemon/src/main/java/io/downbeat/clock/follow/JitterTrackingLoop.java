package io.downbeat.clock.follow;

/**
 * A loop together with the jitter of the pulses that it is locked to.
 *
 * @param variance of one pulse, in square microseconds
 * @param onPulse pulses since the loop began
 */
record JitterTrackingLoop(DelayLockedLoop loop, double variance, int onPulse) {

    /** From here on a pulse far off the line is not believed at once. */
    static final int SETTLED = 8;

    /** No arrival is stamped more exactly than to a quarter of a millisecond. */
    private static final double LEAST_VARIANCE = 250.0 * 250;

    private static final double PRESUMED_VARIANCE = 2000.0 * 2000;
    private static final int PRESUMED_PULSES = 4;
    private static final int JITTER_PULSES = 128;
    private static final double FAR = 3;
    private static final double FEW = 20;
    private static final double GUESS = 0.1;

    /** A share: so far off a stated tempo may be, for its digits. */
    static final double DIGITS = 0.003;

    /** After a first pulse; the period may be off by about {@code doubt} of it. */
    static JitterTrackingLoop first(double position, double at, double period, double doubt) {
        double unknown = doubt * doubt * period * period / PRESUMED_VARIANCE;
        return new JitterTrackingLoop(
                new DelayLockedLoop(
                        position, at, period, new DelayLockedLoop.Uncertainty(1, 0, unknown)),
                PRESUMED_VARIANCE,
                1);
    }

    /** The same master heard again: what is known of its tempo and jitter is a guess now. */
    JitterTrackingLoop anew(double position, double at) {
        return first(position, at, loop.period(), GUESS);
    }

    /**
     * At a period that is known but for its last digits, from now on; or since the first pulse, if
     * that was all.
     */
    JitterTrackingLoop stated(double period, double at) {
        return onPulse == 1
                ? keeping(period)
                : around(loop.goneTo(loop.positionAt(at))).keeping(period);
    }

    /** After a pulse at that position, on a line that others than the loop have told. */
    JitterTrackingLoop heldTo(double position, double at, double period) {
        double sure = DIGITS * DIGITS * period * period / variance;
        DelayLockedLoop line =
                new DelayLockedLoop(
                        position, at, period, new DelayLockedLoop.Uncertainty(1, 0, sure));
        return new JitterTrackingLoop(line, variance, onPulse + 1);
    }

    /** The same phase, at a period that is known but for its last digits. */
    JitterTrackingLoop keeping(double period) {
        return around(loop.at(period, DIGITS * DIGITS * period * period / variance));
    }

    boolean isSettled() {
        return onPulse >= SETTLED;
    }

    double jitter() {
        return StrictMath.sqrt(variance);
    }

    /** How much the variance may be underrated, having heard so few pulses. */
    double caution() {
        return 1 + FEW / onPulse;
    }

    /** How far off a pulse there would be, in units of what is usual. */
    double surprise(double position, double at) {
        return (at - loop.expects(position)) / usual(position);
    }

    /** How far off pulses there usually are, in microseconds. */
    double usual(double position) {
        return loop.goneTo(position).spread() * jitter() * StrictMath.sqrt(caution());
    }

    JitterTrackingLoop onPulse(double position, double at, double memory) {
        DelayLockedLoop due = loop.goneTo(position);
        double usual = usual(position);
        double miss = at - due.at();
        double believed = isSettled() ? Math.clamp(miss, -FAR * usual, FAR * usual) : miss;
        return new JitterTrackingLoop(
                due.missedBy(believed, memory), jitterAfter(believed / due.spread()), onPulse + 1);
    }

    /** The first pulses find a tempo; how far off they are says little of their jitter. */
    private double jitterAfter(double miss) {
        if (onPulse < 3) {
            return variance;
        }
        double square = Math.min(miss * miss, FAR * FAR * variance);
        int pulses = Math.min(onPulse - 3 + PRESUMED_PULSES, JITTER_PULSES);
        return Math.max(LEAST_VARIANCE, variance + (square - variance) / (pulses + 1));
    }

    /** The same jitter around another line. */
    JitterTrackingLoop around(DelayLockedLoop other) {
        return new JitterTrackingLoop(other, variance, onPulse);
    }

    /** The same line, ready to follow another tempo. */
    JitterTrackingLoop ready() {
        double unknown = loop.period() * loop.period() / 4 / variance;
        return around(loop.doubting(0.25, unknown));
    }

    /** The same tempo, ready to follow another phase. */
    JitterTrackingLoop movedTo(double position, double at) {
        return around(loop.movedTo(position, at).doubting(1, 0));
    }
}
