package io.downbeat.output;

import io.downbeat.session.command.Event;
import io.downbeat.session.model.Snapshot;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;

/**
 * What one beat of a turn brings for one receiver: it leaves together, values before the messages
 * of events. One is used again and again. Not thread safe.
 */
final class SendBatch {

    private final EncodedMessages.Writing values = new EncodedMessages.Writing();
    private final List<OutputEvent> events = new ArrayList<>();
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
    void write(Snapshot written, OutputMapping map, Event.Cause cause) {
        int before = values.count();
        map.encode(written, values);
        launched |= cause == Event.Cause.LAUNCH && values.count() > before;
    }

    void happens(OutputEvent event) {
        events.add(event);
    }

    /** The messages of the values, good until the next beat begins. */
    EncodedMessages values() {
        return values.done();
    }

    List<OutputEvent> events() {
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
