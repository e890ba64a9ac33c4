package io.downbeat.arrangement;

import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.LaunchCalculations.Writes;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calculates what stands at a beat of an arrangement, before what happens on that beat. It performs
 * all launches before the beat on arrays of values. A move is only looked up where a value is
 * needed, so that an hour of moves costs little.
 *
 * <p>Clips that are not there any more are left out.
 */
final class ArrangementStateAtBeatCalculation {

    private final Arrangement arrangement;
    private final Graph graph;
    private final Session session;
    private final @Nullable ParameterLane[] laneOf;
    private final @Nullable ParamValue[] values;
    private final @Nullable Fade[] fades;
    private final long[] writtenAt;
    private final Map<TrackId, Optional<ClipId>> active = new LinkedHashMap<>();
    private final List<Fade> begun = new ArrayList<>();
    private final Map<ClipId, Writes> writes = new HashMap<>();
    private TempoProfile tempo;
    private Beats tempoSince = Beats.ZERO;
    private Meter meter;

    /** A fade that has begun, with the places of its parameters. */
    private static final class Fade {
        private final ClipId clip;
        private final FadeTiming timing;
        private final int[] parameters;
        private final double[] from;
        private final double[] to;
        private int size;

        Fade(ClipId clip, FadeTiming timing, int room) {
            this.clip = clip;
            this.timing = timing;
            parameters = new int[room];
            from = new double[room];
            to = new double[room];
        }

        void add(int parameter, double start, double target) {
            parameters[size] = parameter;
            from[size] = start;
            to[size] = target;
            size++;
        }

        double valueOf(int parameter, Beats at) {
            for (int index = 0; index < size; index++) {
                if (parameters[index] == parameter) {
                    return FadeTiming.between(from[index], to[index], timing.shareAt(at));
                }
            }
            throw new IllegalStateException("the fade has no parameter " + parameter);
        }
    }

    ArrangementStateAtBeatCalculation(Arrangement arrangement, Document document) {
        this.arrangement = arrangement;
        this.graph = document.graph();
        this.session = document.session();
        int numbers = graph.numbers();
        laneOf = new ParameterLane[numbers];
        values = new ParamValue[numbers];
        fades = new Fade[numbers];
        writtenAt = new long[numbers];
        tempo = arrangement.start().tempo();
        meter = arrangement.start().meter();
        for (ParameterLane lane : arrangement.lanes()) {
            number(lane.path()).ifPresent(number -> laneOf[number] = lane);
        }
    }

    /** The start of the arrangement, as what stands at a beat. */
    ArrangementStateAtBeat startAt(Beats at) {
        set(arrangement.start(), at);
        return state(at);
    }

    ArrangementStateAtBeat stateAt(Beats beat) {
        List<ArrangementEvent> events = arrangement.events();
        int end = 0;
        int first = 0;
        while (end < events.size() && events.get(end).at().isBefore(beat)) {
            if (events.get(end) instanceof ArrangementEvent.StateSet) {
                first = end;
            }
            end++;
        }
        arrangement.tracks().forEach(track -> active.put(track, Optional.empty()));
        set(arrangement.start(), Beats.ZERO);
        events.subList(first, end).forEach(this::perform);
        return state(beat);
    }

    private void perform(ArrangementEvent event) {
        switch (event) {
            case ArrangementEvent.ClipLaunched launched -> launch(launched);
            case ArrangementEvent.TrackStopped(var at, var track) -> {
                active.put(track, Optional.empty());
                freeze(Optional.of(track), at);
            }
            case ArrangementEvent.SceneLaunched scene -> {}
            case ArrangementEvent.TempoSet(var at, var to, var quarters) -> {
                Tempo from = tempoAt(at);
                tempo =
                        quarters > 0
                                ? TempoProfile.of(from).rampingTo(to, quarters)
                                : TempoProfile.of(to);
                tempoSince = at;
            }
            case ArrangementEvent.MeterSet(var at, var changed) -> meter = changed;
            case ArrangementEvent.FadesFrozen(var at) -> freeze(Optional.empty(), at);
            case ArrangementEvent.FadesCut(var at) -> cut(at);
            case ArrangementEvent.StateSet(var at, var state) -> set(state, at);
        }
    }

    private Tempo tempoAt(Beats at) {
        return tempo.tempoAfter(at.minus(tempoSince).quarters());
    }

    private void set(ArrangementState state, Beats at) {
        tempo = state.tempo();
        tempoSince = at;
        meter = state.meter();
        for (ArrangementState.ActiveTrack track : state.tracks()) {
            active.put(track.track(), track.clip().filter(this::isThere));
        }
        begun.clear();
        for (ArrangementState.StoredValue stored : state.values()) {
            number(stored.path()).ifPresent(number -> write(number, stored.value(), at));
        }
        for (ArrangementState.RunningFade running : state.fades()) {
            var fade = new Fade(running.clip(), running.timing(), running.numbers().size());
            for (ArrangementState.FadedNumber faded : running.numbers()) {
                number(faded.path())
                        .ifPresent(number -> {
                            fade.add(number, faded.from(), faded.to());
                            write(number, ParamValue.of(faded.from()), at);
                            fades[number] = fade;
                        });
            }
            begun.add(fade);
        }
    }

