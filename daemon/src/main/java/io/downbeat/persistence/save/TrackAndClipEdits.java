package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.LoadedSession;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of a save to tracks and clips: the settings that differ from the document. */
record TrackAndClipEdits(JsonDocument document, JsonEdits edits) {

    static void tracks(JsonDocument document, JsonEdits edits, LoadedSession said, Session now) {
        var writing = new TrackAndClipEdits(document, edits);
        Map<String, JsonObject> places =
                byId(
                        document.object()
                                .object("session")
                                .map(s -> s.values("tracks"))
                                .orElse(List.of()));
        Map<String, Track> before = new LinkedHashMap<>();
        said.session().tracks().forEach(track -> before.put(track.id(), track));
        for (Track track : now.tracks()) {
            JsonObject place = places.get(track.id());
            Track old = before.get(track.id());
            if (place != null && old != null) {
                writing.track(place, old, track);
            } else if (places.isEmpty()
                    && now.tracks().size() == 1
                    && (track.safe() || track.transition().isPresent())) {
                writing.addTrackOfEmptySession(track);
            }
        }
    }

    private void track(JsonObject place, Track old, Track now) {
        if (old.safe() != now.safe()) {
            set(place, "safe", now.safe() ? Optional.of("true") : Optional.empty());
        }
        TransitionEdits.of(edits, place, "default_transition")
                .write(old.transition(), now.transition());
        if (old.clips().equals(now.clips())) {
            return;
        }
        Map<String, JsonObject> places = byId(place.values("clips"));
        Map<String, Clip> before = new LinkedHashMap<>();
        old.clips().forEach(clip -> before.put(clip.id(), clip));
        for (Clip clip : now.clips()) {
            JsonObject clipPlace = places.get(clip.id());
            Clip oldClip = before.get(clip.id());
            if (clipPlace != null && oldClip != null) {
                clip(clipPlace, oldClip, clip);
            }
        }
    }

    private void clip(JsonObject place, Clip old, Clip now) {
        if (!old.quantize().equals(now.quantize())) {
            set(place, "quantize", now.quantize().map(Quantize::word).map(JsonValue::quoted));
        }
        TransitionEdits.of(edits, place, "transition_override")
                .write(old.transition(), now.transition());
        if (old.mode() != now.mode()) {
            Optional<LaunchMode> unusual =
                    Optional.of(now.mode()).filter(mode -> mode != LaunchMode.TRIGGER);
            set(place, "mode", unusual.map(LaunchMode::word).map(JsonValue::quoted));
        }
    }

    /** Sets a key that only this program uses. It is absent if it has its default. */
    private void set(JsonObject place, String key, Optional<String> json) {
        json.ifPresentOrElse(value -> edits.set(place, key, value), () -> edits.remove(place, key));
    }

    /** Writes the only track of an empty session, once a setting of it changes. */
    private void addTrackOfEmptySession(Track track) {
        String json =
                "[{\"id\": %s, \"name\": %s, \"owned_nodes\": [], \"clips\": []%s%s}]"
                        .formatted(
                                JsonValue.quoted(track.id()),
                                JsonValue.quoted(track.name()),
                                track.transition()
                                        .map(TransitionEdits::inline)
                                        .map(", \"default_transition\": "::concat)
                                        .orElse(""),
                                track.safe() ? ", \"safe\": true" : "");
        edits.set(document.object(), List.of("session", "tracks"), json);
    }

    private static Map<String, JsonObject> byId(List<JsonValue> items) {
        Map<String, JsonObject> byId = new LinkedHashMap<>();
        for (JsonValue item : items) {
            if (item instanceof JsonObject dict) {
                dict.string("id").ifPresent(id -> byId.putIfAbsent(id, dict));
            }
        }
        return byId;
    }
}
