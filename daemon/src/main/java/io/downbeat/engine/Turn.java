package io.downbeat.engine;

import io.downbeat.session.Ahead;
import io.downbeat.session.Event;
import io.downbeat.session.SessionView;
import io.downbeat.session.Upcoming;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * What one turn did.
 *
 * @param view the session as it is after the turn; the same object while nothing changed
 * @param ahead what is to come as things stand
 * @param wakeAt when the next turn must come at the latest
 */
public record Turn(SessionView view, List<Event> events, Ahead ahead, HostMicros wakeAt) {
    public Turn {
        events = List.copyOf(events);
    }

    /** Every boundary that something waits for, in order. */
    public List<Upcoming> upcoming() {
        return ahead.boundaries();
    }
}
