package io.downbeat.session.view;

import io.downbeat.time.Beats;

import java.util.List;

/**
 * What is to come as things stand after a turn, so that it can be encoded before it does. Made by
 * the conductor. Immutable.
 *
 * @param boundaries every boundary that something waits for, in order; the same object while
 *     nothing changed
 * @param counted how far the units of the signature have been told: the next one is the first
 *     behind it. It falls back only where the count itself goes back.
 */
public record UpcomingBoundaries(List<UpcomingBoundary> boundaries, Beats counted) {

    /** A count at its beginning, for which nothing waits. */
    public static final UpcomingBoundaries NOTHING = new UpcomingBoundaries(List.of(), Beats.ZERO);

    public UpcomingBoundaries {
        boundaries = List.copyOf(boundaries);
    }
}
