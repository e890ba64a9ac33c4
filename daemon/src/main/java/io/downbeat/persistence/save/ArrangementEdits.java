package io.downbeat.persistence.save;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.json.NewJsonValue;
import io.downbeat.persistence.json.TextSink;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The changes of a save to the arrangement: the members of {@code arrangement} that differ. An
 * event and a lane are one line each.
 */
final class ArrangementEdits {

    private static final String KEY = "arrangement";

    private final JsonEdits edits;
    private final JsonObject root;

    ArrangementEdits(JsonEdits edits, JsonObject root) {
        this.edits = edits;
        this.root = root;
    }

    /**
     * Writes the differences.
     *
     * @param before the arrangement that a load of the document gives
     */
    void write(Arrangement before, Arrangement now) {
        if (before.equals(now)) {
            return;
        }
        if (now.isEmpty()) {
            clear();
            return;
        }
        if (root.object(KEY).isEmpty()) {
            edits.set(root, List.of(KEY), added(now));
            return;
        }
        if (!before.length().equals(now.length())) {
            set("length", NewJsonValue.written(beats(now.length())));
        }
        if (!before.start().equals(now.start())) {
            set("start", NewJsonValue.written(state(now.start())));
        }
        if (!before.events().equals(now.events())) {
            set("events", events(now.events()));
        }
        if (!before.lanes().equals(now.lanes())) {
            set("lanes", lanes(now.lanes()));
        }
    }

    private void set(String key, NewJsonValue value) {
        edits.set(root, List.of(KEY, key), value);
    }

    /** Keys that this program does not know stay. */
    private void clear() {
        JsonObject place = root.object(KEY).orElse(JsonObject.EMPTY);
        List<String> known = List.of("length", "start", "events", "lanes");
        boolean onlyKnown =
                place.members().stream().allMatch(member -> known.contains(member.key()));
        if (onlyKnown) {
            edits.remove(root, KEY);
            return;
        }
        for (String key : known) {
            if (place.value(key).isPresent()) {
                edits.remove(place, key);
            }
        }
    }

    private static NewJsonValue added(Arrangement now) {
        return NewJsonValue.object()
                .with("length", beats(now.length()))
                .with("start", state(now.start()))
                .with("events", events(now.events()))
                .with("lanes", lanes(now.lanes()));
    }

    private static NewJsonValue events(List<ArrangementEvent> events) {
        var written = NewJsonValue.array();
        events.forEach(
                event -> written.with(NewJsonValue.inPieces(out -> out.append(event(event)))));
        return written;
    }

    private static String event(ArrangementEvent event) {
        String at = "{\"beat\": " + beats(event.at()) + ", ";
        return switch (event) {
            case ArrangementEvent.ClipLaunched launched ->
                    at
                            + "\"track\": "
                            + quoted(launched.clip().track().text())
                            + ", \"clip\": "
                            + quoted(launched.clip().text())
                            + transition(launched.transition())
                            + (launched.byScene() ? ", \"by_scene\": true}" : "}");
            case ArrangementEvent.TrackStopped stopped ->
                    at + "\"track\": " + quoted(stopped.track().text()) + ", \"clip\": null}";
            case ArrangementEvent.SceneLaunched launched ->
                    at + "\"scene\": " + quoted(launched.scene().text()) + "}";
            case ArrangementEvent.TempoSet set ->
                    at
                            + "\"tempo\": "
                            + number(set.tempo().bpm())
                            + (set.quarters() > 0
                                    ? ", \"ramp_beats\": " + number(set.quarters()) + "}"
                                    : "}");
            case ArrangementEvent.MeterSet set -> at + signature(set.meter()) + "}";
            case ArrangementEvent.FadesFrozen frozen -> at + "\"fades\": \"frozen\"}";
            case ArrangementEvent.FadesCut cut -> at + "\"fades\": \"cut\"}";
            case ArrangementEvent.StateSet set -> at + "\"state\": " + state(set.state()) + "}";
        };
    }

    /** Nothing for the usual cut. */
    private static String transition(Transition transition) {
        if (transition.equals(Transition.CUT)) {
            return "";
        }
        var members = new StringJoiner(", ", ", \"transition\": {", "}");
        members.add("\"mode\": " + quoted(transition.isCut() ? "cut" : "fade"));
        members.add("\"duration_bars\": " + number(transition.length()));
        if (transition.unit() != Transition.Unit.BARS) {
            members.add("\"unit\": " + quoted(transition.unit().word()));
        }
        if (transition.curve() != Curve.LINEAR) {
            members.add("\"curve\": " + quoted(transition.curve().word()));
        }
        return members.toString();
    }

    private static String signature(Meter meter) {
        return "\"signature\": [" + meter.beats() + ", " + meter.unit() + "]";
    }

