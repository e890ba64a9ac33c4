package io.downbeat.session.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ordered list of scenes.
 *
 * @param quantize the list's own quantization; empty uses the global one
 * @param guardSeconds a {@code go} within this time after the last one is refused
 */
public record CueList(
        String id, String name, List<Step> steps, Optional<Quantize> quantize, double guardSeconds)
        implements Named {

    public static final double USUAL_GUARD_SECONDS = 0.3;

    /**
     * One scene of the list and how the list advances from it. {@code bars} is only used with
     * {@link Advance#AFTER_BARS}.
     */
    public record Step(String id, String sceneId, Advance advance, int bars) {}

    /** How a list advances to its next step. */
    public enum Advance {
        MANUAL,
        AFTER_BARS,
        ON_SCENE_LAUNCH;

        /** The word of the contract and of the file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CueList {
        steps = List.copyOf(steps);
    }
}
