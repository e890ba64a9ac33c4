package io.downbeat.fade;

import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

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

    /** The longest length in any unit, as the contract has it: more than a day of seconds. */
    public static final double LONGEST = 100_000;

    /** Some hundred days at any tempo: what lasts longer never ends within a performance. */
    private static final double LONGEST_QUARTERS = 1e9;

    /** Throws {@link IllegalArgumentException} unless the length is finite and not negative. */
    public Transition {
        if (!(length >= 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a transition lasts 0 or more, not " + length);
        }
    }

    public boolean isCut() {
        return length == 0;
    }

    public Transition withLength(double changed) {
        return new Transition(changed, unit, curve);
    }

    public Transition with(Unit changed) {
        return new Transition(length, changed, curve);
    }

    public Transition with(Curve changed) {
        return new Transition(length, unit, changed);
    }

    /** Its length in beats, in the signature and at the tempo that hold where it starts. */
    public Beats beats(Meter meter, Tempo tempo) {
        double quarters =
                switch (unit) {
                    case BARS -> length * meter.beats() * 4 / meter.unit();
                    case BEATS -> length;
                    case SECONDS -> length * tempo.bpm() / 60;
                };
        return Beats.of(Math.min(quarters, LONGEST_QUARTERS));
    }
}
