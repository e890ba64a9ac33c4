package io.downbeat.engine;

import io.downbeat.session.Clip;
import io.downbeat.session.Launching;
import io.downbeat.session.SessionView.ClipId;
import io.downbeat.session.Track;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each clip writes when it is launched, worked out once, and what its last launch had to leave
 * out. Owned by {@link Decks}. Not thread safe.
 */
final class Sheets {

    private final PromptBook book;
    private final Map<ClipId, Launching.Writes> writes = new LinkedHashMap<>();
    private Map<ClipId, List<String>> skipped = Map.of();

    Sheets(PromptBook book) {
        this.book = book;
    }

    /** What launching a clip writes: the same object each time, so that it is encoded once. */
    Launching.Writes of(int track, int clip) {
        Track owner = book.track(track);
        Clip launched = book.clip(track, clip);
        return writes.computeIfAbsent(
                new ClipId(owner.id(), launched.id()),
                id -> Launching.writes(book.graph(), owner, launched));
    }

    /** Keeps why a clip that was launched just now did not write all it stores. */
    void launched(int track, int clip) {
        var id = new ClipId(book.track(track).id(), book.clip(track, clip).id());
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
