package io.downbeat.session.view;

import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.CueStepId;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;

import java.util.List;

/**
 * What will happen at a boundary if nothing changes before it. It is announced so that messages can
 * be encoded before they are due.
 *
 * @param at the boundary
 * @param revision changes whenever the content changes; two different contents never have the same
 *     revision
 * @param launches the queued clips in the order in which their values will be written
 * @param stops the tracks that will stop
 * @param scenes the scenes that will count as launched
 * @param cues the steps of cue lists that will count as launched
 */
public record UpcomingBoundary(
        Beats at,
        long revision,
        List<Launch> launches,
        List<TrackId> stops,
        List<SceneId> scenes,
        List<CueStepId> cues) {

    /**
     * A clip that will become active, and all values that it will write. Two launches with the same
     * values share one snapshot.
     */
    public record Launch(ClipId clip, ParameterValueList values) {}

    public UpcomingBoundary {
        launches = List.copyOf(launches);
        stops = List.copyOf(stops);
        scenes = List.copyOf(scenes);
        cues = List.copyOf(cues);
    }
}
