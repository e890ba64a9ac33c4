package io.downbeat.cue;

import io.downbeat.time.Beats;

import java.util.Comparator;

/**
 * Something that waits for a beat. Cues on the same beat are ordered by rank, then by the order in
 * which they were asked for; no two are equal.
 */
public record Cue<A>(Beats at, Rank rank, long order, A action) implements Comparable<Cue<A>> {

    private static final Comparator<Cue<?>> ORDER =
            Comparator.<Cue<?>, Beats>comparing(Cue::at)
                    .thenComparing(Cue::rank)
                    .thenComparingLong(Cue::order);

    @Override
    public int compareTo(Cue<A> other) {
        return ORDER.compare(this, other);
    }
}
