package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.Lane;
import io.downbeat.session.model.RecordMode;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Puts a finished take into an arrangement. Pure. */
public final class TakeJoiner {

    private TakeJoiner() {}

    /** The arrangement of a document with a take. */
    public static Arrangement joined(Document document, Take take, RecordMode mode) {
        Arrangement before = document.session().arrangement();
        if (mode == RecordMode.NEW || before.isEmpty()) {
            return new Arrangement(take.end(), take.start(), take.events(), take.lanes());
        }
        return mode == RecordMode.OVERDUB ? overdubbed(before, take) : replaced(document, take);
    }

    /** Both, but nothing of the earlier one where hands had taken over. */
    private static Arrangement overdubbed(Arrangement before, Take take) {
        List<ArrangementEvent> kept =
                before.events().stream()
                        .filter(event -> !take.takenOver().contains(event))
                        .toList();
        return new Arrangement(
                before.length().orLater(take.end()),
                before.start(),
                merged(kept, take.events()),
                mergedLanes(
                        before.lanes(),
                        take.lanes(),
                        (path, at) -> !take.takenOver().contains(path, at)));
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
                    ArrangementChase.at(take.end(), before, document).named(document.graph());
            all.add(new ArrangementEvent.StateSet(take.end(), behind));
        }
        before.events().stream()
                .filter(event -> !event.at().isBefore(take.end()))
                .forEach(all::add);
        return new Arrangement(
                before.length().orLater(take.end()),
                fromTheStart ? take.start() : before.start(),
                all,
                mergedLanes(before.lanes(), take.lanes(), (path, at) -> !range.contains(at)));
    }

    /** Earlier events come first where beats are equal. */
    private static List<ArrangementEvent> merged(
            List<ArrangementEvent> earlier, List<ArrangementEvent> later) {
        var all = new ArrayList<>(earlier);
        all.addAll(later);
        all.sort(Comparator.comparing(ArrangementEvent::at));
        return all;
    }

    private interface Kept {
        boolean isKept(ParamPath path, Beats at);
    }

    private static List<Lane> mergedLanes(List<Lane> earlier, List<Lane> later, Kept kept) {
        Map<ParamPath, Lane> lanes = new LinkedHashMap<>();
        earlier.forEach(
                lane -> lanes.put(lane.path(), filtered(lane, at -> kept.isKept(lane.path(), at))));
        later.forEach(lane -> lanes.merge(lane.path(), lane, TakeJoiner::merged));
        return lanes.values().stream().filter(lane -> !lane.isEmpty()).toList();
    }

    private static Lane filtered(Lane lane, Predicate<Beats> kept) {
        var left = new Lane.Builder(lane.path());
        boolean follows = false;
        for (int index = 0; index < lane.size(); index++) {
            boolean isKept = kept.test(lane.at(index));
            if (isKept) {
                left.add(lane, index, follows);
            }
            follows = isKept;
        }
        return left.size() == lane.size() ? lane : left.build();
    }

    /** Moves of the earlier lane come first where beats are equal. */
    private static Lane merged(Lane earlier, Lane later) {
        var all = new Lane.Builder(earlier.path());
        int first = 0;
        int second = 0;
        boolean tookFirst = true;
        while (first < earlier.size() || second < later.size()) {
            boolean takesFirst =
                    second == later.size()
                            || (first < earlier.size()
                                    && !earlier.at(first).isAfter(later.at(second)));
            if (takesFirst) {
                all.add(earlier, first, tookFirst);
                first++;
            } else {
                all.add(later, second, !tookFirst);
                second++;
            }
            tookFirst = takesFirst;
        }
        return all.build();
    }
}
