package io.downbeat.persistence.save;

import io.downbeat.fade.Transition;
import io.downbeat.graph.Node;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.persistence.read.LocatedJsonValue;
import io.downbeat.persistence.read.NodeReader;
import io.downbeat.persistence.read.NumberTextCodec;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LoadedSession;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Track;
import io.downbeat.session.view.LiveValues;
import io.downbeat.session.view.SessionView;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The changes of a save to a document: only values of the session that differ from the document. So
 * a value that was moved and moved back keeps its text, and a value with an unusual spelling keeps
 * it until it is set.
 */
public final class SaveEdits {

    private static final String LIKE_A_FLOAT = "1.0";
    private static final String LIKE_A_COUNT = "4";

    private final JsonDocument document;
    private final LoadedSession said;
    private final SessionView view;
    private final JsonEdits edits;

    private SaveEdits(JsonDocument document, LoadedSession said, SessionView view) {
        this.document = document;
        this.said = said;
        this.view = view;
        this.edits = new JsonEdits(document);
    }

    /**
     * The document with the session's present values; the same object if nothing differs.
     *
     * @param said the session that a load of the document gives
     * @param written parameters without a place in the document that were written since the load
     */
    public static JsonDocument document(
            JsonDocument document, LoadedSession said, SessionView view, Set<ParamPath> written) {
        var save = new SaveEdits(document, said, view);
        save.liveValues(written);
        save.time();
        save.activeClips();
        TrackAndClipEdits.tracks(document, save.edits, said, view.session());
        return save.edits.document();
    }

    private void liveValues(Set<ParamPath> written) {
        LiveValues values = view.values().still();
        JsonObject nodes = document.object().object("nodes").orElse(document.object());
        for (Node node : view.graph().nodes()) {
            Optional<JsonObject> place = nodes.object(node.id());
            if (place.isEmpty()) {
                continue;
            }
            for (int number : node.parameters()) {
                Parameter parameter = view.graph().parameter(number);
                values.value(number)
                        .ifPresent(value -> liveValue(place.get(), parameter, value, written));
                range(place.get(), parameter);
            }
        }
    }

    private void liveValue(
            JsonObject node, Parameter parameter, ParamValue value, Set<ParamPath> written) {
        String name = parameter.path().param();
        Optional<JsonObject> params = node.object("params");
        Optional<JsonValue> old = params.flatMap(dict -> dict.value(name));
        Optional<ParamValue> stated = old.flatMap(LocatedJsonValue::valueWithoutWarning);
        boolean same =
                stated.isPresent()
                        ? isSame(stated.get(), value)
                        : !written.contains(parameter.path())
                                && parameter.initial().filter(v -> isSame(v, value)).isPresent();
        if (!same) {
            String style = params.map(dict -> style(dict, old)).orElse(LIKE_A_FLOAT);
            edits.set(node, List.of("params", name), written(value, style));
        }
    }

    private static boolean isSame(ParamValue one, ParamValue other) {
        if (one instanceof ParamValue.Numeric a && other instanceof ParamValue.Numeric b) {
            return a.value() == b.value();
        }
        return one.equals(other);
    }

    private static String written(ParamValue value, String style) {
        return switch (value) {
            case ParamValue.Text(var text) -> JsonValue.quoted(text);
            case ParamValue.Numeric(var number) -> NumberTextCodec.like(style, number);
        };
    }

    /** The number that was in this place before, or else the first number beside it. */
    private String style(JsonObject params, Optional<JsonValue> old) {
        if (old.isPresent() && old.get() instanceof JsonNumber number) {
            return number.text();
        }
        return params.members().stream()
                .map(JsonMember::value)
                .filter(JsonNumber.class::isInstance)
                .map(JsonValue::text)
                .findFirst()
                .orElse(LIKE_A_FLOAT);
    }

    private void range(JsonObject node, Parameter parameter) {
        if (parameter.range().guessed()) {
            return;
        }
        String name = parameter.path().param();
        Optional<JsonValue> old = node.object("ranges").flatMap(dict -> dict.value(name));
        if (!old.flatMap(NodeReader::range).equals(Optional.of(parameter.range()))) {
            String ends =
                    "[%s, %s]"
                            .formatted(
                                    NumberTextCodec.pointed(parameter.range().min()),
                                    NumberTextCodec.pointed(parameter.range().max()));
            edits.set(node, List.of("ranges", name), ends);
        }
    }

    private void time() {
        Tempo tempo = view.transport().tempo();
        Meter meter = view.transport().meter();
        if (!tempo.equals(said.tempo())) {
            number(List.of("metronome", "bpm"), tempo.bpm(), LIKE_A_FLOAT);
        }
        if (meter.beats() != said.meter().beats()) {
            number(List.of("metronome", "beats_per_bar"), meter.beats(), LIKE_A_COUNT);
        }
        if (meter.unit() != said.meter().unit()) {
            number(List.of("session", "beat_unit"), meter.unit(), LIKE_A_COUNT);
        }
        transition();
        Quantize quantize = view.settings().quantize();
        if (quantize != said.launchSettings().quantize()) {
            String word = JsonValue.quoted(quantize.word());
            edits.set(document.object(), List.of("session", "quantize"), word);
        }
    }

    /** A cut is the default and is not written. */
    private void transition() {
        TransitionEdits.of(edits, document.object(), "session", "transition")
                .write(unusual(said.launchSettings()), unusual(view.settings()));
    }

    private static Optional<Transition> unusual(GlobalLaunchSettings settings) {
        return Optional.of(settings.transition()).filter(one -> !one.equals(Transition.CUT));
    }

    private void number(List<String> keys, double value, String usual) {
        Optional<JsonValue> old =
                document.object()
                        .object(keys.getFirst())
                        .flatMap(dict -> dict.value(keys.getLast()));
        boolean styled = old.isPresent() && old.get() instanceof JsonNumber;
        String style = styled ? old.get().text() : usual;
        edits.set(document.object(), keys, NumberTextCodec.like(style, value));
    }

    private void activeClips() {
        Map<String, String> before = new LinkedHashMap<>();
        said.active().forEach(clip -> before.put(clip.trackId(), clip.clipId()));
        Optional<JsonObject> table =
                document.object()
                        .object("session")
                        .flatMap(session -> session.object("active_clips"));
        for (int position = 1; position <= view.session().tracks().size(); position++) {
            Track track = view.session().tracks().get(position - 1);
            Optional<String> now = track.clip(view.track(position).active()).map(clip -> clip.id());
            if (now.equals(Optional.ofNullable(before.get(track.id())))) {
                continue;
            }
            if (now.isPresent()) {
                List<String> keys = List.of("session", "active_clips", track.id());
                edits.set(document.object(), keys, JsonValue.quoted(now.get()));
            } else {
                table.ifPresent(dict -> edits.remove(dict, track.id()));
            }
        }
    }
}
