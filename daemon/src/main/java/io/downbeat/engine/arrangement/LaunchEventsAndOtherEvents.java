package io.downbeat.engine.arrangement;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of an arrangement in two lists: launches and stops, and all others. */
final class LaunchEventsAndOtherEvents {

    private final Arrangement of;
    private final List<TrackId> tracks;
    private final List<ArrangementEvent> launches = new ArrayList<>();
    private final List<ArrangementEvent> timeline = new ArrayList<>();

    /** The launches and stops of one beat, in their order. */
    record Group(Beats at, List<ArrangementEvent> events) {
        Group {
            events = List.copyOf(events);
        }

        List<TrackId> tracks() {
            var tracks = new ArrayList<TrackId>();
            for (ArrangementEvent event : events) {
                switch (event) {
                    case ArrangementEvent.ClipLaunched launched ->
                            tracks.add(launched.clip().track());
                    case ArrangementEvent.TrackStopped stopped -> tracks.add(stopped.track());
                    default -> {}
                }
            }
            return tracks;
        }

        List<SceneId> scenes() {
            return events.stream()
                    .filter(ArrangementEvent.SceneLaunched.class::isInstance)
                    .map(event -> ((ArrangementEvent.SceneLaunched) event).scene())
                    .distinct()
                    .toList();
        }

        boolean hasClipsOfScenes() {
            return events.stream()
                    .anyMatch(event ->
                            event instanceof ArrangementEvent.ClipLaunched launched
                                    && launched.byScene());
        }
    }

    LaunchEventsAndOtherEvents(Arrangement of) {
        this.of = of;
        this.tracks = of.tracks();
        for (ArrangementEvent event : of.events()) {
            switch (event) {
                case ArrangementEvent.ClipLaunched e -> launches.add(event);
                case ArrangementEvent.TrackStopped e -> launches.add(event);
                case ArrangementEvent.SceneLaunched e -> launches.add(event);
                default -> timeline.add(event);
            }
        }
    }

    Arrangement of() {
        return of;
    }

    /** All tracks that the arrangement plays. */
    List<TrackId> tracks() {
        return tracks;
    }

    /** The launches and stops of the first beat at or after this one that has any. */
    Optional<Group> nextLaunches(Beats from) {
        int first = firstAtOrAfter(launches, from);
        if (first == launches.size()) {
            return Optional.empty();
        }
        Beats at = launches.get(first).at();
        int end = first;
        while (end < launches.size() && launches.get(end).at().equals(at)) {
            end++;
        }
        return Optional.of(new Group(at, launches.subList(first, end)));
    }

    /** Whether the launches from one beat to before another are the same as in another one. */
    boolean hasSameLaunches(LaunchEventsAndOtherEvents other, Beats from, Beats to) {
        return launchesIn(from, to).equals(other.launchesIn(from, to));
    }

    private List<ArrangementEvent> launchesIn(Beats from, Beats to) {
        int first = firstAtOrAfter(launches, from);
        return launches.subList(first, Math.max(first, firstAtOrAfter(launches, to)));
    }

    /** The first other event at or after a beat. */
    Optional<ArrangementEvent> nextTimeline(Beats from) {
        int first = firstAtOrAfter(timeline, from);
        return first == timeline.size() ? Optional.empty() : Optional.of(timeline.get(first));
    }

    /** The other events from one beat to another, both included. */
    List<ArrangementEvent> timelineUntil(Beats from, Beats last) {
        return List.copyOf(
                timeline.subList(
                        firstAtOrAfter(timeline, from),
                        Math.max(
                                firstAtOrAfter(timeline, from),
                                firstAtOrAfter(timeline, last.plus(Beats.micro(1))))));
    }

    private static int firstAtOrAfter(List<ArrangementEvent> events, Beats beat) {
        int low = 0;
        int high = events.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (events.get(middle).at().isBefore(beat)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
