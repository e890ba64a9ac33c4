package io.downbeat.session.editing;

import io.downbeat.session.editing.UndoHistorySnapshot.Kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that can be undone and redone. Each state of the document has a number of its own, so
 * that a state can be recognised when an undo returns to it.
 *
 * <p>Bounded: beyond the limits the oldest step is discarded.
 */
public final class UndoHistory {

    /** The number of steps kept, unless the rig sets another. */
    public static final int USUAL_LIMIT = 1000;

    /** What all steps together may take in memory: an eighth of the smallest heap. */
    private static final long MOST_BYTES = 32L << 20;

    /** What is forgotten takes at most this share of the memory of the steps that are kept. */
    private static final int CUT_OFF_SHARE = 4;

    /**
     * The most controls that are moved at the same time, each as one gesture: ten fingers and some.
     */
    private static final int MOST_GESTURES = 16;

    private final int limit;
    private final List<Kept> undo = new ArrayList<>();
    private final List<Kept> redo = new ArrayList<>();
    private int forgottenBelow;
    private long bytes;
    private long oldestState;
    private long lastState;

    public UndoHistory(int limit) {
        this.limit = limit;
    }

    /** The steps as they are now. */
    public UndoHistorySnapshot snapshot() {
        return new UndoHistorySnapshot(top(undo), undo.size(), top(redo), oldestState, lastState);
    }

    /** Puts other steps in the place of these. */
    public void restore(UndoHistorySnapshot state) {
        undo.clear();
        redo.clear();
        bytes = 0;
        oldestState = state.oldestState();
        lastState = state.lastState();
        for (Kept each : Kept.bottomUp(state.undo(), state.undoCount())) {
            add(undo, each.step(), each.state());
            bytes += each.step().bytes();
        }
        for (Kept each : Kept.bottomUp(state.redo(), limit)) {
            add(redo, each.step(), each.state());
            bytes += each.step().bytes();
        }
        forgetOldest();
    }

    private static Optional<Kept> top(List<Kept> stack) {
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.getLast());
    }

    private static void add(List<Kept> stack, Step step, long state) {
        stack.add(new Kept(step, state, top(stack)));
    }

    /** The number of the present state; the state at the beginning is 0. */
    public long state() {
        return undo.isEmpty() ? oldestState : undo.getLast().state();
    }

    /** Forgets all steps. The present state gets a new number. */
    public void clear() {
        undo.clear();
        redo.clear();
        forgottenBelow = 0;
        bytes = 0;
        oldestState = ++lastState;
    }

    /** The step that an undo would take back. */
    public Optional<Step> undoable() {
        return undo.isEmpty() ? Optional.empty() : Optional.of(undo.getLast().step());
    }

    /** The step that a redo would do again. */
    public Optional<Step> redoable() {
        return redo.isEmpty() ? Optional.empty() : Optional.of(redo.getLast().step());
    }

    /** Adds a step, or makes it part of the gesture that it continues. Discards undone steps. */
    public void push(Step step) {
        redo.forEach(kept -> bytes -= kept.step().bytes());
        redo.clear();
        int continued = gestureOf(step);
        if (continued >= 0) {
            join(continued, step);
        } else {
            add(undo, step, ++lastState);
            bytes += step.bytes();
        }
        forgetOldest();
    }

    /** Takes back the latest step and returns it. */
    public Optional<Step> undo() {
        return move(undo, redo);
    }

    /** Returns the step that was taken back last; it counts as done again. */
    public Optional<Step> redo() {
        return move(redo, undo);
    }

    private static Optional<Step> move(List<Kept> from, List<Kept> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Kept moved = from.removeLast();
        add(to, moved.step(), moved.state());
        return Optional.of(moved.step());
    }

    private void forgetOldest() {
        while (undo.size() > limit || (bytes > MOST_BYTES && undo.size() > 1)) {
            Kept oldest = undo.removeFirst();
            bytes -= oldest.step().bytes();
            oldestState = oldest.state();
            forgottenBelow++;
        }
        // The oldest step still refers to what lies below it. It is cut off now and then, so that
        // a push costs little and the memory of what is forgotten stays a fraction of the whole.
        if (forgottenBelow > 0 && forgottenBelow >= undo.size() / CUT_OFF_SHARE) {
            relink(0);
            forgottenBelow = 0;
        }
    }

    /** Makes the entries from a place on anew, each with the one below it. */
    private void relink(int from) {
        for (int at = from; at < undo.size(); at++) {
            Optional<Kept> below = at == 0 ? Optional.empty() : Optional.of(undo.get(at - 1));
            undo.set(at, new Kept(undo.get(at).step(), undo.get(at).state(), below));
        }
    }

    /**
     * The place of the step that this one continues, or -1. Several controls may be moved at once:
     * the gesture is found also if later gestures set other parameters.
     */
    private int gestureOf(Step step) {
        if (step.gesture().isEmpty()) {
            return -1;
        }
        Gesture now = step.gesture().get();
        int furthest = Math.max(0, undo.size() - MOST_GESTURES);
        boolean documentChanged = false;
        for (int at = undo.size() - 1; at >= furthest; at--) {
            Step present = undo.get(at).step();
            Optional<Gesture> earlier = present.gesture();
            // A step keeps whole documents: two that change it cannot change places.
            if (earlier.isEmpty() || (documentChanged && step.changesDocument())) {
                return -1;
            }
            if (now.continues(earlier.get())) {
                return at;
            }
            if (!now.isApartFrom(earlier.get())) {
                return -1;
            }
            documentChanged |= present.changesDocument();
        }
        return -1;
    }

    /**
     * Joins a step to an earlier one. The states from there on are new ones: an undo of later steps
     * must not return to a state that was saved before the earlier step was changed.
     */
    private void join(int from, Step later) {
        Step joined = undo.get(from).step().joined(later);
        bytes += joined.bytes() - undo.get(from).step().bytes();
        undo.set(from, new Kept(joined, ++lastState, undo.get(from).below()));
        for (int at = from + 1; at < undo.size(); at++) {
            undo.set(at, new Kept(undo.get(at).step(), ++lastState, Optional.of(undo.get(at - 1))));
        }
    }
}
