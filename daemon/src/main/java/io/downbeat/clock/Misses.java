package io.downbeat.clock;

import java.util.Optional;

/**
 * Pulses that kept missing a line, and what they mean: the reading that leaves the smallest
 * squares, once it is clear which that is.
 *
 * @param positions of the pulses, in quarters
 * @param micros by which each came after the line expected it
 * @param before the position of the pulse before them
 * @param pulse microseconds from pulse to pulse, infinite for pulses that say where they are
 * @param variance of the jitter, in square microseconds
 */
record Misses(double[] positions, double[] micros, double before, double pulse, double variance) {

    /** What a reading must explain, and by how much it must be the better one, in variances. */
    private static final double WORTH = 16;

    private static final double CLEARLY = 9;

    /** A master that moves its phase is rarer than one that changes its tempo. */
    private static final double RARE = 25;

    /** So many pulses are enough to take the likeliest reading. */
    private static final int ENOUGH = 48;

    /** What is left unexplained by a reading. */
    private record Rest(Reading reading, double squares) {}

    /** Empty while it is not clear yet. */
    Optional<Reading> reading(int unclear) {
        Rest chance = new Rest(new Reading.Chance(), squares(0, micros.length, 0, 0));
        Rest turn = chance;
        Rest slip = chance;
        Rest shift = chance;
        for (int from = 0; from < micros.length - 1; from++) {
            turn = lesser(turn, turn(from));
            slip = lesser(slip, slip(from));
            shift = lesser(shift, shift(from));
        }
        Rest moved = lesser(slip, shift);
        Rest best = lesser(moved, turn);
        Rest other = best == turn ? moved : turn;
        boolean worth = chance.squares() - best.squares() > WORTH * variance;
        boolean clear = other.squares() - best.squares() > CLEARLY * variance;
        if (unclear < ENOUGH && !(worth && clear)) {
            return Optional.empty();
        }
        return Optional.of(worth ? best.reading() : chance.reading());
    }

    /** Another tempo from the pulse before {@code from} on. */
    private Rest turn(int from) {
        double anchor = from == 0 ? before : positions[from - 1];
        double product = 0;
        double square = 0;
        for (int i = from; i < micros.length; i++) {
            double gone = positions[i] - anchor;
            product += gone * micros[i];
            square += gone * gone;
        }
        double perQuarter = square > 0 ? product / square : 0;
        return new Rest(
                new Reading.Turn(from),
                squares(0, from, 0, 0) + squaresAround(from, anchor, perQuarter));
    }

    /** Lost or doubled pulses; of a doubled one, the second may lie anywhere. */
    private Rest slip(int from) {
        long pulses = Math.round(mean(from + 1) / pulse);
        if (pulses == 0) {
            return new Rest(new Reading.Chance(), Double.MAX_VALUE);
        }
        int whole = pulses < 0 ? from + 1 : from;
        return new Rest(
                new Reading.Slip(from, (int) pulses),
                squares(0, from, 0, 0) + squares(whole, micros.length, pulses * pulse, 0));
    }

    private Rest shift(int from) {
        double mean = mean(from);
        long pulses = Math.round(mean / pulse);
        return new Rest(
                new Reading.Shift(from, (int) pulses, pulses == 0 ? mean : mean - pulses * pulse),
                squares(0, from, 0, 0) + squares(from, micros.length, mean, 0) + RARE * variance);
    }

    private double squares(int from, int to, double around, double sum) {
        double squares = sum;
        for (int i = from; i < to; i++) {
            squares += (micros[i] - around) * (micros[i] - around);
        }
        return squares;
    }

    private double squaresAround(int from, double anchor, double perQuarter) {
        double squares = 0;
        for (int i = from; i < micros.length; i++) {
            double rest = micros[i] - perQuarter * (positions[i] - anchor);
            squares += rest * rest;
        }
        return squares;
    }

    private double mean(int from) {
        double sum = 0;
        for (int i = from; i < micros.length; i++) {
            sum += micros[i];
        }
        return sum / (micros.length - from);
    }

    private static Rest lesser(Rest one, Rest other) {
        return other.squares() < one.squares() ? other : one;
    }
}
