package io.downbeat.output;

import io.downbeat.session.Event;
import io.downbeat.session.Snapshot;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;

/**
 * What one beat of a turn brings for one receiver: it leaves together, values before the messages
 * of events. One is used again and again. Not thread safe.
 */
final class Volley {

    private final Elements.Writing values = new Elements.Writing();
    private final List<Occurrence> events = new ArrayList<>();
    private Beats at = Beats.ZERO;
    private boolean launched;

    /** Begins anew, with nothing, for another beat. */
    void begin(Beats beat) {
        at = beat;
        launched = false;
        values.clear();
        events.clear();
    }

    Beats at() {
        return at;
    }

    /** Adds values that were written; {@code map} says how. */
    void write(Snapshot written, OutputMap map, Event.Cause cause) {
        int before = values.count();
        map.encode(written, values);
        launched |= cause == Event.Cause.LAUNCH && values.count() > before;
    }

    void happens(Occurrence event) {
        events.add(event);
    }

    /** The messages of the values, good until the next beat begins. */
    Elements values() {
        return values.done();
    }

    List<Occurrence> events() {
        return events;
    }

    boolean isEmpty() {
        return values.count() == 0 && events.isEmpty();
    }

    /** Whether a launch is among it, which goes as a bundle even if it is a single value. */
    boolean isLaunched() {
        return launched;
    }
}
