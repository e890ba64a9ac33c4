package io.downbeat.arrangement;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.RunningTakeLog;
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
public final class TakeRecorder implements RunningTakeLog.Reader {

    private static final Beats MICRO = Beats.micro(1);

    private final Beats begin;
    private final ArrangementState start;
    private final ToDoubleFunction<ParamPath> spans;
    private final List<ArrangementEvent> events = new ArrayList<>();
    private final Map<ParamPath, ParameterLaneRecorder> lanes = new LinkedHashMap<>();

    /** The tracks with a launch or a stop at the place of the latest event. */
    private final Set<TrackId> launchedHere = new HashSet<>();

    /**
     * The beat of the latest event, and the place at which it is recorded. Quantization may put it
     * ahead of the moves that come after it.
     */
    private Beats eventBeat;

    private Beats eventPlace;

    /** The beat of the latest move, and the place at which it is recorded. */
    private Beats moveBeat;

    private Beats movePlace;

    /**
     * @param spans the sizes of the ranges of parameters; 0 for one of which no move is left out
     */
    public TakeRecorder(Beats begin, ArrangementState start, ToDoubleFunction<ParamPath> spans) {
        this.begin = begin;
        this.start = start;
        this.spans = spans;
        this.eventBeat = begin;
        this.eventPlace = begin;
        this.moveBeat = begin.minus(MICRO);
        this.movePlace = moveBeat;
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
            case ArrangementEvent.FadesCut cut -> addBehindLaunches(event);
            case ArrangementEvent.FadesFrozen frozen -> addBehindLaunches(event);
            default -> add(event, Optional.empty());
        }
    }

    /** It ends the fades of the launches that came before it on the same beat. */
    private void addBehindLaunches(ArrangementEvent event) {
        if (event.at().equals(eventBeat) && !launchedHere.isEmpty()) {
            nextPlace(eventPlace);
        }
        add(event, Optional.empty());
    }

    /** An event that counts as of a beat that has passed keeps that beat. */
    private void add(ArrangementEvent event, Optional<TrackId> track) {
        Beats at = event.at();
        if (at.isBefore(eventBeat)) {
            events.add(event);
            return;
        }
        if (at.isAfter(eventBeat)) {
            eventBeat = at;
            eventPlace = at.orLater(eventPlace);
            launchedHere.clear();
        }
        if (!moveBeat.isAfter(at) && !movePlace.isBefore(eventPlace)) {
            nextPlace(movePlace);
        }
        if (track.filter(launchedHere::contains).isPresent()) {
            nextPlace(eventPlace);
        }
        track.ifPresent(launchedHere::add);
        events.add(event.at(eventPlace));
    }

    private void nextPlace(Beats place) {
        eventPlace = place.plus(MICRO);
        launchedHere.clear();
    }

    @Override
    public void onMove(Beats at, ParamPath path, ParamValue value) {
        if (at.isAfter(moveBeat)) {
            moveBeat = at;
            movePlace = at.orLater(movePlace);
        }
        if (!eventBeat.isAfter(moveBeat)) {
            movePlace = movePlace.orLater(eventPlace);
        }
        lanes.computeIfAbsent(path, key -> new ParameterLaneRecorder(key, spans.applyAsDouble(key)))
                .add(movePlace, value);
    }

    /**
     * The take, if it ends at this beat. An event that quantization has put behind the end was
     * played before it: it lies on the last micro-beat. What else lies on the end or behind it is
     * left out.
     */
    public Take finished(Beats end, Take.TakenOver takenOver) {
        List<ArrangementEvent> inOrder =
                events.stream()
                        .map(event -> event.at().isAfter(end) ? event.at(end.minus(MICRO)) : event)
                        .filter(event -> event.at().isBefore(end) || event.at().equals(begin))
                        .sorted(Comparator.comparing(ArrangementEvent::at))
                        .toList();
        List<ParameterLane> recorded =
                lanes.values().stream()
                        .map(lane -> lane.lane(end))
                        .flatMap(Optional::stream)
                        .toList();
        return new Take(begin, end, start, inOrder, recorded, takenOver);
    }
}
