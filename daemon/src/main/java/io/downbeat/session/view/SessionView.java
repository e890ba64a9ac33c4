package io.downbeat.session.view;

import io.downbeat.graph.Graph;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.Session;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot of the running session for the rest of the program. The conductor publishes one after
 * each change. It is immutable, except for {@link #values}, which is live. Unchanged parts are the
 * same objects as in the previous view, so that changes can be found by comparing identities.
 *
 * @param tracks the state of each track, in the session's order
 * @param cueLists the state of each cue list, in the session's order
 * @param arrangement whether the arrangement is recorded or played, and where
 * @param skipped what the last launch of a clip did not write, by the clip's ids: {@code node/param
 *     reason}
 * @param touched the numbers of the parameters that a client touches
 * @param offeredSurfaces surfaces of the network that could be given feedback
 * @param edited true if there are unsaved edits
 * @param learning true if a value for an unknown node or parameter creates it
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
        List<CueListState> cueLists,
        ArrangementStatus arrangement,
        Map<ClipId, List<String>> skipped,
        LiveValues values,
        List<Integer> touched,
        List<OutputState> outputs,
        List<String> clients,
        List<OfferedSurface> offeredSurfaces,
        boolean edited,
        StepNames steps,
        boolean learning,
        List<String> folder) {

    /** What the next undo and the next redo would do; empty where there is none. */
    public record StepNames(String undo, String redo) {
        public static final StepNames NONE = new StepNames("", "");
    }

    /** An output's settings and status. */
    public record OutputState(
            String name, boolean enabled, double offsetMillis, OutputStatus status)
            implements AddressableObject {
        @Override
        public String id() {
            return name;
        }

        public OutputState with(OutputStatus changed) {
            return new OutputState(name, enabled, offsetMillis, changed);
        }
    }

    /**
     * A surface of the network that announces where it receives OSC over UDP.
     *
     * @param name what it calls itself, printable
     * @param destination {@code udp:HOST:PORT}
     */
    public record OfferedSurface(String name, String destination) {
        /** The text that offers it in the list of clients. */
        public String entry() {
            return "offered " + destination + " " + name;
        }

        /** Whether a client means this surface by its name, its destination or its entry. */
        public boolean isCalled(String text) {
            return text.equals(name) || text.equals(destination) || text.equals(entry());
        }
    }

    /** Whether an output's receiver can be reached. */
    public enum OutputStatus {
        OK,
        UNREACHABLE,
        UNRESOLVED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same view with other values, for example a copy that does not change. */
    public SessionView with(LiveValues other) {
        return new SessionView(
                name,
                graph,
                session,
                transport,
                clock,
                settings,
                tracks,
                scenes,
                cueLists,
                arrangement,
                skipped,
                other,
                touched,
                outputs,
                clients,
                offeredSurfaces,
                edited,
                steps,
                learning,
                folder);
    }

    /** The state of the track at a position, from 1; idle if there is no such track. */
    public TrackState track(int position) {
        return position >= 1 && position <= tracks.size()
                ? tracks.get(position - 1)
                : TrackState.IDLE;
    }

    /** The state of the cue list at a position, from 1. */
    public CueListState cueList(int position) {
        return position >= 1 && position <= cueLists.size()
                ? cueLists.get(position - 1)
                : CueListState.EMPTY;
    }

    /** The state of a clip; empty for an empty cell. */
    public Optional<ClipState> clip(int track, int position) {
        return session.track(track)
                .flatMap(t -> t.clip(position))
                .map(c -> track(track).clip(position));
    }

    /** The number of tracks that have something queued. */
    public int pending() {
        int pending = 0;
        for (TrackState track : tracks) {
            pending += track.queuedClip().isPresent() ? 1 : 0;
        }
        return pending;
    }
}
