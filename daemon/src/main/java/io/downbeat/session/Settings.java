package io.downbeat.session;

import java.util.Locale;

/**
 * What holds for every launch.
 *
 * @param lateMillis how long after a boundary a launch still counts as on it
 */
public record Settings(
        Quantize quantize, double lateMillis, WhenStopped whenStopped, WhenEmpty whenEmpty) {

    /** What a launch does while the transport is stopped. */
    public enum WhenStopped {
        NOW,
        WAIT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What launching an empty cell does. */
    public enum WhenEmpty {
        ERROR,
        STOP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Settings usual(Quantize quantize) {
        return new Settings(quantize, 0, WhenStopped.NOW, WhenEmpty.ERROR);
    }

    public Settings withQuantize(Quantize changed) {
        return new Settings(changed, lateMillis, whenStopped, whenEmpty);
    }

    public Settings withLate(double changed) {
        return new Settings(quantize, changed, whenStopped, whenEmpty);
    }

    public Settings with(WhenStopped changed) {
        return new Settings(quantize, lateMillis, changed, whenEmpty);
    }

    public Settings with(WhenEmpty changed) {
        return new Settings(quantize, lateMillis, whenStopped, changed);
    }
}
