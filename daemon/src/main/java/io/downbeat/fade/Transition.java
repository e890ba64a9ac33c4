package io.downbeat.fade;

import java.util.Locale;

/**
 * How a launch gets from the live values to the clip's: a length (0 is a cut), its unit and its
 * curve.
 */
public record Transition(double length, Unit unit, Curve curve) {

    /** What a transition's length is counted in; a bar and a beat follow the tempo. */
    public enum Unit {
        BARS,
        BEATS,
        SECONDS;

        /** The word of the contract and of the file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Transition CUT = new Transition(0, Unit.BARS, Curve.LINEAR);

    /** Throws {@link IllegalArgumentException} unless the length is finite and not negative. */
    public Transition {
        if (!(length >= 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a transition lasts 0 or more, not " + length);
        }
    }
}
