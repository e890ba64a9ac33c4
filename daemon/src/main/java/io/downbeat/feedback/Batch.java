package io.downbeat.feedback;

import io.downbeat.session.Event;
import io.downbeat.session.SessionView;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * What one turn of the conductor did.
 *
 * @param view the session after the turn
 * @param at when the turn was
 */
public record Batch(SessionView view, List<Event> events, HostMicros at) {
    public Batch {
        events = List.copyOf(events);
    }
}
