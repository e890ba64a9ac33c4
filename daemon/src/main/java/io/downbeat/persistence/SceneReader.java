package io.downbeat.persistence;

import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.CuePath;
import io.downbeat.session.Piece;
import io.downbeat.session.Scene;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The reading of what refers to clips and scenes: active clips, scenes and cue paths. */
final class SceneReader {

    private final Fields session;
    private final TrackReader tracks;

    SceneReader(Fields session, TrackReader tracks) {
        this.session = session;
        this.tracks = tracks;
    }

    List<Piece.ActiveClip> active() {
        List<Piece.ActiveClip> active = new ArrayList<>();
        for (Scene.Assignment clip : table(session, "active_clips")) {
            clip.clipId().ifPresent(id -> active.add(new Piece.ActiveClip(clip.trackId(), id)));
        }
        return active;
    }

    /** A table from track to clip; what names nothing is left out with a warning. */
    private List<Scene.Assignment> table(Fields owner, String key) {
        List<Scene.Assignment> table = new ArrayList<>();
        List<Fields.Entry> entries = owner.fields(key).map(Fields::entries).orElse(List.of());
        for (Fields.Entry entry : entries) {
            if (!tracks.has(entry.key())) {
                entry.spot()
                        .warn("there is no track " + JsonValue.quoted(entry.key()) + "; ignored");
            } else if (entry.spot().isNull()) {
                table.add(new Scene.Assignment(entry.key(), Optional.empty()));
            } else {
                clip(entry).ifPresent(clip -> table.add(assigned(entry.key(), clip)));
            }
        }
        return table;
    }

    private static Scene.Assignment assigned(String track, String clip) {
        return new Scene.Assignment(track, Optional.of(clip));
    }

    private Optional<String> clip(Fields.Entry entry) {
        Optional<String> clip = entry.spot().text("ignored");
        if (clip.isPresent() && !tracks.has(entry.key(), clip.get())) {
            entry.spot()
                    .warn(
                            "track %s has no clip %s; ignored"
                                    .formatted(
                                            JsonValue.quoted(entry.key()),
                                            JsonValue.quoted(clip.get())));
            return Optional.empty();
        }
        return clip;
    }

    List<Scene> scenes() {
        return Named.all(session, "scenes").stream().map(this::scene).toList();
    }

    private Scene scene(Named named) {
        return new Scene(
                named.id(),
                named.name(),
                table(named.fields(), "assignments"),
                tempo(named.fields()),
                PlayReader.follow(named.fields()),
                PlayReader.color(named.fields()));
    }

    private static double tempo(Fields fields) {
        boolean keeps =
                fields.dict().value("tempo").orElse(fields.dict()) instanceof JsonNumber n
                        && n.value() == 0;
        return keeps ? 0 : fields.clamped("tempo", Tempo.SLOWEST, Tempo.FASTEST).orElse(0.0);
    }

    List<CuePath> cuePaths(List<Scene> scenes) {
        Set<String> ids = new LinkedHashSet<>();
        scenes.forEach(scene -> ids.add(scene.id()));
        return Named.all(session, "cue_paths").stream().map(path -> cuePath(path, ids)).toList();
    }

    private static CuePath cuePath(Named named, Set<String> scenes) {
        Fields fields = named.fields();
        List<CuePath.Step> steps = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Fields step : fields.objects("steps")) {
            String id = step.text("id").orElse("");
            String scene = step.text("scene_id").orElse("");
            if (!id.isEmpty() && !ids.add(id)) {
                step.warn("id", "the id " + JsonValue.quoted(id) + " is there twice; ignored");
            } else if (!scenes.contains(scene)) {
                step.warn("scene_id", "there is no scene " + JsonValue.quoted(scene) + "; ignored");
            } else {
                steps.add(new CuePath.Step(id, scene, advance(step), bars(step)));
            }
        }
        return new CuePath(
                named.id(),
                named.name(),
                steps,
                fields.word("quantize", FileWords.OWN_QUANTIZE).orElse(Optional.empty()),
                fields.clamped("guard", 0, 1e9).orElse(CuePath.USUAL_GUARD_SECONDS));
    }

    private static CuePath.Advance advance(Fields step) {
        return step.word("advance_mode", FileWords.ADVANCE).orElse(CuePath.Advance.MANUAL);
    }

    private static int bars(Fields step) {
        return step.whole("bars", 1, 1_000_000).orElse(1);
    }
}
