package io.downbeat.feedback;

import io.downbeat.session.command.Event;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.HostMicros;

import java.util.List;

/**
 * What one turn of the conductor did.
 *
 * @param view the session after the turn
 * @param at when the turn was
 */
public record EngineTurnReport(SessionView view, List<Event> events, HostMicros at) {
    public EngineTurnReport {
        events = List.copyOf(events);
    }
}
