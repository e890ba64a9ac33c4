package io.downbeat.session.view;

import io.downbeat.time.Beats;

import java.util.List;

/**
 * The queued boundaries and the beat count after a turn. They are published so that messages can be
 * encoded before they are due.
 *
 * @param boundaries every queued boundary, in order; the same object while nothing changed
 * @param counted the last beat of the time signature that was reported; the next one to report
 *     comes after it. It goes back only when the count itself goes back.
 */
public record UpcomingBoundaries(List<UpcomingBoundary> boundaries, Beats counted) {

    /** A count at its beginning with nothing queued. */
    public static final UpcomingBoundaries NOTHING = new UpcomingBoundaries(List.of(), Beats.ZERO);

    public UpcomingBoundaries {
        boundaries = List.copyOf(boundaries);
    }
}