    private void launch(ArrangementEvent.ClipLaunched launched) {
        if (!isThere(launched.clip())) {
            return;
        }
        Beats at = launched.at();
        active.put(launched.clip().track(), Optional.of(launched.clip()));
        Writes all = writes.computeIfAbsent(launched.clip(), this::writesOf);
        Transition transition = launched.transition();
        writeAll(transition.isCut() ? all.values() : all.jumps(), at);
        if (transition.isCut()) {
            return;
        }
        var timing = new FadeTiming(at, transition.beats(meter, tempoAt(at)), transition.curve());
        var fade = new Fade(launched.clip(), timing, all.moves().size());
        for (int index = 0; index < all.moves().size(); index++) {
            int number = all.moves().parameter(index);
            applyMoves(number, at);
            if (values[number] instanceof ParamValue.Numeric(var present)) {
                Fade running = fades[number];
                double start = running == null ? present : running.valueOf(number, at);
                fade.add(number, start, all.moves().number(index));
                fades[number] = fade;
                writtenAt[number] = at.micro();
            } else {
                write(number, all.moves().value(index), at);
            }
        }
        begun.add(fade);
    }

    private Writes writesOf(ClipId clip) {
        return LaunchCalculations.writes(
                graph, session.track(clip.track()).orElseThrow(), session.clip(clip).orElseThrow());
    }

    private boolean isThere(ClipId clip) {
        return session.clip(clip).isPresent();
    }

    private void writeAll(ParameterValueList written, Beats at) {
        for (int index = 0; index < written.size(); index++) {
            write(written.parameter(index), written.value(index), at);
        }
    }

    private void write(int number, ParamValue value, Beats at) {
        values[number] = value;
        fades[number] = null;
        writtenAt[number] = at.micro();
    }

    private void freeze(Optional<TrackId> track, Beats at) {
        forgetEnded(at);
        for (Fade fade : begun) {
            if (track.isEmpty() || fade.clip.track().equals(track.get())) {
                end(fade, at, at);
            }
        }
    }

    /** Without this, an hour of fades would be looked through at each stop. */
    private void forgetEnded(Beats at) {
        begun.removeIf(fade -> !fade.timing.end().isAfter(at));
    }

    private void cut(Beats at) {
        forgetEnded(at);
        begun.forEach(fade -> end(fade, fade.timing.end(), at));
    }

    /** Ends a fade with the values that it has at a beat. */
    @SuppressWarnings("ReferenceEquality") // This very fade.
    private void end(Fade fade, Beats valuesOf, Beats at) {
        for (int index = 0; index < fade.size; index++) {
            int number = fade.parameters[index];
            applyMoves(number, at);
            if (fades[number] == fade) {
                write(number, ParamValue.of(fade.valueOf(number, valuesOf)), at);
            }
        }
    }

    /** The latest move of a parameter before a beat counts if nothing was written since. */
    private void applyMoves(int number, Beats before) {
        ParameterLane lane = laneOf[number];
        if (lane == null) {
            return;
        }
        int last = lane.firstAtOrAfter(before) - 1;
        if (last >= 0 && lane.glidesTo(last + 1)) {
            write(number, ParamValue.of(lane.valueOnLine(last + 1, before)), before);
        } else if (last >= 0 && lane.at(last).micro() >= writtenAt[number]) {
            write(number, lane.value(last), lane.at(last));
        }
    }

    private Optional<Integer> number(ParamPath path) {
        return graph.parameter(path).map(Parameter::number);
    }

    private ArrangementStateAtBeat state(Beats at) {
        var present = new ParameterValueList.Builder(values.length);
        for (int number = 0; number < values.length; number++) {
            applyMoves(number, at);
            ParamValue value = values[number];
            Fade fade = fades[number];
            if (fade != null) {
                present.add(number, fade.valueOf(number, at));
            } else if (value != null) {
                present.add(number, value);
            }
        }
        var running = new ArrayList<ArrangementStateAtBeat.Fade>();
        for (Fade fade : begun) {
            if (fade.timing.end().isAfter(at)) {
                running(fade).ifPresent(running::add);
            }
        }
        return new ArrangementStateAtBeat(
                tempo.after(at.minus(tempoSince).quarters()),
                meter,
                active,
                present.build(),
                running);
    }

    @SuppressWarnings("ReferenceEquality") // This very fade.
    private Optional<ArrangementStateAtBeat.Fade> running(Fade fade) {
        var from = new ParameterValueList.Builder(fade.size);
        var to = new ParameterValueList.Builder(fade.size);
        for (int index = 0; index < fade.size; index++) {
            if (fades[fade.parameters[index]] == fade) {
                from.add(fade.parameters[index], fade.from[index]);
                to.add(fade.parameters[index], fade.to[index]);
            }
        }
        return to.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ArrangementStateAtBeat.Fade(
                                fade.clip, fade.timing, from.build(), to.build()));
    }
}
