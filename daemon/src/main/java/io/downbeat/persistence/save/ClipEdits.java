package io.downbeat.persistence.save;

import io.downbeat.graph.Graph;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.LaunchMode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes of a save to the clips of a track: which there are, in which order, their settings
 * and their stored values. A stored value keeps its place, in {@code params} or {@code
 * string_params}; a new text goes to {@code string_params}, as in the application that first wrote
 * graph files.
 */
final class ClipEdits {

    private static final List<String> TABLES = List.of("params", "string_params");

    private final JsonEdits edits;
    private final Graph before;
    private final Graph now;

    ClipEdits(JsonEdits edits, Graph before, Graph now) {
        this.edits = edits;
        this.before = before;
        this.now = now;
    }

    /**
     * Whether parameters have the same numbers in both graphs, so that equal clips store the same.
     */
    boolean haveSameNumbers() {
        return now.hasNumbersOf(before);
    }

    /**
     * Writes the differences.
     *
     * @param track the track's place in the document
     * @param former the clips that a load of the document gives
     */
    void write(JsonObject track, List<Clip> former, List<Clip> present) {
        ListEdits.of(edits, track, "clips").write(former, present, this::change, this::added);
    }

    @SuppressWarnings("ReferenceEquality") // Unchanged clips are the same objects.
    private void change(JsonObject place, Clip old, Clip clip) {
        if (old == clip) {
            return;
        }
        var members = new MemberEdits(edits, place);
        members.text("name", old.name(), clip.name());
        values(place, values(old, before), values(clip, now));
        members.quantize(old.quantize(), clip.quantize());
        TransitionEdits.of(edits, place, "transition_override")
                .write(old.transition(), clip.transition());
        members.unusualText(
                "mode", old.mode().word(), clip.mode().word(), LaunchMode.TRIGGER.word());
        FollowActionEdits.write(edits, place, old.follow(), clip.follow());
        members.unusualText("color", old.color(), clip.color(), "");
    }

    /** All values that a clip stores, also those of nodes that are gone. */
    private static Map<ParamPath, ParamValue> values(Clip clip, Graph graph) {
        Map<ParamPath, ParamValue> values = new LinkedHashMap<>();
        for (int index = 0; index < clip.values().size(); index++) {
            values.put(
                    graph.parameter(clip.values().parameter(index)).path(),
                    clip.values().value(index));
        }
        clip.gone().forEach(stored -> values.putIfAbsent(stored.path(), stored.value()));
        return values;
    }

    private void values(
            JsonObject clip, Map<ParamPath, ParamValue> old, Map<ParamPath, ParamValue> present) {
        for (ParamPath path : old.keySet()) {
            if (!present.containsKey(path)) {
                TABLES.forEach(table -> remove(clip, table, path));
            }
        }
        present.forEach((path, value) -> {
            ParamValue was = old.get(path);
            if (was == null || !MemberEdits.isSame(was, value)) {
                set(clip, path, value);
            }
        });
    }

    private void set(JsonObject clip, ParamPath path, ParamValue value) {
        boolean isText = value instanceof ParamValue.Text;
        boolean hasText = table(clip, "string_params", path).isPresent();
        boolean hasNumber = table(clip, "params", path).isPresent();
        String table = isText && (hasText || !hasNumber) ? "string_params" : "params";
        if (!isText) {
            remove(clip, "string_params", path);
        }
        Optional<JsonObject> node =
                clip.object(table).flatMap(values -> values.object(path.node()));
        String json = MemberEdits.written(value, MemberEdits.style(node, path.param()));
        edits.set(clip, List.of(table, path.node(), path.param()), json);
    }

    private static Optional<JsonValue> table(JsonObject clip, String table, ParamPath path) {
        return clip.object(table)
                .flatMap(nodes -> nodes.object(path.node()))
                .flatMap(values -> values.value(path.param()));
    }

    private void remove(JsonObject clip, String table, ParamPath path) {
        clip.object(table)
                .flatMap(nodes -> nodes.object(path.node()))
                .ifPresent(values -> edits.remove(values, path.param()));
    }

    /** A clip that the document does not have. */
    NewJsonValue added(Clip clip) {
        var params = NewJsonValue.object();
        var texts = NewJsonValue.object();
        values(clip, now)
                .forEach((path, value) -> {
                    NewJsonValue.Members table = value instanceof ParamValue.Text ? texts : params;
                    if (!(table.byKey().get(path.node()) instanceof NewJsonValue.Members)) {
                        table.with(path.node(), NewJsonValue.object());
                    }
                    if (table.byKey().get(path.node()) instanceof NewJsonValue.Members node) {
                        node.with(
                                path.param(), MemberEdits.written(value, MemberEdits.LIKE_A_FLOAT));
                    }
                });
        var written =
                NewJsonValue.object()
                        .with("id", NewJsonValue.string(clip.id()))
                        .with("name", NewJsonValue.string(clip.name()))
                        .with("params", params);
        if (!texts.byKey().isEmpty()) {
            written.with("string_params", texts);
        }
        clip.transition()
                .ifPresent(own -> written.with("transition_override", TransitionEdits.added(own)));
        clip.quantize().ifPresent(own -> written.with("quantize", NewJsonValue.string(own.word())));
        if (clip.mode() != LaunchMode.TRIGGER) {
            written.with("mode", NewJsonValue.string(clip.mode().word()));
        }
        FollowActionEdits.added(clip.follow()).ifPresent(own -> written.with("follow", own));
        if (!clip.color().isEmpty()) {
            written.with("color", NewJsonValue.string(clip.color()));
        }
        return written;
    }
}
