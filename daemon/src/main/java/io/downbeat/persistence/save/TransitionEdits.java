package io.downbeat.persistence.save;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.read.LocatedJsonValue;
import io.downbeat.persistence.read.NumberTextConversion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes of a save to a transition: the members that differ from the document. A linear
 * transition in bars is written in the usual format, without keys that only this program uses.
 */
final class TransitionEdits {

    private static final String LIKE_A_FLOAT = "1.0";

    private final JsonEdits edits;
    private final JsonObject owner;
    private final List<String> path;
    private final Optional<JsonObject> parent;
    private final Optional<JsonObject> place;

    private TransitionEdits(JsonEdits edits, JsonObject owner, List<String> path) {
        this.edits = edits;
        this.owner = owner;
        this.path = path;
        parent = owner.object(path.subList(0, path.size() - 1));
        place = owner.object(path);
    }

    /**
     * The transition of an object.
     *
     * @param owner the object, or the root
     * @param path the keys from there to its transition
     */
    static TransitionEdits of(JsonEdits edits, JsonObject owner, String... path) {
        return new TransitionEdits(edits, owner, List.of(path));
    }

    /**
     * Writes the differences.
     *
     * @param old the transition of the document
     */
    void write(Optional<Transition> old, Optional<Transition> now) {
        if (old.equals(now)) {
            return;
        }
        if (now.isEmpty()) {
            parent.ifPresent(dict -> edits.remove(dict, path.getLast()));
            return;
        }
        mode(now.get().isCut() ? "cut" : "fade");
        length(now.get());
        word("unit", now.get().unit().word(), Transition.Unit.BARS.word());
        word("curve", now.get().curve().word(), Curve.LINEAR.word());
    }

    /** The new text of a transition. */
    static NewJsonValue added(Transition of) {
        var written =
                NewJsonValue.object()
                        .with("mode", NewJsonValue.string(of.isCut() ? "cut" : "fade"))
                        .with("duration_bars", NumberTextConversion.pointed(of.length()));
        if (of.unit() != Transition.Unit.BARS) {
            written.with("unit", NewJsonValue.string(of.unit().word()));
        }
        if (of.curve() != Curve.LINEAR) {
            written.with("curve", NewJsonValue.string(of.curve().word()));
        }
        return written;
    }

    private void mode(String now) {
        boolean stands = place.isPresent() && text("mode").orElse("fade").equalsIgnoreCase(now);
        if (!stands) {
            set("mode", JsonValue.quoted(now));
        }
    }

    /** The length has no effect beside a cut, so it is not changed. */
    private void length(Transition now) {
        Optional<JsonValue> old = place.flatMap(dict -> dict.value("duration_bars"));
        Optional<ParamValue> length = Optional.of(ParamValue.of(now.length()));
        boolean same = old.flatMap(LocatedJsonValue::valueWithoutWarning).equals(length);
        if (same || (old.isPresent() && now.isCut())) {
            return;
        }
        String style =
                old.filter(JsonNumber.class::isInstance).map(JsonValue::text).orElse(LIKE_A_FLOAT);
        set("duration_bars", NumberTextConversion.inStyleOf(style, now.length()));
    }

    private void word(String key, String now, String usual) {
        if (now.equals(text(key).orElse(usual))) {
            return;
        }
        if (now.equals(usual)) {
            place.ifPresent(dict -> edits.remove(dict, key));
        } else {
            set(key, JsonValue.quoted(now));
        }
    }

    private Optional<String> text(String key) {
        return place.flatMap(dict -> dict.string(key));
    }

    private void set(String key, String json) {
        var keys = new ArrayList<>(path);
        keys.add(key);
        edits.set(owner, keys, json);
    }
}
