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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Builds a take from what happens, entry by entry, in the order in which it happens.
 *
 * <p>On one beat, an arrangement plays launches before moves, and at most one launch or stop of
 * each track. So a move that came before a launch of the same beat is recorded one micro-beat
 * earlier (half a microsecond at 120), and a second launch of a track one micro-beat later. The
 * order in which things happened is then the order in which they are played.
 */
public final class TakeRecorder implements TakeLog.Reader {

    private static final Beats MICRO = Beats.micro(1);

    private final Beats begin;
    private final ArrangementState start;
    private final ToDoubleFunction<ParamPath> spans;
    private final List<ArrangementEvent> events = new ArrayList<>();
    private final Map<ParamPath, LaneRecorder> lanes = new LinkedHashMap<>();
    private final List<LaneRecorder> movedOnBeat = new ArrayList<>();
    private final Map<TrackId, Beats> lastOfTrack = new HashMap<>();
    private Beats movedAt;

    /**
     * @param spans the sizes of the ranges of parameters; 0 for one of which no move is left out
     */
    public TakeRecorder(Beats begin, ArrangementState start, ToDoubleFunction<ParamPath> spans) {
        this.begin = begin;
        this.start = start;
        this.spans = spans;
        this.movedAt = begin;
    }

    public Beats begin() {
        return begin;
    }

    @Override
    public void onEvent(ArrangementEvent event) {
        if (event.at().equals(movedAt)) {
            movedOnBeat.forEach(lane -> lane.moveBack(movedAt, begin));
            movedOnBeat.clear();
        }
        switch (event) {
            case ArrangementEvent.ClipLaunched launched ->
                    events.add(event.at(placeOf(launched.clip().track(), event.at())));
            case ArrangementEvent.TrackStopped stopped ->
                    events.add(event.at(placeOf(stopped.track(), event.at())));
            default -> events.add(event);
        }
    }

    private Beats placeOf(TrackId track, Beats at) {
        Beats last = lastOfTrack.get(track);
        Beats place = last == null || at.isAfter(last) ? at : last.plus(MICRO);
        lastOfTrack.put(track, place);
        return place;
    }

    @Override
    public void onMove(Beats at, ParamPath path, ParamValue value) {
        if (!at.equals(movedAt)) {
            movedOnBeat.clear();
            movedAt = at;
        }
        LaneRecorder lane =
                lanes.computeIfAbsent(path, key -> new LaneRecorder(key, spans.applyAsDouble(key)));
        lane.add(at, value);
        movedOnBeat.add(lane);
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
