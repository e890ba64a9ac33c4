package io.downbeat.clock;

/**
 * A loop together with the jitter of the pulses that it is locked to.
 *
 * @param variance of one pulse, in square microseconds
 * @param heard pulses since the loop began
 */
record PulseLock(PhaseLoop loop, double variance, int heard) {

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
    static PulseLock first(double position, double at, double period, double doubt) {
        double unknown = doubt * doubt * period * period / PRESUMED_VARIANCE;
        return new PulseLock(
                new PhaseLoop(position, at, period, new PhaseLoop.Doubt(1, 0, unknown)),
                PRESUMED_VARIANCE,
                1);
    }

    /** The same master heard again: what is known of its tempo and jitter is a guess now. */
    PulseLock anew(double position, double at) {
        return first(position, at, loop.period(), GUESS);
    }

    /**
     * At a period that is known but for its last digits, from now on; or since the first pulse, if
     * that was all.
     */
    PulseLock stated(double period, double at) {
        return heard == 1
                ? keeping(period)
                : around(loop.goneTo(loop.positionAt(at))).keeping(period);
    }

    /** After a pulse at that position, on a line that others than the loop have told. */
    PulseLock heldTo(double position, double at, double period) {
        double sure = DIGITS * DIGITS * period * period / variance;
        PhaseLoop line = new PhaseLoop(position, at, period, new PhaseLoop.Doubt(1, 0, sure));
        return new PulseLock(line, variance, heard + 1);
    }

    /** The same phase, at a period that is known but for its last digits. */
    PulseLock keeping(double period) {
        return around(loop.at(period, DIGITS * DIGITS * period * period / variance));
    }

    boolean isSettled() {
        return heard >= SETTLED;
    }

    double jitter() {
        return StrictMath.sqrt(variance);
    }

    /** How much the variance may be underrated, having heard so few pulses. */
    double caution() {
        return 1 + FEW / heard;
    }

    /** How far off a pulse there would be, in units of what is usual. */
    double surprise(double position, double at) {
        return (at - loop.expects(position)) / usual(position);
    }

    /** How far off pulses there usually are, in microseconds. */
    double usual(double position) {
        return loop.goneTo(position).spread() * jitter() * StrictMath.sqrt(caution());
    }

    PulseLock heard(double position, double at, double memory) {
        PhaseLoop due = loop.goneTo(position);
        double usual = usual(position);
        double miss = at - due.at();
        double believed = isSettled() ? Math.clamp(miss, -FAR * usual, FAR * usual) : miss;
        return new PulseLock(
                due.missedBy(believed, memory), jitterAfter(believed / due.spread()), heard + 1);
    }

    /** The first pulses find a tempo; how far off they are says little of their jitter. */
    private double jitterAfter(double miss) {
        if (heard < 3) {
            return variance;
        }
        double square = Math.min(miss * miss, FAR * FAR * variance);
        int pulses = Math.min(heard - 3 + PRESUMED_PULSES, JITTER_PULSES);
        return Math.max(LEAST_VARIANCE, variance + (square - variance) / (pulses + 1));
    }

    /** The same jitter around another line. */
    PulseLock around(PhaseLoop other) {
        return new PulseLock(other, variance, heard);
    }

    /** The same line, ready to follow another tempo. */
    PulseLock ready() {
        double unknown = loop.period() * loop.period() / 4 / variance;
        return around(loop.doubting(0.25, unknown));
    }

    /** The same tempo, ready to follow another phase. */
    PulseLock movedTo(double position, double at) {
        return around(loop.movedTo(position, at).doubting(1, 0));
    }
}
