package io.downbeat.clock.follow;

import java.util.List;
import java.util.Optional;

/**
 * Errors of pulses against a line, and their most likely cause: the one that leaves the smallest
 * squares.
 *
 * @param all in the order of the pulses
 * @param before the position of the pulse before them
 * @param pulse microseconds between pulses; infinite for numbered pulses, of which none is lost
 *     unseen
 * @param variance of the jitter, in square microseconds
 */
record PulseDeviationAnalysis(List<Residual> all, double before, double pulse, double variance) {

    /**
     * The error of a pulse: microseconds from the expected to the actual arrival at its position,
     * in quarters.
     */
    record Residual(double position, double micros) {}

    /**
     * In variances: a cause must lessen the squares by this much: a likelihood ratio of e^8, about
     * 3000 to 1.
     */
    private static final double WORTHWHILE = 16;

    /** In variances: the best cause must leave this much less than the other. */
    private static final double CLEARLY_BETTER = 16;

    /**
     * In variances: clocks move their phase less often than they change their tempo or lose pulses.
     */
    private static final double PHASE_SHIFT_PENALTY = 25;

    /** Pulses: two beats of ticks. Then the most likely cause is taken, clear or not. */
    private static final int DECIDE_AFTER = 48;

    /** A cause and the squares that it leaves. */
    private record Remainder(PulseDeviationCause pulseDeviationCause, double squares) {}

    /**
     * The cause; empty while it is not clear.
     *
     * @param unclear pulses since the alarm
     */
    Optional<PulseDeviationCause> explain(int unclear) {
        int last = all.size() - 1;
        Remainder chance =
                new Remainder(new PulseDeviationCause.Coincidence(), squares(0, all.size(), 0));
        Remainder tempoChange = chance;
        Remainder moved = chance;
        for (int from = 0; from < last; from++) {
            tempoChange = smaller(tempoChange, tempoChangeFrom(from));
            moved = smaller(smaller(moved, lostPulsesFrom(from)), phaseShiftFrom(from));
        }
        Remainder best = smaller(moved, tempoChange);
        double other = Math.max(moved.squares(), tempoChange.squares());
        boolean worth = chance.squares() - best.squares() > WORTHWHILE * variance;
        boolean clear = other - best.squares() > CLEARLY_BETTER * variance;
        if (unclear < DECIDE_AFTER && !(worth && clear)) {
            return Optional.empty();
        }
        return Optional.of(worth ? best.pulseDeviationCause() : chance.pulseDeviationCause());
    }

    /** Another tempo from the pulse before {@code from} on. */
    private Remainder tempoChangeFrom(int from) {
        double anchor = from == 0 ? before : all.get(from - 1).position();
        double product = 0;
        double square = 0;
        for (int i = from; i < all.size(); i++) {
            double gone = all.get(i).position() - anchor;
            product += gone * all.get(i).micros();
            square += gone * gone;
        }
        double perQuarter = square > 0 ? product / square : 0;
        return new Remainder(
                new PulseDeviationCause.TempoChange(from),
                squares(0, from, 0) + squaresAround(from, anchor, perQuarter));
    }

    /**
     * Lost or doubled pulses. The copy of a doubled pulse may lie anywhere, so its own error does
     * not count.
     */
    private Remainder lostPulsesFrom(int from) {
        long pulses = Math.round(mean(from + 1) / pulse);
        if (pulses == 0) {
            return new Remainder(new PulseDeviationCause.Coincidence(), Double.MAX_VALUE);
        }
        int whole = pulses < 0 ? from + 1 : from;
        return new Remainder(
                new PulseDeviationCause.LostPulses(from, (int) pulses),
                squares(0, from, 0) + squares(whole, all.size(), pulses * pulse));
    }

    private Remainder phaseShiftFrom(int from) {
        double mean = mean(from);
        long pulses = Math.round(mean / pulse);
        return new Remainder(
                new PulseDeviationCause.PhaseShift(
                        from, (int) pulses, pulses == 0 ? mean : mean - pulses * pulse),
                squares(0, from, 0)
                        + squares(from, all.size(), mean)
                        + PHASE_SHIFT_PENALTY * variance);
    }

    private double squares(int from, int to, double around) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            double rest = all.get(i).micros() - around;
            squares += rest * rest;
        }
        return squares;
    }

    private double squaresAround(int from, double anchor, double perQuarter) {
        double squares = 0;
        for (int i = from; i < all.size(); i++) {
            double rest = all.get(i).micros() - perQuarter * (all.get(i).position() - anchor);
            squares += rest * rest;
        }
        return squares;
    }

    private double mean(int from) {
        double sum = 0;
        for (int i = from; i < all.size(); i++) {
            sum += all.get(i).micros();
        }
        return sum / (all.size() - from);
    }

    private static Remainder smaller(Remainder one, Remainder other) {
        return other.squares() < one.squares() ? other : one;
    }
}
