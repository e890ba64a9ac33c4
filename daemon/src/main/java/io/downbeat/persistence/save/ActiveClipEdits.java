package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.SessionView;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a save to the clips that are active: {@code session.active_clips}. */
final class ActiveClipEdits {

    private final JsonEdits edits;
    private final JsonObject root;

    ActiveClipEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
    }

    /**
     * Writes the differences.
     *
     * @param before the clips that are active after a load of the document
     */
    void write(List<GraphFileContents.ActiveClip> before, SessionView view) {
        Map<String, String> former = new LinkedHashMap<>();
        before.forEach(clip -> former.put(clip.trackId(), clip.clipId()));
        Map<String, String> present = active(view);
        Optional<JsonObject> table =
                root.object("session").flatMap(session -> session.object("active_clips"));
        for (String track : former.keySet()) {
            if (!present.containsKey(track)) {
                table.ifPresent(clips -> edits.remove(clips, track));
            }
        }
        present.forEach((track, clip) -> {
            if (!clip.equals(former.get(track))) {
                List<String> keys = List.of("session", "active_clips", track);
                edits.set(root, keys, JsonValue.quoted(clip));
            }
        });
    }

    private static Map<String, String> active(SessionView view) {
        Map<String, String> active = new LinkedHashMap<>();
        for (int position = 1; position <= view.session().tracks().size(); position++) {
            Track track = view.session().tracks().get(position - 1);
            track.clip(view.track(position).active())
                    .ifPresent(clip -> active.put(track.id(), clip.id()));
        }
        return active;
    }
}
