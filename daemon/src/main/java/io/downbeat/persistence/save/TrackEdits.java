package io.downbeat.persistence.save;

import io.downbeat.graph.Graph;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of a save to the tracks: which there are, in which order, and their settings. */
final class TrackEdits {

    private final JsonEdits edits;
    private final JsonObject root;
    private final ClipEdits clips;

    /**
     * @param before the graph that a load of the document gives
     */
    TrackEdits(JsonEdits edits, JsonObject root, Graph before, Graph now) {
        this.edits = edits;
        this.root = root;
        this.clips = new ClipEdits(edits, before, now);
    }

    /**
     * Writes the differences. A file without tracks and scenes gives a session of one empty track
     * and one empty scene, so both are written as soon as one of them differs.
     *
     * @param session the session that a load of the document gives
     */
    void write(Session session, Session present) {
        List<Track> before = session.tracks();
        List<Track> now = present.tracks();
        boolean same = before.equals(now) && session.scenes().equals(present.scenes());
        if (same && clips.haveSameNumbers()) {
            return;
        }
        var list = ListEdits.of(edits, root, "session", "tracks");
        if (!list.byId().isEmpty() || !same) {
            list.write(before, now, this::change, this::added);
        }
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged tracks are the same objects.
    private void change(JsonObject place, Track old, Track now) {
        if (old == now) {
            return;
        }
        var members = new MemberEdits(edits, place);
        members.text("name", old.name(), now.name());
        ownedNodes(place, old.nodes(), now.nodes());
        TransitionEdits.of(edits, place, "default_transition")
                .write(old.transition(), now.transition());
        members.flag("safe", old.safe(), now.safe());
        members.unusualText("color", old.color(), now.color(), "");
        clips.write(place, old.clips(), now.clips());
    }

    private void ownedNodes(JsonObject place, List<String> before, List<String> now) {
        if (before.equals(now)) {
            return;
        }
        var list = ListEdits.of(edits, place, "owned_nodes");
        Map<String, JsonValue> places = new LinkedHashMap<>();
        for (JsonValue value : list.values()) {
            if (value instanceof JsonString text && before.contains(text.value())) {
                places.putIfAbsent(text.value(), text);
            }
        }
        List<ListEdits.Item> items = new ArrayList<>();
        for (String node : now) {
            JsonValue known = places.get(node);
            items.add(
                    known != null
                            ? new ListEdits.Item.Kept(known)
                            : new ListEdits.Item.Added(NewJsonValue.string(node)));
        }
        list.arrange(List.copyOf(places.values()), items);
    }

    private NewJsonValue added(Track track) {
        var nodes = NewJsonValue.array();
        track.nodes().forEach(node -> nodes.with(NewJsonValue.string(node)));
        var list = NewJsonValue.array();
        track.clips().forEach(clip -> list.with(clips.added(clip)));
        var written =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string(track.id()))
                        .with("name", NewJsonValue.string(track.name()))
                        .with("owned_nodes", nodes)
                        .with("clips", list);
        track.transition()
                .ifPresent(own -> written.with("default_transition", TransitionEdits.added(own)));
        if (track.safe()) {
            written.with("safe", "true");
        }
        if (!track.color().isEmpty()) {
            written.with("color", NewJsonValue.string(track.color()));
        }
        return written;
    }
}
