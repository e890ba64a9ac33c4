package io.downbeat.engine.arrangement;

import io.downbeat.arrangement.Take;
import io.downbeat.arrangement.TakeRecorder;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.TrackId;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.session.snapshot.RunningTakeLog;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.TempoProfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A take that runs: what it has recorded so far, the tempo and signature that it has recorded last,
 * and which tracks and parameters hands have taken over from when to when. Beats are those of the
 * arrangement.
 */
final class RunningTake {

    private final TakeRecorder recorder;
    private final RunningTakeLog log;
    private final Beats begin;
    private final ArrangementState start;
    private final Map<TrackId, Beats> takenTracks = new LinkedHashMap<>();
    private final Map<ParamPath, Beats> takenParameters = new LinkedHashMap<>();

    /** What was taken over and given back. */
    private final List<EngineSnapshot.TakenOver> givenBack = new ArrayList<>();

    private TempoProfile tempo;
    private Beats tempoSince;
    private Meter meter;

    private RunningTake(
            TakeRecorder recorder,
            RunningTakeLog log,
            Beats begin,
            ArrangementState start,
            TempoProfile tempo,
            Beats tempoSince,
            Meter meter) {
        this.recorder = recorder;
        this.log = log;
        this.begin = begin;
        this.start = start;
        this.tempo = tempo;
        this.tempoSince = tempoSince;
        this.meter = meter;
    }

    /**
     * A take that begins now, at a constant tempo.
     *
     * @param start what stands at its begin
     */
    static RunningTake begun(
            TakeRecorder recorder,
            Beats begin,
            ArrangementState start,
            TempoProfile tempo,
            Meter meter) {
        return new RunningTake(recorder, new RunningTakeLog(), begin, start, tempo, begin, meter);
    }

    /**
     * A take that goes on after a restart.
     *
     * @param recorder has recorded nothing yet
     */
    static RunningTake resumed(EngineSnapshot.Recording was, TakeRecorder recorder) {
        was.log().read(0, recorder);
        var running =
                new RunningTake(
                        recorder,
                        RunningTakeLog.of(was.log()),
                        was.begin(),
                        was.start(),
                        was.tempo(),
                        was.tempoSince(),
                        was.meter());
        for (EngineSnapshot.TakenOver each : was.takenOver()) {
            if (each.to().equals(Beats.never())) {
                each.track().ifPresent(track -> running.takenTracks.put(track, each.from()));
                each.parameter().ifPresent(path -> running.takenParameters.put(path, each.from()));
            } else {
                running.givenBack.add(each);
            }
        }
        return running;
    }

    EngineSnapshot.Recording snapshot() {
        var takenOver = new ArrayList<>(givenBack);
        takenOver.addAll(takenOverUntil(Beats.never()));
        return new EngineSnapshot.Recording(
                begin, start, log.part(), takenOver, tempo, tempoSince, meter);
    }

    /** The position of the arrangement at which it has begun. */
    Beats begin() {
        return begin;
    }

    /** The number of entries so far. */
    int size() {
        return log.size();
    }

    void add(ArrangementEvent event) {
        log.add(event);
        recorder.onEvent(event);
    }

    void addMove(Beats at, ParamPath path, ParamValue value) {
        log.add(at, path, value);
        recorder.onMove(at, path, value);
    }

    /** The signature that it has recorded last. */
    Meter meter() {
        return meter;
    }

    void setMeter(Meter recorded) {
        meter = recorded;
    }

    /** The tempo at a position, by what it has recorded last. */
    TempoProfile tempoAt(Beats position) {
        return tempo.after(position.minus(tempoSince).quarters());
    }

    void setTempo(TempoProfile recorded, Beats since) {
        tempo = recorded;
        tempoSince = since;
    }

    /**
     * Notes what hands have taken over by a beat.
     *
     * @return whether anything is taken over
     */
    boolean noteTakenOver(Collection<TrackId> tracks, Collection<ParamPath> parameters, Beats at) {
        tracks.forEach(track -> takenTracks.putIfAbsent(track, at));
        parameters.forEach(path -> takenParameters.putIfAbsent(path, at));
        return !takenTracks.isEmpty() || !takenParameters.isEmpty();
    }

    /** Notes that everything that was taken over is given back on a beat. */
    void noteGivenBack(Beats at) {
        givenBack.addAll(takenOverUntil(at));
        takenTracks.clear();
        takenParameters.clear();
    }

    private List<EngineSnapshot.TakenOver> takenOverUntil(Beats to) {
        var all = new ArrayList<EngineSnapshot.TakenOver>();
        takenTracks.forEach((track, from) ->
                all.add(
                        new EngineSnapshot.TakenOver(
                                Optional.of(track), Optional.empty(), from, to)));
        takenParameters.forEach((path, from) ->
                all.add(
                        new EngineSnapshot.TakenOver(
                                Optional.empty(), Optional.of(path), from, to)));
        return all;
    }

    /** The take as it is when it ends on a beat. */
    Take finished(Beats end) {
        noteGivenBack(end);
        Map<TrackId, List<Take.Span>> tracks = new LinkedHashMap<>();
        Map<ParamPath, List<Take.Span>> paths = new LinkedHashMap<>();
        for (EngineSnapshot.TakenOver each : givenBack) {
            var span = new Take.Span(each.from(), each.to());
            each.track()
                    .ifPresent(track ->
                            tracks.computeIfAbsent(track, key -> new ArrayList<>()).add(span));
            each.parameter()
                    .ifPresent(path ->
                            paths.computeIfAbsent(path, key -> new ArrayList<>()).add(span));
        }
        return recorder.finished(end, new Take.TakenOver(tracks, paths));
    }
}
