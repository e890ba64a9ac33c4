package io.downbeat.persistence.read;

import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Scene;
import io.downbeat.time.Tempo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what refers to clips and scenes: active clips, scenes and cue lists. */
final class SceneAndCueListReader {

    private final ObjectReader session;
    private final TrackReader tracks;

    SceneAndCueListReader(ObjectReader session, TrackReader tracks) {
        this.session = session;
        this.tracks = tracks;
    }

    List<GraphFileContents.ActiveClip> active() {
        List<GraphFileContents.ActiveClip> active = new ArrayList<>();
        for (Scene.Assignment clip : table(session, "active_clips")) {
            clip.clipId()
                    .ifPresent(
                            id -> active.add(new GraphFileContents.ActiveClip(clip.trackId(), id)));
        }
        return active;
    }

    /** Reads a table from track to clip. Unknown tracks and clips are left out, with a warning. */
    private List<Scene.Assignment> table(ObjectReader owner, String key) {
        List<Scene.Assignment> table = new ArrayList<>();
        List<ObjectReader.Entry> entries =
                owner.fields(key).map(ObjectReader::entries).orElse(List.of());
        for (ObjectReader.Entry entry : entries) {
            if (!tracks.has(entry.key())) {
                entry.locatedJsonValue()
                        .warn("there is no track " + JsonValue.quoted(entry.key()) + "; ignored");
            } else if (entry.locatedJsonValue().isNull()) {
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

    private Optional<String> clip(ObjectReader.Entry entry) {
        Optional<String> clip = entry.locatedJsonValue().text("ignored");
        if (clip.isPresent() && !tracks.has(entry.key(), clip.get())) {
            entry.locatedJsonValue()
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
        return JsonObjectWithIdAndName.all(session, "scenes").stream().map(this::scene).toList();
    }

    private Scene scene(JsonObjectWithIdAndName jsonObjectWithIdAndName) {
        return new Scene(
                jsonObjectWithIdAndName.id(),
                jsonObjectWithIdAndName.name(),
                table(jsonObjectWithIdAndName.objectReader(), "assignments"),
                tempo(jsonObjectWithIdAndName.objectReader()),
                SharedSettingsReader.follow(jsonObjectWithIdAndName.objectReader()),
                SharedSettingsReader.color(jsonObjectWithIdAndName.objectReader()));
    }

    private static double tempo(ObjectReader objectReader) {
        boolean keeps =
                objectReader.dict().value("tempo").orElse(objectReader.dict())
                                instanceof JsonNumber n
                        && n.value() == 0;
        return keeps ? 0 : objectReader.clamped("tempo", Tempo.SLOWEST, Tempo.FASTEST).orElse(0.0);
    }

    List<CueList> cueLists(List<Scene> scenes) {
        Set<String> ids = new LinkedHashSet<>();
        scenes.forEach(scene -> ids.add(scene.id()));
        return JsonObjectWithIdAndName.all(session, "cue_paths").stream()
                .map(path -> cuePath(path, ids))
                .toList();
    }

    private static CueList cuePath(
            JsonObjectWithIdAndName jsonObjectWithIdAndName, Set<String> scenes) {
        ObjectReader objectReader = jsonObjectWithIdAndName.objectReader();
        List<CueList.Step> steps = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (ObjectReader step : objectReader.objects("steps")) {
            String id = step.text("id").orElse("");
            String scene = step.text("scene_id").orElse("");
            if (!id.isEmpty() && !ids.add(id)) {
                step.warn("id", "the id " + JsonValue.quoted(id) + " is used twice; ignored");
            } else if (!scenes.contains(scene)) {
                step.warn("scene_id", "there is no scene " + JsonValue.quoted(scene) + "; ignored");
            } else {
                steps.add(new CueList.Step(id, scene, advance(step), bars(step)));
            }
        }
        giveIds(steps, ids);
        return new CueList(
                jsonObjectWithIdAndName.id(),
                jsonObjectWithIdAndName.name(),
                steps,
                objectReader.word("quantize", FileKeywords.OWN_QUANTIZE).orElse(Optional.empty()),
                objectReader.clamped("guard", 0, 1e9).orElse(CueList.USUAL_GUARD_SECONDS));
    }

    /** A step without an id gets one, so that an edit can name it. */
    private static void giveIds(List<CueList.Step> steps, Set<String> ids) {
        for (int at = 0; at < steps.size(); at++) {
            CueList.Step step = steps.get(at);
            if (step.id().isEmpty()) {
                String id = "step_" + (at + 1);
                for (int further = 2; !ids.add(id); further++) {
                    id = "step_" + (at + 1) + "_" + further;
                }
                steps.set(at, step.withId(id));
            }
        }
    }

    private static CueList.Advance advance(ObjectReader step) {
        return step.word("advance_mode", FileKeywords.ADVANCE).orElse(CueList.Advance.MANUAL);
    }

    private static int bars(ObjectReader step) {
        return step.whole("bars", 1, 1_000_000).orElse(1);
    }
}
