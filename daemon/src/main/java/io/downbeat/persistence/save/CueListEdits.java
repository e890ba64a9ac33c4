package io.downbeat.persistence.save;

import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.read.NumberTextConversion;
import io.downbeat.session.model.CueList;

import java.util.ArrayList;
import java.util.List;

/** The changes of a save to the cue lists, which the file calls {@code cue_paths}. */
final class CueListEdits {

    private final JsonEdits edits;
    private final JsonObject root;

    CueListEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
    }

    /**
     * Writes the differences.
     *
     * @param before the cue lists that a load of the document gives
     */
    void write(List<CueList> before, List<CueList> now) {
        if (before.equals(now)) {
            return;
        }
        ListEdits.of(edits, root, "session", "cue_paths")
                .write(before, now, this::change, CueListEdits::added);
    }

    private void change(JsonObject place, CueList old, CueList now) {
        var members = new MemberEdits(edits, place);
        members.text("name", old.name(), now.name());
        steps(place, old.steps(), now.steps());
        members.quantize(old.quantize(), now.quantize());
        members.unusualNumber(
                "guard",
                old.guardSeconds(),
                now.guardSeconds(),
                CueList.USUAL_GUARD_SECONDS,
                MemberEdits.LIKE_A_FLOAT);
    }

    private void steps(JsonObject cueList, List<CueList.Step> before, List<CueList.Step> now) {
        if (before.equals(now)) {
            return;
        }
        var list = ListEdits.of(edits, cueList, "steps");
        List<JsonObject> places = places(list.values(), before);
        List<Integer> sources = sources(before, now);
        List<ListEdits.Item> items = new ArrayList<>();
        for (int at = 0; at < now.size(); at++) {
            int source = sources.get(at);
            if (source >= 0 && source < places.size()) {
                change(places.get(source), before.get(source), now.get(at));
                items.add(new ListEdits.Item.Kept(places.get(source)));
            } else {
                items.add(new ListEdits.Item.Added(added(now.get(at))));
            }
        }
        list.arrange(places, items);
    }

    /** The places of the steps that a load takes, in order. */
    private static List<JsonObject> places(List<JsonValue> items, List<CueList.Step> steps) {
        List<JsonObject> places = new ArrayList<>();
        for (JsonValue item : items) {
            if (places.size() < steps.size()
                    && item instanceof JsonObject object
                    && object.string("id").orElse("").equals(steps.get(places.size()).id())
                    && object.string("scene_id")
                            .orElse("")
                            .equals(steps.get(places.size()).sceneId())) {
                places.add(object);
            }
        }
        return places;
    }

    /**
     * Where each step stood before; -1 for a new one. A step without an id is found by what it
     * says, or by its place if no step came or went.
     */
    private static List<Integer> sources(List<CueList.Step> before, List<CueList.Step> now) {
        boolean sameIds =
                before.stream()
                        .map(CueList.Step::id)
                        .toList()
                        .equals(now.stream().map(CueList.Step::id).toList());
        boolean[] used = new boolean[before.size()];
        List<Integer> sources = new ArrayList<>();
        for (int at = 0; at < now.size(); at++) {
            int source = sameIds ? at : source(before, now.get(at), used);
            if (source >= 0) {
                used[source] = true;
            }
            sources.add(source);
        }
        return sources;
    }

    private static int source(List<CueList.Step> before, CueList.Step step, boolean[] used) {
        for (int at = 0; at < before.size(); at++) {
            CueList.Step old = before.get(at);
            boolean matches = step.id().isEmpty() ? old.equals(step) : old.id().equals(step.id());
            if (!used[at] && matches) {
                return at;
            }
        }
        return -1;
    }

    private void change(JsonObject place, CueList.Step old, CueList.Step now) {
        var members = new MemberEdits(edits, place);
        members.text("scene_id", old.sceneId(), now.sceneId());
        members.text("advance_mode", old.advance().word(), now.advance().word());
        if (old.bars() != now.bars()) {
            edits.set(place, "bars", String.valueOf(now.bars()));
        }
    }

    private static NewJsonValue added(CueList cueList) {
        var steps = NewJsonValue.array();
        cueList.steps().forEach(step -> steps.with(added(step)));
        var written =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string(cueList.id()))
                        .with("name", NewJsonValue.string(cueList.name()))
                        .with("steps", steps);
        cueList.quantize()
                .ifPresent(own -> written.with("quantize", NewJsonValue.string(own.word())));
        if (cueList.guardSeconds() != CueList.USUAL_GUARD_SECONDS) {
            written.with("guard", NumberTextConversion.pointed(cueList.guardSeconds()));
        }
        return written;
    }

    private static NewJsonValue added(CueList.Step step) {
        var written =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string(step.id()))
                        .with("scene_id", NewJsonValue.string(step.sceneId()))
                        .with("advance_mode", NewJsonValue.string(step.advance().word()));
        if (step.advance() == CueList.Advance.AFTER_BARS || step.bars() != 1) {
            written.with("bars", String.valueOf(step.bars()));
        }
        return written;
    }
}
