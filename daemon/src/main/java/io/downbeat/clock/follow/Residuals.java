package io.downbeat.clock.follow;

import java.util.List;
import java.util.Optional;

/**
 * Pulses that kept missing a line, and what they mean: the reading that leaves the smallest
 * squares, once it is clear which that is.
 *
 * @param all of the pulses, in their order
 * @param before the position of the pulse before them
 * @param pulse microseconds from pulse to pulse, infinite for pulses that say where they are
 * @param variance of the jitter, in square microseconds
 */
record Residuals(List<Miss> all, double before, double pulse, double variance) {

    /** A pulse at that position, in quarters, that came that much after it was expected. */
    record Miss(double position, double micros) {}

    /** What a reading must explain, and by how much it must be the better one, in variances. */
    private static final double WORTH = 16;

    private static final double CLEARLY = 16;

    /** A master that moves its phase is rarer than one that changes its tempo. */
    private static final double RARE = 25;

    /** So many pulses are enough to take the likeliest reading. */
    private static final int ENOUGH = 48;

    /** What is left unexplained by a reading. */
    private record Remainder(DeviationCause deviationCause, double squares) {}

    /** Empty while it is not clear yet. */
    Optional<DeviationCause> reading(int unclear) {
        int last = all.size() - 1;
        Remainder chance =
                new Remainder(new DeviationCause.Coincidence(), squares(0, all.size(), 0));
        Remainder turn = chance;
        Remainder moved = chance;
        for (int from = 0; from < last; from++) {
            turn = lesser(turn, remainderFrom(from));
            moved = lesser(lesser(moved, slip(from)), shift(from));
        }
        Remainder best = lesser(moved, turn);
        double other = Math.max(moved.squares(), turn.squares());
        boolean worth = chance.squares() - best.squares() > WORTH * variance;
        boolean clear = other - best.squares() > CLEARLY * variance;
        if (unclear < ENOUGH && !(worth && clear)) {
            return Optional.empty();
        }
        return Optional.of(worth ? best.deviationCause() : chance.deviationCause());
    }

    /** Another tempo from the pulse before {@code from} on. */
    private Remainder remainderFrom(int from) {
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
                new DeviationCause.TempoChange(from),
                squares(0, from, 0) + squaresAround(from, anchor, perQuarter));
    }

    /** Lost or doubled pulses; of a doubled one, the second may lie anywhere. */
    private Remainder slip(int from) {
        long pulses = Math.round(mean(from + 1) / pulse);
        if (pulses == 0) {
            return new Remainder(new DeviationCause.Coincidence(), Double.MAX_VALUE);
        }
        int whole = pulses < 0 ? from + 1 : from;
        return new Remainder(
                new DeviationCause.LostPulses(from, (int) pulses),
                squares(0, from, 0) + squares(whole, all.size(), pulses * pulse));
    }

    private Remainder shift(int from) {
        double mean = mean(from);
        long pulses = Math.round(mean / pulse);
        return new Remainder(
                new DeviationCause.PhaseShift(
                        from, (int) pulses, pulses == 0 ? mean : mean - pulses * pulse),
                squares(0, from, 0) + squares(from, all.size(), mean) + RARE * variance);
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

    private static Remainder lesser(Remainder one, Remainder other) {
        return other.squares() < one.squares() ? other : one;
    }
}
