package io.downbeat.session.model;

import java.util.Locale;

/**
 * The settings for every launch.
 *
 * @param lateMillis how long after a boundary a launch still counts as on it
 */
public record GlobalLaunchSettings(
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

    public static GlobalLaunchSettings usual(Quantize quantize) {
        return new GlobalLaunchSettings(quantize, 0, WhenStopped.NOW, WhenEmpty.ERROR);
    }

    public GlobalLaunchSettings withQuantize(Quantize changed) {
        return new GlobalLaunchSettings(changed, lateMillis, whenStopped, whenEmpty);
    }

    public GlobalLaunchSettings withLate(double changed) {
        return new GlobalLaunchSettings(quantize, changed, whenStopped, whenEmpty);
    }

    public GlobalLaunchSettings with(WhenStopped changed) {
        return new GlobalLaunchSettings(quantize, lateMillis, changed, whenEmpty);
    }

    public GlobalLaunchSettings with(WhenEmpty changed) {
        return new GlobalLaunchSettings(quantize, lateMillis, whenStopped, changed);
    }
}
