package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Lane;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.performance.TakeLog;
import io.downbeat.time.Beats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Builds a take from what happens, entry by entry, in the order in which it happens.
 *
 * <p>On one beat, an arrangement plays launches before moves, and at most one launch or stop of
 * each track. So what comes after them on the same beat is recorded one micro-beat later (half a
 * microsecond at 120), and is played in the order in which it happened.
 */
public final class TakeRecorder implements TakeLog.Reader {

    private static final Beats MICRO = Beats.micro(1);

    private final Beats begin;
    private final ArrangementState start;
    private final ToDoubleFunction<ParamPath> spans;
    private final List<ArrangementEvent> events = new ArrayList<>();
    private final Map<ParamPath, LaneRecorder> lanes = new LinkedHashMap<>();
    private final Set<TrackId> launchedHere = new HashSet<>();
    private boolean isMovedHere;

    /** The latest beat, and the place at which its next entry is recorded. */
    private Beats beat;

    private Beats place;

    /**
     * @param spans the sizes of the ranges of parameters; 0 for one of which no move is left out
     */
    public TakeRecorder(Beats begin, ArrangementState start, ToDoubleFunction<ParamPath> spans) {
        this.begin = begin;
        this.start = start;
        this.spans = spans;
        this.beat = begin;
        this.place = begin;
    }

    public Beats begin() {
        return begin;
    }

    @Override
    public void onEvent(ArrangementEvent event) {
        switch (event) {
            case ArrangementEvent.ClipLaunched launched ->
                    add(event, Optional.of(launched.clip().track()));
            case ArrangementEvent.TrackStopped stopped -> add(event, Optional.of(stopped.track()));
            default -> add(event, Optional.empty());
        }
    }

    /** An event that counts as of a beat that has passed keeps that beat. */
    private void add(ArrangementEvent event, Optional<TrackId> track) {
        if (event.at().isBefore(beat)) {
            events.add(event);
            return;
        }
        goTo(event.at());
        if (isMovedHere || track.filter(launchedHere::contains).isPresent()) {
            place = place.plus(MICRO);
            isMovedHere = false;
            launchedHere.clear();
        }
        track.ifPresent(launchedHere::add);
        events.add(event.at(place));
    }

    private void goTo(Beats at) {
        if (at.isAfter(beat)) {
            beat = at;
            place = at.orLater(place);
            isMovedHere = false;
            launchedHere.clear();
        }
    }

    @Override
    public void onMove(Beats at, ParamPath path, ParamValue value) {
        goTo(at);
        isMovedHere = true;
        lanes.computeIfAbsent(path, key -> new LaneRecorder(key, spans.applyAsDouble(key)))
                .add(place, value);
    }

    /** The take, if it ends at this beat. What lies behind the end is left out. */
    public Take finished(Beats end, Take.TakenOver takenOver) {
        List<ArrangementEvent> inOrder =
                events.stream()
                        .filter(event -> event.at().isBefore(end) || event.at().equals(begin))
                        .sorted(Comparator.comparing(ArrangementEvent::at))
                        .toList();
        List<Lane> recorded =
                lanes.values().stream()
                        .map(lane -> lane.lane(end))
                        .flatMap(Optional::stream)
                        .toList();
        return new Take(begin, end, start, inOrder, recorded, takenOver);
    }
}
