package io.downbeat.address;

import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementTimeline;

import java.util.List;
import java.util.Optional;

/**
 * Remembers the timelines of the two arrangements that were asked for last: the present one, and
 * the one before it, with which it is compared for subscribers. Any thread may use it.
 */
final class ArrangementTimelineCache {

    private record Entry(Arrangement arrangement, ArrangementTimeline timeline) {}

    private volatile List<Entry> entries = List.of();

    /** The timeline of an arrangement. */
    @SuppressWarnings(
            "ReferenceEquality") // To compare two arrangements takes as long as to read one.
    ArrangementTimeline timelineOf(Arrangement arrangement) {
        List<Entry> known = entries;
        Optional<Entry> found =
                known.stream().filter(entry -> entry.arrangement() == arrangement).findFirst();
        if (found.isPresent()) {
            return found.get().timeline();
        }
        var made = new Entry(arrangement, ArrangementTimeline.of(arrangement));
        entries = known.isEmpty() ? List.of(made) : List.of(made, known.getFirst());
        return made.timeline();
    }
}