    private static String state(ArrangementState state) {
        var members = new StringJoiner(", ", "{", "}");
        members.add("\"tempo\": " + number(state.tempo().from().bpm()));
        if (state.tempo().isRamping()) {
            members.add("\"ramp_to\": " + number(state.tempo().to().bpm()));
            members.add("\"ramp_beats\": " + number(state.tempo().quarters()));
        }
        members.add(signature(state.meter()));
        var active = new StringJoiner(", ", "{", "}");
        for (ArrangementState.ActiveTrack track : state.tracks()) {
            active.add(
                    quoted(track.track().text())
                            + ": "
                            + track.clip().map(clip -> quoted(clip.text())).orElse("null"));
        }
        members.add("\"active\": " + active);
        members.add("\"values\": " + values(state.values()));
        if (!state.fades().isEmpty()) {
            var fades = new StringJoiner(", ", "[", "]");
            state.fades().forEach(fade -> fades.add(fade(fade)));
            members.add("\"fades\": " + fades);
        }
        return members.toString();
    }

    private static String fade(ArrangementState.RunningFade fade) {
        List<ArrangementState.StoredValue> from = new ArrayList<>();
        List<ArrangementState.StoredValue> to = new ArrayList<>();
        for (ArrangementState.FadedNumber number : fade.numbers()) {
            from.add(new ArrangementState.StoredValue(number.path(), ParamValue.of(number.from())));
            to.add(new ArrangementState.StoredValue(number.path(), ParamValue.of(number.to())));
        }
        return "{\"track\": "
                + quoted(fade.clip().track().text())
                + ", \"clip\": "
                + quoted(fade.clip().text())
                + ", \"start\": "
                + beats(fade.timing().start())
                + ", \"beats\": "
                + beats(fade.timing().length())
                + ", \"curve\": "
                + quoted(fade.timing().curve().word())
                + ", \"from\": "
                + values(from)
                + ", \"to\": "
                + values(to)
                + "}";
    }

    private static String values(List<ArrangementState.StoredValue> values) {
        Map<String, StringJoiner> nodes = new LinkedHashMap<>();
        for (ArrangementState.StoredValue value : values) {
            nodes.computeIfAbsent(value.path().node(), node -> new StringJoiner(", ", "{", "}"))
                    .add(quoted(value.path().param()) + ": " + value(value.value()));
        }
        var written = new StringJoiner(", ", "{", "}");
        nodes.forEach((node, params) -> written.add(quoted(node) + ": " + params));
        return written.toString();
    }

    private static NewJsonValue lanes(List<ParameterLane> lanes) {
        var written = NewJsonValue.array();
        lanes.forEach(lane -> written.with(NewJsonValue.inPieces(out -> append(lane, out))));
        return written;
    }

    private static void append(ParameterLane lane, TextSink out) {
        ParamPath path = lane.path();
        out.append("{\"node\": " + quoted(path.node()));
        out.append(", \"param\": " + quoted(path.param()));
        out.append(", \"beats\": [");
        for (int index = 0; index < lane.size(); index++) {
            out.append(index == 0 ? "" : ",");
            out.append(beats(lane.at(index)));
        }
        out.append("], \"values\": [");
        for (int index = 0; index < lane.size(); index++) {
            out.append(index == 0 ? "" : ",");
            out.append(value(lane.value(index)));
        }
        out.append("]");
        appendGlides(lane, out);
        out.append("}");
    }

    /** Rows of gliding moves, each as the pair of its first and its last index. */
    private static void appendGlides(ParameterLane lane, TextSink out) {
        int first = -1;
        boolean any = false;
        for (int index = 0; index <= lane.size(); index++) {
            if (lane.glidesTo(index)) {
                first = first < 0 ? index : first;
            } else if (first >= 0) {
                out.append(any ? "," : ", \"glides\": [");
                out.append("[" + first + "," + (index - 1) + "]");
                any = true;
                first = -1;
            }
        }
        out.append(any ? "]" : "");
    }

    private static String value(ParamValue value) {
        return switch (value) {
            case ParamValue.Text(var text) -> quoted(text);
            case ParamValue.Numeric(var number) -> number(number);
        };
    }

    private static String number(double number) {
        return ParamValue.shortest(number);
    }

    private static String quoted(String text) {
        return JsonValue.quoted(text);
    }

    /** A beat with as many of its six decimals as it needs. */
    static String beats(Beats beats) {
        long micro = Math.abs(beats.micro());
        String whole = (beats.micro() < 0 ? "-" : "") + micro / Beats.MICROS_PER_BEAT;
        long rest = micro % Beats.MICROS_PER_BEAT;
        if (rest == 0) {
            return whole;
        }
        String decimals = String.valueOf(Beats.MICROS_PER_BEAT + rest).substring(1);
        int end = decimals.length();
        while (decimals.charAt(end - 1) == '0') {
            end--;
        }
        return whole + "." + decimals.substring(0, end);
    }
}
