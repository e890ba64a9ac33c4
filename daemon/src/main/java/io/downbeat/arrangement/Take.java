package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finished take.
 *
 * @param start what stood at its first beat
 * @param events in the order of their beats
 * @param takenOver the tracks and parameters that hands took over from the arrangement that played
 *     meanwhile, with the beats from and to which; nothing of the arrangement was played there
 */
public record Take(
        Beats begin,
        Beats end,
        ArrangementState start,
        List<ArrangementEvent> events,
        List<ParameterLane> lanes,
        TakenOver takenOver) {

    public Take {
        events = List.copyOf(events);
        lanes = List.copyOf(lanes);
    }

    /** A range of beats; the end is not part of it. */
    public record Span(Beats from, Beats to) {
        boolean contains(Beats at) {
            return !at.isBefore(from) && at.isBefore(to);
        }

        /** The same beats as ranges that do not overlap, in their order; none is empty. */
        static List<Span> union(List<Span> spans) {
            List<Span> union = new ArrayList<>();
            List<Span> inOrder =
                    spans.stream()
                            .filter(span -> span.from().isBefore(span.to()))
                            .sorted(Comparator.comparing(Span::from))
                            .toList();
            for (Span span : inOrder) {
                if (union.isEmpty() || union.getLast().to().isBefore(span.from())) {
                    union.add(span);
                } else {
                    Span last = union.removeLast();
                    union.add(new Span(last.from(), last.to().orLater(span.to())));
                }
            }
            return union;
        }
    }

    /** What hands took over, and when. */
    public record TakenOver(
            Map<TrackId, List<Span>> tracks, Map<ParamPath, List<Span>> parameters) {

        public static final TakenOver NOTHING = new TakenOver(Map.of(), Map.of());

        public TakenOver {
            tracks = Map.copyOf(tracks);
            parameters = Map.copyOf(parameters);
        }

        boolean contains(ArrangementEvent event) {
            return trackOf(event).filter(track -> contains(track, event.at())).isPresent();
        }

        /** When a parameter was taken over, also with the track that it belongs to. */
        List<Span> of(ParamPath path, Optional<TrackId> owner) {
            var spans = new ArrayList<>(parameters.getOrDefault(path, List.of()));
            owner.ifPresent(track -> spans.addAll(tracks.getOrDefault(track, List.of())));
            return spans;
        }

        boolean contains(TrackId track, Beats at) {
            return tracks.getOrDefault(track, List.of()).stream()
                    .anyMatch(span -> span.contains(at));
        }

        boolean contains(ParamPath path, Optional<TrackId> owner, Beats at) {
            return of(path, owner).stream().anyMatch(span -> span.contains(at));
        }

        private static Optional<TrackId> trackOf(ArrangementEvent event) {
            return switch (event) {
                case ArrangementEvent.ClipLaunched launched -> Optional.of(launched.clip().track());
                case ArrangementEvent.TrackStopped stopped -> Optional.of(stopped.track());
                default -> Optional.empty();
            };
        }
    }
}
