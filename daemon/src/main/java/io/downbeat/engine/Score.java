package io.downbeat.engine;

import io.downbeat.session.Event;

import java.util.ArrayList;
import java.util.List;

/** What is told of a turn, in order. Owned by the conductor. Not thread safe. */
final class Score {

    private List<Event> events = new ArrayList<>();

    void tell(Event event) {
        events.add(event);
    }

    List<Event> take() {
        List<Event> told = events;
        events = new ArrayList<>();
        return told;
    }
}
