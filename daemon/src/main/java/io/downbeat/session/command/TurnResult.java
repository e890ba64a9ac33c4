package io.downbeat.session.command;

import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * The result of one turn of the engine.
 *
 * @param view the session after the turn; the same object if nothing changed
 * @param upcomingBoundaries the boundaries that are queued now
 * @param wakeAt the latest time of the next turn
 */
public record TurnResult(
        SessionView view,
        List<Event> events,
        UpcomingBoundaries upcomingBoundaries,
        HostMicros wakeAt) {
    public TurnResult {
        events = List.copyOf(events);
    }

    /** Every boundary that something waits for, in order. */
    public List<UpcomingBoundary> upcoming() {
        return upcomingBoundaries.boundaries();
    }
}
