package io.downbeat.output;

import io.downbeat.session.Event;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;

/**
 * What one beat of a turn brings for one receiver: it leaves together, values before the messages
 * of events. Not thread safe.
 */
final class Volley {

    private final Beats at;
    private final List<Elements> values = new ArrayList<>();
    private final List<Occurrence> events = new ArrayList<>();
    private boolean launched;

    Volley(Beats at) {
        this.at = at;
    }

    Beats at() {
        return at;
    }

    void write(Elements written, Event.Cause cause) {
        if (written.count() > 0) {
            values.add(written);
            launched |= cause == Event.Cause.LAUNCH;
        }
    }

    void happens(Occurrence event) {
        events.add(event);
    }

    List<Elements> values() {
        return values;
    }

    List<Occurrence> events() {
        return events;
    }

    /** Whether a launch is among it, which goes as a bundle even if it is a single value. */
    boolean isLaunched() {
        return launched;
    }
}
