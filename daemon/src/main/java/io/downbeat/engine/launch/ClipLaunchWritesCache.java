package io.downbeat.engine.launch;

import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.graph.Graph;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.LaunchCalculations;
import io.downbeat.session.model.Track;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Caches what each clip writes when it is launched, until the clip changes. Also holds what its
 * last launch left out, such as parameters that the graph does not have.
 */
final class ClipLaunchWritesCache {

    private final SessionDocument document;
    private final Map<ClipId, Entry> entries = new LinkedHashMap<>();
    private Map<ClipId, List<String>> skipped = Map.of();

    /** What was worked out, and from what. */
    private record Entry(
            Graph graph, List<String> nodes, Clip clip, LaunchCalculations.Writes writes) {

        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Graph otherGraph, Track track, Clip other) {
            return graph == otherGraph && nodes == track.nodes() && clip == other;
        }
    }

    ClipLaunchWritesCache(SessionDocument document) {
        this.document = document;
    }

    /**
     * What launching a clip that is there writes: the same object for as long as it is the same, so
     * that it is encoded once.
     */
    LaunchCalculations.Writes of(ClipId id) {
        Track track = document.track(id.track());
        Clip clip = document.clip(id);
        Entry known = entries.get(id);
        if (known != null && known.isOf(document.graph(), track, clip)) {
            return known.writes();
        }
        LaunchCalculations.Writes writes = LaunchCalculations.writes(document.graph(), track, clip);
        if (known != null && known.writes().equals(writes)) {
            writes = known.writes();
        }
        entries.put(id, new Entry(document.graph(), track.nodes(), clip, writes));
        return writes;
    }

    /** Whether a clip writes something else than when this was last worked out. */
    @SuppressWarnings("ReferenceEquality")
    boolean hasChanged(ClipId id) {
        Entry known = entries.get(id);
        return known != null && known.writes() != of(id);
    }

    /** Keeps why a clip that was launched just now did not write all it stores. */
    void launched(ClipId id) {
        List<String> reasons = of(id).skipped();
        if (!skipped.getOrDefault(id, List.of()).equals(reasons)) {
            var next = new LinkedHashMap<>(skipped);
            next.put(id, reasons);
            skipped = Collections.unmodifiableMap(next);
        }
    }

    /** Forgets the clips that are not there any more. */
    void onDocumentChange() {
        entries.keySet().removeIf(id -> !document.isThere(id));
        if (!skipped.keySet().stream().allMatch(document::isThere)) {
            var next = new LinkedHashMap<>(skipped);
            next.keySet().removeIf(id -> !document.isThere(id));
            skipped = Collections.unmodifiableMap(next);
        }
    }

    void restoreSkipped(Map<ClipId, List<String>> earlier) {
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(earlier));
    }

    /** Forgets all clips. */
    void clear() {
        entries.clear();
        skipped = Map.of();
    }

    /** By clip; the same map while nothing changed. */
    Map<ClipId, List<String>> skipped() {
        return skipped;
    }
}
