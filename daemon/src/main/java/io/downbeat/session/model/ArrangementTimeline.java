package io.downbeat.session.model;

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
 * An arrangement as a timeline shows it: what is active on each track, the launches of scenes, the
 * tempo and the time signature, each as a list of changes in the order of their beats. Each list
 * has at most one change for a beat, the last one that was recorded there. Immutable.
 *
 * @param tracks the changes of each track that the arrangement plays, the first one where the track
 *     is first mentioned
 * @param scenes the launches of scenes
 * @param tempos the first one is at beat 0
 * @param meters the first one is at beat 0
 */
public record ArrangementTimeline(
        Map<TrackId, List<ClipChange>> tracks,
        List<ArrangementEvent.SceneLaunched> scenes,
        List<TempoChange> tempos,
        List<MeterChange> meters) {

    /** From this beat on a clip is active on the track; empty: none is. */
    public record ClipChange(Beats at, Optional<ClipId> clip) {}

    /** From this beat on the tempo is this. */
    public record TempoChange(Beats at, TempoProfile tempo) {}

    /** From this beat on the time signature is this. If it lies inside a bar, it ends that bar. */
    public record MeterChange(Beats at, Meter meter) {}

    /** Finds the changes of an arrangement. */
    public static ArrangementTimeline of(Arrangement arrangement) {
        var tracks = new LinkedHashMap<TrackId, List<ClipChange>>();
        var scenes = new ArrayList<ArrangementEvent.SceneLaunched>();
        ArrangementState start = arrangement.start();
        addActiveClips(tracks, Beats.ZERO, start);
        List<TempoChange> tempos =
                new ArrayList<>(List.of(new TempoChange(Beats.ZERO, start.tempo())));
        List<MeterChange> meters =
                new ArrayList<>(List.of(new MeterChange(Beats.ZERO, start.meter())));
        for (ArrangementEvent event : arrangement.events()) {
            Beats at = event.at();
            switch (event) {
                case ArrangementEvent.ClipLaunched launched ->
                        add(
                                tracks,
                                launched.clip().track(),
                                new ClipChange(at, Optional.of(launched.clip())));
                case ArrangementEvent.TrackStopped stopped ->
                        add(tracks, stopped.track(), new ClipChange(at, Optional.empty()));
                case ArrangementEvent.SceneLaunched launched -> {
                    if (!scenes.isEmpty() && scenes.getLast().at().equals(at)) {
                        scenes.removeLast();
                    }
                    scenes.add(launched);
                }
                case ArrangementEvent.TempoSet set -> {
                    TempoChange last = tempos.getLast();
                    add(
                            tempos,
                            at,
                            last.tempo()
                                    .after(at.minus(last.at()).quarters())
                                    .rampingTo(set.tempo(), set.quarters()));
                }
                case ArrangementEvent.MeterSet set -> add(meters, at, set.meter());
                case ArrangementEvent.StateSet set -> {
                    addActiveClips(tracks, at, set.state());
                    add(tempos, at, set.state().tempo());
                    add(meters, at, set.state().meter());
                }
                case ArrangementEvent.FadesCut cut -> {}
                case ArrangementEvent.FadesFrozen frozen -> {}
            }
        }
        tracks.replaceAll((track, changes) -> List.copyOf(changes));
        return new ArrangementTimeline(
                Collections.unmodifiableMap(tracks),
                List.copyOf(scenes),
                List.copyOf(tempos),
                List.copyOf(meters));
    }

    /** A clip that goes on playing is no change. */
    private static void addActiveClips(
            Map<TrackId, List<ClipChange>> tracks, Beats at, ArrangementState state) {
        for (ArrangementState.ActiveTrack track : state.tracks()) {
            List<ClipChange> changes = tracks.getOrDefault(track.track(), List.of());
            if (changes.isEmpty() || !changes.getLast().clip().equals(track.clip())) {
                add(tracks, track.track(), new ClipChange(at, track.clip()));
            }
        }
    }

    private static void add(
            Map<TrackId, List<ClipChange>> tracks, TrackId track, ClipChange change) {
        List<ClipChange> changes = tracks.computeIfAbsent(track, key -> new ArrayList<>());
        if (!changes.isEmpty() && changes.getLast().at().equals(change.at())) {
            changes.removeLast();
        }
        changes.add(change);
    }

    private static void add(List<TempoChange> tempos, Beats at, TempoProfile tempo) {
        TempoChange last = tempos.getLast();
        // An equal ramp at a later beat begins anew.
        if (!last.tempo().after(at.minus(last.at()).quarters()).equals(tempo)) {
            if (tempos.getLast().at().equals(at)) {
                tempos.removeLast();
            }
            tempos.add(new TempoChange(at, tempo));
        }
    }

    private static void add(List<MeterChange> meters, Beats at, Meter meter) {
        if (!meters.getLast().meter().equals(meter)) {
            if (meters.getLast().at().equals(at)) {
                meters.removeLast();
            }
            meters.add(new MeterChange(at, meter));
        }
    }
}
