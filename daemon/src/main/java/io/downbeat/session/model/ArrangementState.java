package io.downbeat.session.model;

import io.downbeat.fade.FadeTiming;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands at a beat of an arrangement.
 *
 * @param tempo the tempo, or the rest of a ramp, without a nudge
 * @param tracks all tracks that the arrangement plays
 * @param values the values of all parameters that are set
 * @param fades the fades in progress, in the order in which they began
 */
public record ArrangementState(
        TempoProfile tempo,
        Meter meter,
        List<ActiveTrack> tracks,
        List<StoredValue> values,
        List<RunningFade> fades) {

    /** The state of an arrangement in which nothing was recorded. */
    public static final ArrangementState NONE =
            new ArrangementState(
                    TempoProfile.of(new Tempo(120)), Meter.COMMON, List.of(), List.of(), List.of());

    /** A track and its active clip; empty if none was active. */
    public record ActiveTrack(TrackId track, Optional<ClipId> clip) {}

    /** The value of a parameter. */
    public record StoredValue(ParamPath path, ParamValue value) {}

    /**
     * A fade in progress.
     *
     * @param timing in beats of the arrangement; it begins before the beat of the state
     */
    public record RunningFade(ClipId clip, FadeTiming timing, List<FadedNumber> numbers) {
        public RunningFade {
            numbers = byNode(numbers, FadedNumber::path);
        }
    }

    /** A number that fades from one value to another. */
    public record FadedNumber(ParamPath path, double from, double to) {}

    public ArrangementState {
        tracks = List.copyOf(tracks);
        fades = List.copyOf(fades);
        values = byNode(values, StoredValue::path);
    }

    /** Values of one node stand side by side, as in a file. */
    private static <T> List<T> byNode(List<T> values, Function<T, ParamPath> path) {
        Map<String, List<T>> nodes = new LinkedHashMap<>();
        for (T value : values) {
            nodes.computeIfAbsent(path.apply(value).node(), node -> new ArrayList<>()).add(value);
        }
        return nodes.values().stream().flatMap(List::stream).toList();
    }
}
