package io.downbeat.output;

import io.downbeat.session.command.Event;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the messages that one beat of a turn sends to one output, so that they leave together:
 * first values, then the messages for events. Used again for each beat.
 */
final class ValuesAndEventsOfOneBeat {

    private final EncodedMessages.Encoder values = new EncodedMessages.Encoder();
    private final List<NamedEvent> events = new ArrayList<>();
    private Beats at = Beats.ZERO;
    private boolean launched;

    /** An event and the view that its positions belong to: the former one if its object is gone. */
    record NamedEvent(OutputEvent event, SessionView view) {}

    /** Begins again for another beat. */
    void begin(Beats beat) {
        at = beat;
        launched = false;
        values.clear();
        events.clear();
    }

    Beats at() {
        return at;
    }

    /** Adds values; {@code map} encodes them. */
    void addValues(ParameterValueList written, OutputMapping map, Event.Cause cause) {
        int before = values.count();
        map.encode(written, values);
        boolean whole = cause == Event.Cause.LAUNCH || cause == Event.Cause.REVERT;
        launched |= whole && values.count() > before;
    }

    void addEvent(OutputEvent event, SessionView view) {
        events.add(new NamedEvent(event, view));
    }

    /** The messages of the values, valid until the next beat begins. */
    EncodedMessages values() {
        return values.build();
    }

    List<NamedEvent> events() {
        return events;
    }

    boolean isEmpty() {
        return values.count() == 0 && events.isEmpty();
    }

    /**
     * Whether a launch is among the values: it is sent as a bundle even if it is a single value.
     */
    boolean isLaunched() {
        return launched;
    }
}
