package io.downbeat.schedule;

import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What waits for its beat. Owned by the conductor and turned on its thread. Not thread safe. */
public final class BeatQueue<A> {

    private final TreeSet<ScheduledAction<A>> waiting = new TreeSet<>();
    private long cued;

    /** Queues an action behind all that has the same beat and rank. */
    public ScheduledAction<A> cue(Beats at, SameBeatOrder rank, A action) {
        var scheduled = new ScheduledAction<>(at, rank, cued++, action);
        waiting.add(scheduled);
        return scheduled;
    }

    /**
     * Moves a cue to another beat; among equals it keeps the place it had when it was asked for.
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

    /** The beat of what comes next. */
    public Optional<Beats> next() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first().at());
    }

    /** Takes what comes next out of the queue: all that falls on its beat, in order. */
    public List<ScheduledAction<A>> drainDue() {
        var due = new ArrayList<ScheduledAction<A>>();
        Optional<Beats> at = next();
        while (!waiting.isEmpty() && waiting.first().at().equals(at.orElseThrow())) {
            due.add(waiting.removeFirst());
        }
        return due;
    }

    /** All that waits, in order. */
    public List<ScheduledAction<A>> all() {
        return List.copyOf(waiting);
    }
}
