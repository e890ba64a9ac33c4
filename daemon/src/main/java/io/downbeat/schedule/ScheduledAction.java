package io.downbeat.schedule;

import io.downbeat.time.Beats;

import java.util.Comparator;

/**
 * An action that waits for a beat. Actions on the same beat are ordered by rank, then by the order
 * in which they were scheduled.
 *
 * @param order counts the scheduled actions of one queue, so that no two are equal
 */
public record ScheduledAction<A>(Beats at, SameBeatOrder rank, long order, A action)
        implements Comparable<ScheduledAction<A>> {

    private static final Comparator<ScheduledAction<?>> ORDER =
            Comparator.<ScheduledAction<?>, Beats>comparing(ScheduledAction::at)
                    .thenComparing(ScheduledAction::rank)
                    .thenComparingLong(ScheduledAction::order);

    @Override
    public int compareTo(ScheduledAction<A> other) {
        return ORDER.compare(this, other);
    }
}
