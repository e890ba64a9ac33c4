package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.session.model.AddressableObject;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What holds of every save, for random files and random changes of every kind. */
class SavedEditsLawTest {

    private static final int FILES = 120;

    @Test
    @Tag("SAVE-2")
    void whatWasSavedReadsBackAsTheSession() {
        for (int seed = 0; seed < FILES; seed++) {
            PlayedSession played = changed(seed);
            String saved = played.saved();
            Session session = played.document().session();
            boolean empty = session.tracks().isEmpty() && session.scenes().isEmpty();
            assertEquals(
                    // A session without tracks and scenes begins with one of each.
                    SessionText.of(empty ? withTemplates(played).view() : played.view()),
                    SessionText.of(PlayedSession.from(saved).view()),
                    "seed " + seed + "\n" + text(seed) + "\n" + saved);
        }
    }

    @Test
    void aSecondSaveIsTheIdenticalText() {
        for (int seed = 0; seed < FILES; seed++) {
            String saved = changed(seed).saved();
            assertEquals(saved, PlayedSession.from(saved).saved(), "seed " + seed);
        }
    }

    @Test
    @Tag("SAVE-3")
    void whatWasNotEditedKeepsItsText() {
        for (int seed = 0; seed < FILES; seed++) {
            PlayedSession played = changed(seed);
            JsonObject before = parsed(text(seed));
            JsonObject after = parsed(played.saved());
            String message = "seed " + seed + "\n" + text(seed) + "\n" + played.saved();
            Session old = PlayedSession.from(text(seed)).document().session();
            Session now = played.document().session();
            sameUnknownMembers(before, after, message);
            sameText(
                    objects(before, "session", "tracks"),
                    objects(after, "session", "tracks"),
                    old.tracks(),
                    now.tracks(),
                    message);
            sameText(
                    objects(before, "session", "scenes"),
                    objects(after, "session", "scenes"),
                    old.scenes(),
                    now.scenes(),
                    message);
            sameText(
                    objects(before, "session", "cue_paths"),
                    objects(after, "session", "cue_paths"),
                    old.cueLists(),
                    now.cueLists(),
                    message);
            for (Track track : old.tracks()) {
                Optional<Track> kept =
                        now.tracks().stream().filter(t -> t.id().equals(track.id())).findFirst();
                JsonObject place = objects(before, "session", "tracks").get(track.id());
                if (kept.isPresent() && place != null) {
                    JsonObject next =
                            objects(after, "session", "tracks").getOrDefault(track.id(), place);
                    sameText(
                            objects(place, "clips"),
                            objects(next, "clips"),
                            track.clips(),
                            kept.get().clips(),
                            message);
                }
            }
        }
    }

    @Test
    void changesThatWereTakenBackLeaveTheText() {
        for (int seed = 0; seed < FILES; seed++) {
            PlayedSession played = PlayedSession.from(text(seed));
            var start = played.document();
            var changes = new RandomDocumentChanges(new Random(seed));
            for (int count = 0; count < 3; count++) {
                played.document(document -> {
                    var other = PlayedSession.from("{}").document(nothing -> document);
                    changes.change(other);
                    return other.document();
                });
            }
            played.document(document -> start.inPlaceOf(document));
            assertEquals(text(seed), played.saved(), "seed " + seed);
        }
    }

    private static PlayedSession withTemplates(PlayedSession played) {
        Session begun = PlayedSession.from("{}").document().session();
        return played.document(document ->
                document.with(
                        new Session(
                                begun.tracks(), begun.scenes(), document.session().cueLists())));
    }

    private static String text(int seed) {
        return RandomGraphText.of(new Random(seed));
    }

    private static PlayedSession changed(int seed) {
        var random = new Random(seed);
        PlayedSession played = PlayedSession.from(RandomGraphText.of(random));
        var changes = new RandomDocumentChanges(random);
        for (int count = random.nextInt(8); count > 0; count--) {
            changes.change(played);
        }
        return played;
    }

    private static JsonObject parsed(String text) {
        return GraphBytesToJson.read("set.json", text.getBytes(StandardCharsets.UTF_8)).object();
    }

    private static <T extends AddressableObject> void sameText(
            Map<String, JsonObject> before,
            Map<String, JsonObject> after,
            List<T> old,
            List<T> now,
            String message) {
        for (T object : old) {
            JsonObject place = before.get(object.id());
            JsonObject next = after.getOrDefault(object.id(), JsonObject.EMPTY);
            if (place != null && now.contains(object)) {
                assertEquals(place.text(), next.text(), message);
            } else if (place != null && after.containsKey(object.id())) {
                sameUnknownMembers(place, next, message);
            }
        }
    }

    private static void sameUnknownMembers(JsonObject before, JsonObject after, String message) {
        for (JsonMember member : before.members()) {
            if (member.key().startsWith("x_")) {
                assertEquals(
                        member.value().text(),
                        after.value(member.key()).map(JsonValue::text).orElse("lost"),
                        message);
            }
        }
    }

    private static Map<String, JsonObject> objects(JsonObject from, String... path) {
        Optional<JsonObject> holder = Optional.of(from);
        for (int at = 0; at < path.length - 1; at++) {
            String key = path[at];
            holder = holder.flatMap(object -> object.object(key));
        }
        Map<String, JsonObject> byId = new TreeMap<>();
        holder.flatMap(object -> object.array(path[path.length - 1]))
                .map(JsonArray::values)
                .orElse(List.of())
                .forEach(value -> {
                    if (value instanceof JsonObject object) {
                        object.string("id").ifPresent(id -> byId.putIfAbsent(id, object));
                    }
                });
        return byId;
    }
}
