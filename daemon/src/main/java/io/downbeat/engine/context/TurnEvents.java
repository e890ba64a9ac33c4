package io.downbeat.engine.context;

import io.downbeat.session.command.Event;

import java.util.ArrayList;
import java.util.List;

/** The events of the present turn, in order. */
public final class TurnEvents {

    private List<Event> events = new ArrayList<>();

    public void emit(Event event) {
        events.add(event);
    }

    public List<Event> drain() {
        List<Event> drained = events;
        events = new ArrayList<>();
        return drained;
    }
}
