package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts a finished take into an arrangement. Pure. */
public final class TakeIntoArrangementMerger {

    private static final Beats MICRO = Beats.micro(1);

    private TakeIntoArrangementMerger() {}

    /** The arrangement of a document with a take. */
    public static Arrangement joined(Document document, Take take, RecordMode mode) {
        Arrangement before = document.session().arrangement();
        if (mode == RecordMode.NEW || before.isEmpty()) {
            return new Arrangement(take.end(), take.start(), take.events(), take.lanes());
        }
        return mode == RecordMode.OVERDUB ? overdubbed(document, take) : replaced(document, take);
    }

    /** Both, but nothing of the earlier one where hands had taken over. */
    private static Arrangement overdubbed(Document document, Take take) {
        Arrangement before = document.session().arrangement();
        Map<String, TrackId> owners = new HashMap<>();
        for (Track track : document.session().tracks()) {
            track.nodes().forEach(node -> owners.putIfAbsent(node, TrackId.of(track)));
        }
        List<ArrangementEvent> kept =
                before.events().stream()
                        .filter(event -> !take.takenOver().contains(event))
                        .toList();
        Function<ParamPath, Optional<TrackId>> ownerOf =
                path -> Optional.ofNullable(owners.get(path.node()));
        var joined =
                new Arrangement(
                        before.length().orLater(take.end()),
                        before.start(),
                        merged(kept, take.events()),
                        mergedLanes(
                                before.lanes(),
                                take.lanes(),
                                path -> take.takenOver().of(path, ownerOf.apply(path))));
        return new TakenOverStateCorrection(document, take, ownerOf).rewritten(joined);
    }

    /** What lies in the take's range is the take's; behind it stands what stood there before. */
    private static Arrangement replaced(Document document, Take take) {
        Arrangement before = document.session().arrangement();
        var range = new Take.Span(take.begin(), take.end());
        var all = new ArrayList<ArrangementEvent>();
        boolean fromTheStart = take.begin().equals(Beats.ZERO);
        before.events().stream()
                .filter(event -> event.at().isBefore(take.begin()))
                .forEach(all::add);
        if (!fromTheStart) {
            all.add(new ArrangementEvent.StateSet(take.begin(), take.start()));
        }
        all.addAll(take.events());
        if (take.end().isBefore(before.length())) {
            ArrangementState behind =
                    ArrangementStateAtBeat.find(take.end(), before, document)
                            .named(document.graph());
            all.add(new ArrangementEvent.StateSet(take.end(), behind));
        }
        before.events().stream()
                .filter(event -> !event.at().isBefore(take.end()))
                .forEach(all::add);
        return new Arrangement(
                before.length().orLater(take.end()),
                fromTheStart ? take.start() : before.start(),
                all,
                mergedLanes(before.lanes(), take.lanes(), path -> List.of(range)));
    }

    /** Earlier events come first where beats are equal. */
    private static List<ArrangementEvent> merged(
            List<ArrangementEvent> earlier, List<ArrangementEvent> later) {
        var all = new ArrayList<>(earlier);
        all.addAll(later);
        all.sort(Comparator.comparing(ArrangementEvent::at));
        return all;
    }

    /**
     * The earlier lanes without the moves in the removed ranges, joined with the later ones.
     *
     * @param removed the ranges of a parameter in which earlier moves are left out
     */
    private static List<ParameterLane> mergedLanes(
            List<ParameterLane> earlier,
            List<ParameterLane> later,
            Function<ParamPath, List<Take.Span>> removed) {
        Map<ParamPath, ParameterLane> lanes = new LinkedHashMap<>();
        Map<ParamPath, ParameterLane> laterLanes = new HashMap<>();
        later.forEach(lane -> laterLanes.put(lane.path(), lane));
        for (ParameterLane lane : earlier) {
            ParameterLane other =
                    laterLanes.getOrDefault(lane.path(), ParameterLane.none(lane.path()));
            lanes.put(lane.path(), without(lane, removed.apply(lane.path()), other));
        }
        later.forEach(lane -> lanes.merge(lane.path(), lane, TakeIntoArrangementMerger::merged));
        return lanes.values().stream().filter(lane -> !lane.isEmpty()).toList();
    }

