package io.downbeat.fade;

import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.Locale;

/**
 * How a launch moves the parameters from their live values to the clip's values: a length (0 is a
 * cut), its unit and its curve.
 */
public record Transition(double length, Unit unit, Curve curve) {

    /** The unit of a transition's length; bars and beats follow the tempo. */
    public enum Unit {
        BARS,
        BEATS,
        SECONDS;

        /** The word in OSC messages and in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static final Transition CUT = new Transition(0, Unit.BARS, Curve.LINEAR);

    /** The longest length in any unit, from the contract: more than a day if in seconds. */
    public static final double LONGEST_LENGTH = 100_000;

    /** More than six years at 300 BPM: a longer fade never ends within a performance either. */
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

    /** The length in beats, by the time signature and the tempo at its start. */
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
