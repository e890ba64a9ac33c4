package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.model.FollowAction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a save to the follow action of a clip or scene. What has its usual value is
 * absent, and an object without a follow action has no {@code follow}.
 */
final class FollowActionEdits {

    private FollowActionEdits() {}

    /**
     * Writes the differences.
     *
     * @param owner the place of the clip or scene
     */
    static void write(JsonEdits edits, JsonObject owner, FollowAction before, FollowAction now) {
        if (before.equals(now)) {
            return;
        }
        Map<String, String> old = members(before);
        Map<String, String> present = members(now);
        if (present.isEmpty()) {
            edits.remove(owner, "follow");
            return;
        }
        Optional<JsonObject> place = owner.object("follow");
        for (String key : old.keySet()) {
            if (!present.containsKey(key)) {
                place.ifPresent(members -> edits.remove(members, key));
            }
        }
        present.forEach((key, json) -> {
            if (!json.equals(old.get(key))) {
                edits.set(owner, List.of("follow", key), json);
            }
        });
    }

    /** The new text of a follow action; empty if all of it is usual. */
    static Optional<NewJsonValue> added(FollowAction action) {
        Map<String, String> members = members(action);
        if (members.isEmpty()) {
            return Optional.empty();
        }
        var written = NewJsonValue.object();
        members.forEach(written::with);
        return Optional.of(written);
    }

    /** What is not usual, as JSON text by key. */
    private static Map<String, String> members(FollowAction action) {
        var usual = FollowAction.NONE;
        Map<String, String> members = new LinkedHashMap<>();
        if (action.on()) {
            members.put("on", "true");
        }
        choice(members, "a", action.a(), usual.a());
        choice(members, "b", action.b(), usual.b());
        if (action.chance() != usual.chance()) {
            members.put("chance", NumberTextConversion.pointed(action.chance()));
        }
        action.time()
                .ifPresent(
                        time -> members.put("time", NumberTextConversion.pointed(time.quarters())));
        if (action.repeats() != usual.repeats()) {
            members.put("repeats", String.valueOf(action.repeats()));
        }
        return members;
    }

    private static void choice(
            Map<String, String> members,
            String key,
            FollowAction.Choice choice,
            FollowAction.Choice usual) {
        if (choice.kind() != usual.kind()) {
            members.put(key, JsonValue.quoted(choice.kind().word()));
        }
        if (choice.kind() == FollowAction.Kind.JUMP) {
            members.put("jump_" + key, String.valueOf(choice.jump()));
        }
    }
}
