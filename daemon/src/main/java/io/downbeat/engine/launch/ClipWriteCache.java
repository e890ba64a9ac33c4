package io.downbeat.engine.launch;

import io.downbeat.engine.edit.SessionDocument;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchRules;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView.ClipId;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each clip writes when it is launched, worked out once, and what its last launch had to leave
 * out. Owned by {@link Decks}. Not thread safe.
 */
final class ClipWriteCache {

    private final SessionDocument document;
    private final Map<ClipId, LaunchRules.Writes> writes = new LinkedHashMap<>();
    private Map<ClipId, List<String>> skipped = Map.of();

    ClipWriteCache(SessionDocument document) {
        this.document = document;
    }

    /** What launching a clip writes: the same object each time, so that it is encoded once. */
    LaunchRules.Writes of(int track, int clip) {
        Track owner = document.track(track);
        Clip launched = document.clip(track, clip);
        return writes.computeIfAbsent(
                new ClipId(owner.id(), launched.id()),
                id -> LaunchRules.writes(document.graph(), owner, launched));
    }

    /** Keeps why a clip that was launched just now did not write all it stores. */
    void launched(int track, int clip) {
        var id = new ClipId(document.track(track).id(), document.clip(track, clip).id());
        List<String> reasons = of(track, clip).skipped();
        if (!skipped.getOrDefault(id, List.of()).equals(reasons)) {
            var next = new LinkedHashMap<>(skipped);
            next.put(id, reasons);
            skipped = Collections.unmodifiableMap(next);
        }
    }

    /** By clip; the same map while nothing changed. */
    Map<ClipId, List<String>> skipped() {
        return skipped;
    }
}
