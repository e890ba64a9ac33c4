package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a save to the scenes: which there are, in which order, and what they assign. */
final class SceneEdits {

    private static final String LIKE_A_FLOAT = MemberEdits.LIKE_A_FLOAT;

    private final JsonEdits edits;
    private final JsonObject root;

    SceneEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
    }

    /**
     * Writes the differences, as {@link TrackEdits#write} does.
     *
     * @param session the session that a load of the document gives
     */
    void write(Session session, Session present) {
        List<Scene> before = session.scenes();
        List<Scene> now = present.scenes();
        if (before.equals(now) && session.tracks().equals(present.tracks())) {
            return;
        }
        ListEdits.of(edits, root, "session", "scenes")
                .write(before, now, this::change, SceneEdits::added);
    }

    private void change(JsonObject place, Scene old, Scene now) {
        var members = new MemberEdits(edits, place);
        members.text("name", old.name(), now.name());
        assignments(place, old.assignments(), now.assignments());
        members.unusualNumber("tempo", old.tempo(), now.tempo(), 0, LIKE_A_FLOAT);
        FollowActionEdits.write(edits, place, old.follow(), now.follow());
        members.unusualText("color", old.color(), now.color(), "");
    }

    /** An assignment that a load ignores stays. */
    private void assignments(
            JsonObject scene, List<Scene.Assignment> before, List<Scene.Assignment> now) {
        Map<String, Optional<String>> former = byTrack(before);
        Map<String, Optional<String>> present = byTrack(now);
        for (String track : former.keySet()) {
            if (!present.containsKey(track)) {
                scene.object("assignments").ifPresent(table -> edits.remove(table, track));
            }
        }
        present.forEach((track, clip) -> {
            if (!clip.equals(former.get(track))) {
                edits.set(scene, List.of("assignments", track), written(clip));
            }
        });
    }

    private static Map<String, Optional<String>> byTrack(List<Scene.Assignment> assignments) {
        Map<String, Optional<String>> byTrack = new LinkedHashMap<>();
        assignments.forEach(each -> byTrack.put(each.trackId(), each.clipId()));
        return byTrack;
    }

    /** Null leaves the track unchanged. */
    private static String written(Optional<String> clip) {
        return clip.map(JsonValue::quoted).orElse("null");
    }

    private static NewJsonValue added(Scene scene) {
        var assignments = NewJsonValue.object();
        scene.assignments()
                .forEach(each -> assignments.with(each.trackId(), written(each.clipId())));
        var written =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string(scene.id()))
                        .with("name", NewJsonValue.string(scene.name()))
                        .with("assignments", assignments);
        if (scene.tempo() != 0) {
            written.with("tempo", NumberTextConversion.pointed(scene.tempo()));
        }
        FollowActionEdits.added(scene.follow()).ifPresent(own -> written.with("follow", own));
        if (!scene.color().isEmpty()) {
            written.with("color", NewJsonValue.string(scene.color()));
        }
        return written;
    }
}
