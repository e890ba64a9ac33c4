package io.downbeat.session.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps that can be undone and redone. Each state of the document has a number of its own, so
 * that a state can be recognised when an undo returns to it.
 *
 * <p>Bounded: beyond the limits the oldest step is forgotten.
 */
public final class History {

    /** Steps kept, unless the rig says otherwise. */
    public static final int USUAL_LIMIT = 1000;

    /** What all steps together may take in memory: an eighth of the smallest heap. */
    private static final long MOST_BYTES = 32L << 20;

    /** How many controls one may move at once, each as one gesture: ten fingers, and some more. */
    private static final int MOST_GESTURES = 16;

    private record Entry(Step step, long state) {}

    private final int limit;
    private final List<Entry> undo = new ArrayList<>();
    private final List<Entry> redo = new ArrayList<>();
    private long bytes;
    private long oldestState;
    private long lastState;

    public History(int limit) {
        this.limit = limit;
    }

    /** The number of the present state; the state at the beginning is 0. */
    public long state() {
        return undo.isEmpty() ? oldestState : undo.getLast().state();
    }

    /** The step that an undo would take back. */
    public Optional<Step> undoable() {
        return undo.isEmpty() ? Optional.empty() : Optional.of(undo.getLast().step());
    }

    /** The step that a redo would do again. */
    public Optional<Step> redoable() {
        return redo.isEmpty() ? Optional.empty() : Optional.of(redo.getLast().step());
    }

    /** Adds a step, or makes it part of the gesture that it continues. Forgets what was undone. */
    public void push(Step step) {
        redo.forEach(entry -> bytes -= entry.step().bytes());
        redo.clear();
        int continued = gestureOf(step);
        if (continued >= 0) {
            join(continued, step);
        } else {
            undo.add(new Entry(step, ++lastState));
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

    private static Optional<Step> move(List<Entry> from, List<Entry> to) {
        if (from.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = from.removeLast();
        to.add(entry);
        return Optional.of(entry.step());
    }

    private void forgetOldest() {
        while (undo.size() > limit || (bytes > MOST_BYTES && undo.size() > 1)) {
            Entry oldest = undo.removeFirst();
            bytes -= oldest.step().bytes();
            oldestState = oldest.state();
        }
    }

    /**
     * The place of the step that this one continues, or -1. Several controls may be moved at once:
     * a gesture is also found behind others that set other parameters.
     */
    private int gestureOf(Step step) {
        if (step.gesture().isEmpty()) {
            return -1;
        }
        Gesture now = step.gesture().get();
        int furthest = Math.max(0, undo.size() - MOST_GESTURES);
        for (int at = undo.size() - 1; at >= furthest; at--) {
            Optional<Gesture> earlier = undo.get(at).step().gesture();
            if (earlier.isEmpty()) {
                return -1;
            }
            if (now.continues(earlier.get())) {
                return at;
            }
            if (!now.isApartFrom(earlier.get())) {
                return -1;
            }
        }
        return -1;
    }

    /** The state changes, also where the gesture lies behind others. */
    private void join(int at, Step later) {
        Step joined = undo.get(at).step().joined(later);
        bytes += joined.bytes() - undo.get(at).step().bytes();
        undo.set(at, new Entry(joined, ++lastState));
        if (at < undo.size() - 1) {
            undo.set(undo.size() - 1, new Entry(undo.getLast().step(), ++lastState));
        }
    }
}
