package io.downbeat.session.model;

import io.downbeat.time.Beats;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A recorded performance: how it begins, what was launched, stopped and changed, and how parameters
 * were moved, each with its beat. Beats count from the beginning of the arrangement. Immutable.
 *
 * @param length the end of the last take
 * @param start what stood at the first beat
 * @param events in the order of their beats; those of one beat in the order in which they are
 *     performed
 * @param lanes the moves of parameters, each parameter once, in the order in which they were first
 *     moved. On one beat, events come before moves
 */
public record Arrangement(
        Beats length,
        ArrangementState start,
        List<ArrangementEvent> events,
        List<ParameterLane> lanes) {

    /** Nothing was recorded. */
    public static final Arrangement EMPTY =
            new Arrangement(Beats.ZERO, ArrangementState.NONE, List.of(), List.of());

    public Arrangement {
        events = List.copyOf(events);
        lanes = List.copyOf(lanes);
    }

    /** Whether nothing was recorded. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** All tracks that it plays. */
    public List<TrackId> tracks() {
        Set<TrackId> tracks = new LinkedHashSet<>();
        start.tracks().forEach(track -> tracks.add(track.track()));
        for (ArrangementEvent event : events) {
            switch (event) {
                case ArrangementEvent.ClipLaunched launched -> tracks.add(launched.clip().track());
                case ArrangementEvent.TrackStopped stopped -> tracks.add(stopped.track());
                case ArrangementEvent.StateSet set ->
                        set.state().tracks().forEach(track -> tracks.add(track.track()));
                default -> {}
            }
        }
        return List.copyOf(tracks);
    }

    /** How many moves of parameters there are. */
    public long moves() {
        return lanes.stream().mapToLong(ParameterLane::size).sum();
    }
}
