package io.downbeat.arrangement;

import io.downbeat.fade.FadeTiming;
import io.downbeat.graph.Graph;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.TempoProfile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands at a beat of an arrangement, with the numbers of the parameters of a graph.
 *
 * @param active the active clip of each track that the arrangement plays; empty if none is active
 * @param values all parameters with a value; of those that fade, the value at this beat
 * @param fades the fades in progress, in the order in which they began
 */
public record ArrangementStateAtBeat(
        TempoProfile tempo,
        Meter meter,
        Map<TrackId, Optional<ClipId>> active,
        ParameterValueList values,
        List<Fade> fades) {

    /**
     * A fade in progress.
     *
     * @param timing in beats of the arrangement
     * @param from the start value of each parameter of {@code to}, in the same order
     */
    public record Fade(
            ClipId clip, FadeTiming timing, ParameterValueList from, ParameterValueList to) {}

    /** Finds what stands at a beat of an arrangement, before what happens on that beat. */
    public static ArrangementStateAtBeat find(
            Beats beat, Arrangement arrangement, Document document) {
        return new ArrangementStateAtBeatCalculation(arrangement, document).stateAt(beat);
    }

    /** A state at a beat, with the numbers of the parameters of a document. */
    public static ArrangementStateAtBeat of(ArrangementState state, Beats at, Document document) {
        var only = new Arrangement(at, state, List.of(), List.of());
        return new ArrangementStateAtBeatCalculation(only, document).startAt(at);
    }

    public ArrangementStateAtBeat {
        active = Collections.unmodifiableMap(new LinkedHashMap<>(active));
        fades = List.copyOf(fades);
    }

    /** The same state with the names of parameters. */
    public ArrangementState named(Graph graph) {
        var tracks = new ArrayList<ArrangementState.ActiveTrack>();
        active.forEach((track, clip) -> tracks.add(new ArrangementState.ActiveTrack(track, clip)));
        var stored = new ArrayList<ArrangementState.StoredValue>();
        for (int index = 0; index < values.size(); index++) {
            stored.add(
                    new ArrangementState.StoredValue(
                            graph.parameter(values.parameter(index)).path(), values.value(index)));
        }
        return new ArrangementState(
                tempo,
                meter,
                tracks,
                stored,
                fades.stream().map(fade -> named(fade, graph)).toList());
    }

    private static ArrangementState.RunningFade named(Fade fade, Graph graph) {
        var numbers = new ArrayList<ArrangementState.FadedNumber>();
        for (int index = 0; index < fade.to().size(); index++) {
            numbers.add(
                    new ArrangementState.FadedNumber(
                            graph.parameter(fade.to().parameter(index)).path(),
                            fade.from().number(index),
                            fade.to().number(index)));
        }
        return new ArrangementState.RunningFade(fade.clip(), fade.timing(), numbers);
    }
}
