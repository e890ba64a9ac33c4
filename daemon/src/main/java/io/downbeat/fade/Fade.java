package io.downbeat.fade;

import io.downbeat.time.Beats;

/**
 * The course of one fade through musical time: where it begins, how long it takes, and its shape.
 * All numbers that a launch moves share one. Immutable, pure.
 *
 * <p>It follows the tempo, since it is counted in beats. Before {@code start} it has not begun,
 * from {@link #end()} on it has arrived.
 */
public record Fade(Beats start, Beats length, Curve curve) {

    /** Throws {@link IllegalArgumentException} if the length is negative. */
    public Fade {
        if (length.isBefore(Beats.ZERO)) {
            throw new IllegalArgumentException("a fade takes 0 beats or more, not " + length);
        }
    }

    /** The beat from which on it has arrived. */
    public Beats end() {
        return start.plus(length);
    }

    /** The share of its time that has passed at a beat, 0 to 1. */
    public double progressAt(Beats at) {
        if (!at.isBefore(end())) {
            return 1;
        }
        return at.isAfter(start) ? at.minus(start).micro() / (double) length.micro() : 0;
    }

    /** The share of its way that it has gone at a beat, 0 to 1. */
    public double shareAt(Beats at) {
        return curve.at(progressAt(at));
    }

    /** The same course, so many beats later. */
    public Fade later(Beats by) {
        return new Fade(start.plus(by), length, curve);
    }

    /** The value that lies at a share of the way; exactly an end at 0 and at 1, never beyond. */
    public static double between(double from, double to, double share) {
        if (share <= 0) {
            return from;
        }
        if (share >= 1) {
            return to;
        }
        double value = from + (to - from) * share;
        return Math.clamp(value, Math.min(from, to), Math.max(from, to));
    }
}
