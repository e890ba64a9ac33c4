package io.downbeat.session.editing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link UndoHistory} keeps at one moment. Immutable. States share the steps that they have
 * in common, so that taking one costs nothing, and the difference of two is found by identity.
 *
 * @param undo the latest step that can be undone; empty if there is none
 * @param undoCount how many steps can be undone; what lies below them is forgotten
 * @param redo the step that can be redone next; empty if there is none
 * @param oldestState the number of the document's state before the oldest step
 * @param lastState the highest number that was given to a state
 */
public record UndoHistorySnapshot(
        Optional<Kept> undo, int undoCount, Optional<Kept> redo, long oldestState, long lastState) {

    /**
     * A step on one of the two stacks.
     *
     * <p>Two are equal if they are the same object: comparing all that lies below them would take
     * long.
     *
     * @param state the number of the document's state after the step
     * @param below the step below it: the next older one, or the one that is redone after it
     */
    public record Kept(Step step, long state, Optional<Kept> below) {

        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(state);
        }

        /** This step and those below it, the lowest first, at most this many. */
        public static List<Kept> bottomUp(Optional<Kept> top, int most) {
            var all = new ArrayList<Kept>();
            for (Optional<Kept> at = top; at.isPresent() && all.size() < most; ) {
                all.add(at.get());
                at = at.get().below();
            }
            Collections.reverse(all);
            return all;
        }
    }

    /** The number of the present state. */
    public long state() {
        return undoCount == 0 ? oldestState : undo.map(Kept::state).orElse(oldestState);
    }

    /**
     * How many steps are between the state with this number and the present one: the steps that
     * came after it, or those that were taken back since. If neither an undo nor a redo returns to
     * it, all steps that can be undone count, and at least one.
     */
    public int stepsFrom(long state) {
        if (state == state()) {
            return 0;
        }
        List<Kept> done = Kept.bottomUp(undo, undoCount);
        for (int at = done.size() - 1; at >= 0; at--) {
            if (done.get(at).state() == state) {
                return done.size() - 1 - at;
            }
        }
        if (state == oldestState) {
            return done.size();
        }
        int takenBack = 0;
        for (Optional<Kept> at = redo; at.isPresent(); at = at.get().below()) {
            takenBack++;
            if (at.get().state() == state) {
                return takenBack;
            }
        }
        return Math.max(1, done.size());
    }
}
