package io.downbeat.session.model;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Thins the dense moves of a parameter: drops moves that a straight line between two kept moves
 * shows within a stated error.
 *
 * <p>The kept moves are a subset of the recorded ones, so they have exactly the recorded beats and
 * values. At the beat of each dropped move, the line between the kept moves beside it differs from
 * the dropped value by at most the error (and the rounding of a {@code double}). These are always
 * kept:
 *
 * <ul>
 *   <li>the first and the last move,
 *   <li>both moves of a pair that is further apart than the longest gap: the value rests between
 *       them, so a line would change what is played,
 *   <li>both moves of a jump: a pair whose values differ by more than the jump size, or that has
 *       one beat.
 * </ul>
 *
 * <p>The method is the cone intersection of J. Sklansky and V. Gonzalez, "Fast polygonal
 * approximation of digitized curves", Pattern Recognition 12 (1980), pages 327 to 331. From the
 * last kept move, each further move narrows the range of slopes that pass all of them within the
 * error; the line to a move is possible if its slope is in the range of the moves before it. Unlike
 * the method of Ramer, Douglas and Peucker it needs no recursion, and its work is linear: after a
 * move to which no line is possible, the search goes on for {@value #LOOKAHEAD} moves at most.
 * Noise of about the size of the error would end many lines too early without that.
 */
public final class CurveThinning {

    /** Moves that are read again at most for each kept move. Limits the work, not the error. */
    static final int LOOKAHEAD = 16;

    private final IntToLongFunction beats;
    private final IntToDoubleFunction values;
    private final double error;
    private final double jump;
    private final long longestGap;

    /**
     * @param beats the beat of each move in micro-beats, never falling
     * @param values the value of each move
     * @param error the largest difference of a dropped value from its line, in the unit of the
     *     values, not negative
     * @param jump the size of the largest step between two moves that is no jump, in the unit of
     *     the values
     * @param longestGap the longest time between two moves of one gesture, in micro-beats
     */
    public CurveThinning(
            IntToLongFunction beats,
            IntToDoubleFunction values,
            double error,
            double jump,
            long longestGap) {
        this.beats = beats;
        this.values = values;
        this.error = error;
        this.jump = jump;
        this.longestGap = longestGap;
    }

    /**
     * The indexes of the moves to keep, rising.
     *
     * @param size how many moves there are
     */
    public int[] kept(int size) {
        int[] kept = new int[size];
        int count = 0;
        int next = 0;
        while (next < size) {
            kept[count] = next;
            count++;
            next = endOfLine(next, size);
        }
        return Arrays.copyOf(kept, count);
    }

    /** The last move that a line from this one can reach, as far as the search goes. */
    private int endOfLine(int from, int size) {
        long fromBeat = beats.applyAsLong(from);
        double fromValue = values.applyAsDouble(from);
        double lowest = Double.NEGATIVE_INFINITY;
        double highest = Double.POSITIVE_INFINITY;
        int end = from + 1;
        long beatBefore = fromBeat;
        double valueBefore = fromValue;
        for (int at = from + 1; at < size && at - end <= LOOKAHEAD; at++) {
            long beat = beats.applyAsLong(at);
            double value = values.applyAsDouble(at);
            long gap = beat - beatBefore;
            if (gap <= 0 || gap > longestGap || Math.abs(value - valueBefore) > jump) {
                break;
            }
            double length = beat - fromBeat;
            double slope = (value - fromValue) / length;
            if (slope >= lowest && slope <= highest) {
                end = at;
            }
            lowest = Math.max(lowest, (value - error - fromValue) / length);
            highest = Math.min(highest, (value + error - fromValue) / length);
            if (lowest > highest) {
                break;
            }
            beatBefore = beat;
            valueBefore = value;
        }
        return end;
    }
}
