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
        implements AddressableObject {

    public static final double USUAL_GUARD_SECONDS = 0.3;

    /**
     * One scene of the list and how the list advances from it. {@code bars} is only used with
     * {@link Advance#AFTER_BARS}.
     */
    public record Step(String id, String sceneId, Advance advance, int bars) {

        public Step withId(String changed) {
            return new Step(changed, sceneId, advance, bars);
        }

        public Step withScene(String changed) {
            return new Step(id, changed, advance, bars);
        }

        public Step withAdvance(Advance changed, int changedBars) {
            return new Step(id, sceneId, changed, changedBars);
        }
    }

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

    /** The step at a position, from 1. */
    public Optional<Step> step(int position) {
        return OneBased.at(position, steps);
    }

    /** The position of the step that has an id; 0 if none has it. */
    public int positionOf(String stepId) {
        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at).id().equals(stepId)) {
                return at + 1;
            }
        }
        return 0;
    }

    public CueList withName(String changed) {
        return new CueList(id, changed, steps, quantize, guardSeconds);
    }

    public CueList withSteps(List<Step> changed) {
        return new CueList(id, name, changed, quantize, guardSeconds);
    }

    public CueList withQuantize(Optional<Quantize> changed) {
        return new CueList(id, name, steps, changed, guardSeconds);
    }

    public CueList withGuard(double seconds) {
        return new CueList(id, name, steps, quantize, seconds);
    }
}
