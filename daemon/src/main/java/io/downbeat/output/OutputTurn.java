package io.downbeat.output;

import io.downbeat.session.command.Event;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundaries;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.HostMicros;

import java.util.List;

/** What one turn has brought, and the way out for what follows from it. */
record OutputTurn(
        SessionView view,
        List<Event> events,
        UpcomingBoundaries upcomingBoundaries,
        HostMicros now,
        OutputDatagramSender port) {

    OutputTurn {
        events = List.copyOf(events);
    }

    List<UpcomingBoundary> upcoming() {
        return upcomingBoundaries.boundaries();
    }

    /** Whether the boundary of {@code past} is still to come, just as it was announced. */
    boolean stillAnnounces(UpcomingBoundary past) {
        return upcoming().stream().anyMatch(one -> one.revision() == past.revision());
    }

    /**
     * Whether the boundary of {@code past} has been performed in this turn, as it was announced.
     */
    boolean performed(UpcomingBoundary past) {
        boolean writes = past.launches().stream().anyMatch(launch -> !launch.values().isEmpty());
        return events.stream()
                .anyMatch(event -> writes ? isWriteOf(past, event) : isOf(past, event));
    }

    private static boolean isWriteOf(UpcomingBoundary past, Event event) {
        return event instanceof Event.ParamsWritten written
                && written.prepared() == past.revision();
    }

    /**
     * Whether a unit of the signature is over by now: the turn tells of a later one. That is so
     * after the program was held up, and then only the beat that is playing is told.
     */
    @SuppressWarnings("ReferenceEquality") // This very event, not one like it.
    boolean isOver(Event.BeatPassed passed) {
        for (Event event : events.reversed()) {
            if (event instanceof Event.BeatPassed last) {
                return last != passed;
            }
        }
        return false;
    }

    boolean changesTempoOrMeter() {
        return events.stream()
                .anyMatch(event ->
                        event instanceof Event.TempoChanged
                                || event instanceof Event.MeterChanged
                                || event instanceof Event.CountMoved);
    }

    private static boolean isOf(UpcomingBoundary past, Event event) {
        if (!event.at().equals(past.at())) {
            return false;
        }
        return switch (event) {
            case Event.TrackStopped(var at, int track, int clip) -> past.stops().contains(track);
            case Event.SceneLaunched(var at, int scene) -> past.scenes().contains(scene);
            case Event.ClipActivated(var at, int track, int clip) ->
                    past.launches().stream()
                            .anyMatch(one -> one.track() == track && one.clip() == clip);
            default -> false;
        };
    }
}
