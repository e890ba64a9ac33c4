package io.downbeat.session.model;

import io.downbeat.fade.Transition;

import java.util.Locale;
import java.util.function.Consumer;

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

    /**
     * These settings with those of {@code loaded} that a graph file holds. The others, which no
     * file holds, stay.
     */
    public GlobalLaunchSettings withStoredSettingsOf(GlobalLaunchSettings loaded) {
        return withQuantize(loaded.quantize).with(loaded.transition);
    }

    public GlobalLaunchSettings withQuantize(Quantize changed) {
        return changed(copy -> copy.quantize = changed);
    }

    public GlobalLaunchSettings with(Transition changed) {
        return changed(copy -> copy.transition = changed);
    }

    public GlobalLaunchSettings withLate(double changed) {
        return changed(copy -> copy.lateMillis = changed);
    }

    public GlobalLaunchSettings with(WhenStopped changed) {
        return changed(copy -> copy.whenStopped = changed);
    }

    public GlobalLaunchSettings with(WhenEmpty changed) {
        return changed(copy -> copy.whenEmpty = changed);
    }

    public GlobalLaunchSettings withFollow(boolean changed) {
        return changed(copy -> copy.follow = changed);
    }

    private GlobalLaunchSettings changed(Consumer<Copy> change) {
        var copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** A copy that can be changed. A new setting needs a field here, which is copied both ways. */
    private static final class Copy {
        private Quantize quantize;
        private Transition transition;
        private double lateMillis;
        private WhenStopped whenStopped;
        private WhenEmpty whenEmpty;
        private boolean follow;

        Copy(GlobalLaunchSettings of) {
            quantize = of.quantize;
            transition = of.transition;
            lateMillis = of.lateMillis;
            whenStopped = of.whenStopped;
            whenEmpty = of.whenEmpty;
            follow = of.follow;
        }

        GlobalLaunchSettings settings() {
            return new GlobalLaunchSettings(
                    quantize, transition, lateMillis, whenStopped, whenEmpty, follow);
        }
    }

    /** Whether the transition has the same unit and curve as in other settings. */
    public boolean hasSameTransitionShape(GlobalLaunchSettings other) {
        return transition.unit() == other.transition.unit()
                && transition.curve() == other.transition.curve();
    }
}
