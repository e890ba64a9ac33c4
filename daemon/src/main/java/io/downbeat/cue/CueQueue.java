package io.downbeat.cue;

import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What waits for its beat. Owned by the conductor and turned on its thread. Not thread safe. */
public final class CueQueue<A> {

    private final TreeSet<Cue<A>> waiting = new TreeSet<>();
    private long cued;

    /** Queues an action behind all that has the same beat and rank. */
    public Cue<A> cue(Beats at, Rank rank, A action) {
        var cue = new Cue<>(at, rank, cued++, action);
        waiting.add(cue);
        return cue;
    }

    /**
     * Moves a cue to another beat; among equals it keeps the place it had when it was asked for.
     */
    public Cue<A> move(Cue<A> cue, Beats at) {
        waiting.remove(cue);
        var moved = new Cue<>(at, cue.rank(), cue.order(), cue.action());
        waiting.add(moved);
        return moved;
    }

    public void cancel(Cue<A> cue) {
        waiting.remove(cue);
    }

    /** The beat of what comes next. */
    public Optional<Beats> next() {
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.first().at());
    }

    /** Takes what comes next out of the queue: all that falls on its beat, in order. */
    public List<Cue<A>> take() {
        var due = new ArrayList<Cue<A>>();
        Optional<Beats> at = next();
        while (!waiting.isEmpty() && waiting.first().at().equals(at.orElseThrow())) {
            due.add(waiting.removeFirst());
        }
        return due;
    }

    /** All that waits, in order. */
    public List<Cue<A>> all() {
        return List.copyOf(waiting);
    }
}
