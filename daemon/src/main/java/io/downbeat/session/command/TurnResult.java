package io.downbeat.session.command;

import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * What one turn did.
 *
 * @param view the session as it is after the turn; the same object while nothing changed
 * @param upcomingBoundaries what is to come as things stand
 * @param wakeAt when the next turn must come at the latest
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
