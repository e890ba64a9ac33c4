package io.downbeat.fade;

import io.downbeat.time.Beats;

/**
 * The timing of one fade in musical time: its start, its length and its curve. All parameters that
 * one launch fades share it. It is counted in beats and so follows the tempo.
 */
public record FadeTiming(Beats start, Beats length, Curve curve) {

    /** Throws {@link IllegalArgumentException} if the length is negative. */
    public FadeTiming {
        if (length.isBefore(Beats.ZERO)) {
            throw new IllegalArgumentException("a fade takes 0 beats or more, not " + length);
        }
    }

    /** The beat at which the fade ends. */
    public Beats end() {
        return start.plus(length);
    }

    /** The share of the time that has passed at a beat, 0 to 1. */
    public double progressAt(Beats at) {
        if (!at.isBefore(end())) {
            return 1;
        }
        return at.isAfter(start) ? at.minus(start).micro() / (double) length.micro() : 0;
    }

    /** The share of the distance to the target at a beat, 0 to 1. */
    public double shareAt(Beats at) {
        return curve.shareAt(progressAt(at));
    }

    /** The same fade, starting later by {@code by}. */
    public FadeTiming later(Beats by) {
        return new FadeTiming(start.plus(by), length, curve);
    }

    /**
     * The value at a share of the distance: exactly an end at 0 and at 1, never beyond the ends.
     */
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
