package io.downbeat.schedule;

import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The actions that wait for their beats, in the order in which they are due. */
public final class BeatQueue<A> {

    private final TreeSet<ScheduledAction<A>> waiting = new TreeSet<>();
    private long nextOrder;

    /** Adds an action behind all others with the same beat and rank. */
    public ScheduledAction<A> schedule(Beats at, SameBeatOrder rank, A action) {
        var scheduled = new ScheduledAction<>(at, rank, nextOrder++, action);
        waiting.add(scheduled);
        return scheduled;
    }

    /** Counts the actions that were scheduled so far. */
    public long nextOrder() {
        return nextOrder;
    }

    /** Continues to count from here. */
    public void setNextOrder(long order) {
        nextOrder = order;
    }

    /** Adds an action in a place that it had before among others of the same beat and rank. */
    public ScheduledAction<A> restore(Beats at, SameBeatOrder rank, long order, A action) {
        var scheduled = new ScheduledAction<>(at, rank, order, action);
        waiting.add(scheduled);
        return scheduled;
    }

    /**
     * Moves an action to another beat. Among actions of equal beat and rank it keeps the order in
     * which it was first scheduled.
     */
    public ScheduledAction<A> move(ScheduledAction<A> scheduled, Beats at) {
        waiting.remove(scheduled);
        var moved =
                new ScheduledAction<>(at, scheduled.rank(), scheduled.order(), scheduled.action());
        waiting.add(moved);
        return moved;
    }

    public void cancel(ScheduledAction<A> scheduled) {
        waiting.remove(scheduled);
    }

    /** The beat of the first action. */
    public Optional<Beats> next() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first().at());
    }

    /** Removes and returns all actions on the first beat, in order. */
    public List<ScheduledAction<A>> drainDue() {
        var due = new ArrayList<ScheduledAction<A>>();
        Optional<Beats> at = next();
        while (!waiting.isEmpty() && waiting.first().at().equals(at.orElseThrow())) {
            due.add(waiting.removeFirst());
        }
        return due;
    }

    /** All waiting actions, in order. */
    public List<ScheduledAction<A>> all() {
        return List.copyOf(waiting);
    }
}
