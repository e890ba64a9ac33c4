package io.downbeat.session.view;

import io.downbeat.session.model.Snapshot;
import io.downbeat.time.Beats;

import java.util.List;

/**
 * What will leave at a boundary as things stand, announced so that it can be encoded before.
 *
 * @param at the boundary
 * @param revision changes whenever anything of this changes; never the same for two different
 *     contents
 * @param launches the queued clips in the order in which their values will be written
 * @param stops positions of tracks that will stop
 * @param scenes positions of scenes that will count as launched
 */
public record UpcomingBoundary(
        Beats at, long revision, List<Launch> launches, List<Integer> stops, List<Integer> scenes) {

    /**
     * A clip that will become active, and all it will write. Two launches with the same values
     * share them.
     */
    public record Launch(int track, int clip, Snapshot values) {}

    public UpcomingBoundary {
        launches = List.copyOf(launches);
        stops = List.copyOf(stops);
        scenes = List.copyOf(scenes);
    }
}