    /**
     * Copies whole ranges, because a lane of an hour has hundreds of thousands of moves. A glide
     * into a removed range ends before it, and one out of it begins behind it, both on its line.
     *
     * @param later its moves end a glide, too
     */
    private static ParameterLane without(
            ParameterLane lane, List<Take.Span> removed, ParameterLane later) {
        List<Take.Span> spans = Take.Span.union(removed);
        if (spans.stream().noneMatch(span -> isPlayedIn(lane, span))) {
            // The same object costs the journal and the history nothing.
            return lane;
        }
        var left = new ParameterLane.Builder(lane.path());
        int next = 0;
        boolean follows = true;
        Beats goesOn = Beats.ZERO;
        for (Take.Span span : spans) {
            int end = lane.firstAtOrAfter(span.from());
            left.addAll(lane, next, end, follows);
            if (isGliding(lane, end)) {
                Beats begin = lane.at(end - 1).orLater(goesOn);
                endGlide(left, lane, end, begin, span.from().orEarlier(next(later, begin)));
            }
            goesOn = span.to();
            next = lane.firstAtOrAfter(span.to());
            follows = isGliding(lane, next) && lane.at(next).isAfter(span.to());
            if (follows) {
                left.add(span.to(), lane.valueOnLine(next, span.to()));
            }
        }
        return left.addAll(lane, next, lane.size(), follows).build();
    }

    private static boolean isPlayedIn(ParameterLane lane, Take.Span span) {
        int first = lane.firstAtOrAfter(span.from());
        return isGliding(lane, first) || first < lane.firstAtOrAfter(span.to());
    }

    /** Moves of the earlier lane come first where beats are equal. */
    private static ParameterLane merged(ParameterLane earlier, ParameterLane later) {
        var all = new ParameterLane.Builder(earlier.path());
        int first = 0;
        int second = 0;
        while (second < later.size()) {
            int end = earlier.firstAfter(later.at(second));
            all.addAll(earlier, first, end, false);
            endGlide(all, earlier, end, later.at(second));
            first = end;
            int until =
                    first == earlier.size()
                            ? later.size()
                            : later.firstAtOrAfter(earlier.at(first));
            all.addAll(later, second, until, false);
            if (first < earlier.size()) {
                endGlide(all, later, until, earlier.at(first));
            }
            second = until;
        }
        return all.addAll(earlier, first, earlier.size(), false).build();
    }

    /** Ends a glide that does not reach its end, if the lane glides to an index. */
    private static void endGlide(
            ParameterLane.Builder left, ParameterLane lane, int to, Beats beat) {
        if (isGliding(lane, to)) {
            endGlide(left, lane, to, lane.at(to - 1), beat);
        }
    }

    /**
     * Adds the last value of a glide that does not reach its end. It lies one micro-beat before the
     * beat, so that what happens on the beat stands.
     *
     * @param begin the beat of the move that was added last
     */
    private static void endGlide(
            ParameterLane.Builder left, ParameterLane lane, int to, Beats begin, Beats beat) {
        Beats last = beat.minus(MICRO);
        if (last.isAfter(begin)) {
            left.addGlide(last, lane.valueOnLine(to, last));
        }
    }

    /** The beat of the first move at or after a beat, or never. */
    private static Beats next(ParameterLane lane, Beats from) {
        int next = lane.firstAtOrAfter(from);
        return next == lane.size() ? Beats.never() : lane.at(next);
    }

    private static boolean isGliding(ParameterLane lane, int to) {
        return to > 0 && to < lane.size() && lane.glidesTo(to);
    }
}
