package io.downbeat.session.model;

import io.downbeat.fade.Transition;

import java.util.Locale;

/**
 * The settings for every launch.
 *
 * @param transition how values change where neither the launch, the clip nor the track says so
 * @param lateMillis how long after a boundary a launch still counts as on it
 * @param follow whether follow actions happen at all
 */
public record GlobalLaunchSettings(
        Quantize quantize,
        Transition transition,
        double lateMillis,
        WhenStopped whenStopped,
        WhenEmpty whenEmpty,
        boolean follow) {

    /** The settings of a file that states none. */
    public static final GlobalLaunchSettings USUAL =
            new GlobalLaunchSettings(
                    Quantize.INSTANT, Transition.CUT, 0, WhenStopped.NOW, WhenEmpty.ERROR, true);

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

    public GlobalLaunchSettings withQuantize(Quantize changed) {
        return new GlobalLaunchSettings(
                changed, transition, lateMillis, whenStopped, whenEmpty, follow);
    }

    public GlobalLaunchSettings with(Transition changed) {
        return new GlobalLaunchSettings(
                quantize, changed, lateMillis, whenStopped, whenEmpty, follow);
    }

    public GlobalLaunchSettings withLate(double changed) {
        return new GlobalLaunchSettings(
                quantize, transition, changed, whenStopped, whenEmpty, follow);
    }

    public GlobalLaunchSettings with(WhenStopped changed) {
        return new GlobalLaunchSettings(
                quantize, transition, lateMillis, changed, whenEmpty, follow);
    }

    public GlobalLaunchSettings with(WhenEmpty changed) {
        return new GlobalLaunchSettings(
                quantize, transition, lateMillis, whenStopped, changed, follow);
    }

    public GlobalLaunchSettings withFollow(boolean changed) {
        return new GlobalLaunchSettings(
                quantize, transition, lateMillis, whenStopped, whenEmpty, changed);
    }

    /** Whether the transition has the same unit and curve as in other settings. */
    public boolean hasSameTransitionShape(GlobalLaunchSettings other) {
        return transition.unit() == other.transition.unit()
                && transition.curve() == other.transition.curve();
    }
}
