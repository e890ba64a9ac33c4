package io.downbeat.session.view;

import io.downbeat.graph.Graph;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.Named;
import io.downbeat.session.model.Session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that the rest of the program may know of the running session, published by the conductor
 * whenever something of it changed. Immutable but for {@link #values}, which is live. Parts that
 * did not change are the same objects as in the view before, so that what changed can be found by
 * looking at identities.
 *
 * @param tracks one state a track, in the session's order
 * @param skipped what the last launch of a clip did not write, by the clip's id: {@code node/param
 *     reason}
 * @param touched numbers of the parameters that a finger lies on
 * @param edited true if there are edits that were not saved
 */
public record SessionView(
        String name,
        Graph graph,
        Session session,
        TransportState transport,
        ClockState clock,
        GlobalLaunchSettings settings,
        List<TrackState> tracks,
        SceneStates scenes,
        Map<ClipId, List<String>> skipped,
        LiveValues values,
        List<Integer> touched,
        List<OutputState> outputs,
        List<String> clients,
        boolean edited,
        List<String> folder) {

    /** A clip by the ids of its track and its own. */
    public record ClipId(String track, String clip) {}

    /** Where parameter values go, as far as the session knows of it. */
    public record OutputState(
            String name, boolean enabled, double offsetMillis, OutputStatus status)
            implements Named {
        @Override
        public String id() {
            return name;
        }

        public OutputState with(OutputStatus changed) {
            return new OutputState(name, enabled, offsetMillis, changed);
        }
    }

    /** Whether an output's receiver is there. */
    public enum OutputStatus {
        OK,
        UNREACHABLE,
        UNRESOLVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same view over other values, such as ones that stand still. */
    public SessionView with(LiveValues other) {
        return new SessionView(
                name, graph, session, transport, clock, settings, tracks, scenes, skipped, other,
                touched, outputs, clients, edited, folder);
    }

    /** The state of the track at a position, from 1; idle where there is none. */
    public TrackState track(int position) {
        return position >= 1 && position <= tracks.size()
                ? tracks.get(position - 1)
                : TrackState.IDLE;
    }

    /** The state of a clip; empty where the cell is. */
    public Optional<ClipState> clip(int track, int position) {
        return session.track(track)
                .flatMap(t -> t.clip(position))
                .map(c -> track(track).clip(position));
    }

    /** How many tracks have something queued. */
    public int pending() {
        int pending = 0;
        for (TrackState track : tracks) {
            pending += track.queuedClip().isPresent() ? 1 : 0;
        }
        return pending;
    }
}
