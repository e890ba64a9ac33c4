package io.downbeat.engine.parameters;

import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which live values differ from the active clip's, kept up to date write by write. A parameter in a
 * fade does not count.
 */
final class ParametersDifferentFromClip {

    /** The stored values with which a track's live values are compared. */
    private static final class Comparison {
        private ParameterValueList stored = ParameterValueList.EMPTY;
        private int differing;
    }

    private final LiveValueStore liveValueStore;
    private final ActiveFades activeFades;
    private final Map<TrackId, Comparison> comparisons = new HashMap<>();
    private @Nullable Comparison[] comparisonOfParameter;
    private int[] storedIndex;
    private boolean[] differs;
    private long revision;

    ParametersDifferentFromClip(
            LiveValueStore liveValueStore, ActiveFades activeFades, int parameters) {
        this.liveValueStore = liveValueStore;
        this.activeFades = activeFades;
        comparisonOfParameter = new Comparison[parameters];
        storedIndex = new int[parameters];
        differs = new boolean[parameters];
    }

    /** Makes room for this many parameters. */
    void ensureRoom(int parameters) {
        if (parameters > comparisonOfParameter.length) {
            comparisonOfParameter = Arrays.copyOf(comparisonOfParameter, parameters);
            storedIndex = Arrays.copyOf(storedIndex, parameters);
            differs = Arrays.copyOf(differs, parameters);
        }
    }

    boolean isDirty(TrackId track) {
        Comparison comparison = comparisons.get(track);
        return comparison != null && comparison.differing > 0;
    }

    long revision() {
        return revision;
    }

    /** Compares a track's live values with these from now on. */
    @SuppressWarnings("ReferenceEquality")
    void compare(TrackId track, ParameterValueList next) {
        Comparison comparison = comparisons.computeIfAbsent(track, id -> new Comparison());
        ParameterValueList before = comparison.stored;
        for (int index = 0; index < before.size(); index++) {
            int parameter = before.parameter(index);
            // Another track may own the parameter by now, and compare it.
            if (comparisonOfParameter[parameter] == comparison) {
                mark(comparison, parameter, false);
                comparisonOfParameter[parameter] = null;
            }
        }
        comparison.stored = next;
        for (int index = 0; index < next.size(); index++) {
            int parameter = next.parameter(index);
            Comparison other = comparisonOfParameter[parameter];
            if (other != null) {
                mark(other, parameter, false);
            }
            comparisonOfParameter[parameter] = comparison;
            storedIndex[parameter] = index;
        }
        for (int index = 0; index < next.size(); index++) {
            update(next.parameter(index));
        }
    }

    /** The track was deleted. */
    void forget(TrackId track) {
        compare(track, ParameterValueList.EMPTY);
        comparisons.remove(track);
    }

    /** Compares a parameter again: its value has changed, or a fade of it has started or ended. */
    void update(int parameter) {
        Comparison comparison = comparisonOfParameter[parameter];
        if (comparison != null) {
            mark(
                    comparison,
                    parameter,
                    isDifferent(comparison.stored, storedIndex[parameter], parameter));
        }
    }

    /** Compared as 32-bit floats: that is what clients see of a number. */
    private boolean isDifferent(ParameterValueList clip, int index, int parameter) {
        if (!liveValueStore.isSet(parameter) || activeFades.isFading(parameter)) {
            return false;
        }
        return clip.isText(index)
                ? !clip.text(index).equals(liveValueStore.text(parameter))
                : (float) clip.number(index) != (float) liveValueStore.number(parameter);
    }

    private void mark(Comparison comparison, int parameter, boolean different) {
        if (differs[parameter] != different) {
            differs[parameter] = different;
            boolean before = comparison.differing > 0;
            comparison.differing += different ? 1 : -1;
            revision += before == comparison.differing > 0 ? 0 : 1;
        }
    }
}
