package io.downbeat.engine.context;

import io.downbeat.session.command.Event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The events of the present turn, in order. */
public final class TurnEvents {

    private List<Event> events = new ArrayList<>();
    private Consumer<Event> observer = event -> {};

    public void emit(Event event) {
        events.add(event);
        observer.accept(event);
    }

    /** Sets the part that is told every event at once. It must not throw. */
    public void connect(Consumer<Event> recorder) {
        observer = recorder;
    }

    public List<Event> drain() {
        List<Event> drained = events;
        events = new ArrayList<>();
        return drained;
    }
}
