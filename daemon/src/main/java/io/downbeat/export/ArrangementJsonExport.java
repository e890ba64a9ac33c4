package io.downbeat.export;

import static io.downbeat.persistence.json.JsonValue.quoted;

import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.Session;
import io.downbeat.session.model.Track;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.TempoProfile;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * An arrangement as JSON, without loss: beats have six decimals, which is all that the program
 * counts, and numbers read back as they were. Every member says by its name what it is, objects
 * have their id, name and position, and each event and each move has a line of its own.
 */
public final class ArrangementJsonExport {

    private static final String ABOUT =
            "An arrangement of Downbeat. Beats are quarter notes from its beginning. Events are in"
                    + " the order in which they are performed. The moves of a parameter are pairs"
                    + " of beat and value; where a third item says glide, the value follows the"
                    + " straight line from the move before, else it stays until the move. On one"
                    + " beat, events come before moves. The start and an"
                    + " event of type state list what stands from that beat on, whatever was"
                    + " before. Positions and names are those of the moment of the export.";

    /** A change that programs which read version 1 would misread gets the next number. */
    private static final int VERSION = 1;

    private static final int DECIMALS_OF_BEATS = 6;

    /** Characters after which they are turned into bytes. */
    private static final int MOST_CHARACTERS = 65_536;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder out = new StringBuilder();
    private final Document document;
    private final Session session;

    private ArrangementJsonExport(Document document) {
        this.document = document;
        this.session = document.session();
    }

    /**
     * The arrangement of a document, in UTF-8.
     *
     * @param name the name of the session
     */
    public static byte[] of(String name, Document document) {
        var export = new ArrangementJsonExport(document);
        export.write(name, document.session().arrangement());
        export.flush();
        return export.bytes.toByteArray();
    }

    private void flush() {
        bytes.writeBytes(out.toString().getBytes(StandardCharsets.UTF_8));
        out.setLength(0);
    }

    private void write(String name, Arrangement arrangement) {
        out.append("{\n");
        member("format", quoted("downbeat-arrangement"));
        member("version", Integer.toString(VERSION));
        member("about", quoted(ABOUT));
        member("session", quoted(name));
        member("length", beat(arrangement.length()));
        member("tracks", lines(session.tracks(), this::described));
        member("scenes", lines(session.scenes(), this::described));
        member("start", state(arrangement.start()));
        member("events", lines(arrangement.events(), this::event));
        out.append("  \"parameters\": [");
        String separator = "\n";
        for (ParameterLane lane : arrangement.lanes()) {
            out.append(separator);
            append(lane);
            separator = ",\n";
        }
        out.append("\n  ]\n}\n");
    }

    private void member(String key, String json) {
        out.append("  ").append(quoted(key)).append(": ").append(json).append(",\n");
    }

    private String described(Track track) {
        return object(
                "position", Integer.toString(session.tracks().indexOf(track) + 1),
                "id", quoted(track.id()),
                "name", quoted(track.name()),
                "nodes", array(track.nodes(), node -> quoted(node)),
                "clips", array(track.clips(), clip -> described(track, clip)));
    }

    private static String described(Track track, Clip clip) {
        return object(
                "position", Integer.toString(track.clips().indexOf(clip) + 1),
                "id", quoted(clip.id()),
                "name", quoted(clip.name()));
    }

    private String described(Scene scene) {
        return object(
                "position", Integer.toString(session.scenes().indexOf(scene) + 1),
                "id", quoted(scene.id()),
                "name", quoted(scene.name()));
    }

    private String event(ArrangementEvent event) {
        return switch (event) {
            case ArrangementEvent.ClipLaunched launched ->
                    event(
                            event,
                            "clip",
                            "track",
                            reference(launched.clip().track()),
                            "clip",
                            reference(launched.clip()),
                            "transition",
                            transition(launched.transition()),
                            "by_scene",
                            Boolean.toString(launched.byScene()));
            case ArrangementEvent.TrackStopped stopped ->
                    event(event, "stop", "track", reference(stopped.track()));
            case ArrangementEvent.SceneLaunched launched ->
                    event(event, "scene", "scene", reference(launched.scene()));
            case ArrangementEvent.TempoSet set ->
                    event(
                            event,
                            "tempo",
                            "bpm",
                            number(set.tempo().bpm()),
                            "ramp_beats",
                            number(set.quarters()));
            case ArrangementEvent.MeterSet set ->
                    event(event, "signature", "signature", signature(set.meter()));
            case ArrangementEvent.FadesFrozen frozen -> event(event, "freeze_fades");
            case ArrangementEvent.FadesCut cut -> event(event, "cut_fades");
            case ArrangementEvent.StateSet set ->
                    event(event, "state", "state", state(set.state()));
        };
    }

    private static String event(ArrangementEvent event, String type, String... members) {
        List<String> all = new ArrayList<>(List.of("beat", beat(event.at()), "type", quoted(type)));
        all.addAll(List.of(members));
        return object(all.toArray(String[]::new));
    }

    private String state(ArrangementState state) {
        return object(
                "tempo", tempo(state.tempo()),
                "signature", signature(state.meter()),
                "tracks", array(state.tracks(), this::activeTrack),
                "values", array(state.values(), ArrangementJsonExport::stored),
                "fades", array(state.fades(), this::fade));
    }

    private String activeTrack(ArrangementState.ActiveTrack active) {
        return object(
                "track", reference(active.track()),
                "clip", active.clip().map(this::reference).orElse("null"));
    }

    private static String stored(ArrangementState.StoredValue stored) {
        return object(
                "node", quoted(stored.path().node()),
                "parameter", quoted(stored.path().param()),
                "value", value(stored.value()));
    }

    private String fade(ArrangementState.RunningFade fade) {
        return object(
                "track", reference(fade.clip().track()),
                "clip", reference(fade.clip()),
                "begins", beat(fade.timing().start()),
                "beats", beat(fade.timing().length()),
                "curve", quoted(fade.timing().curve().word()),
                "numbers", array(fade.numbers(), ArrangementJsonExport::faded));
    }

    private static String faded(ArrangementState.FadedNumber faded) {
        return object(
                "node", quoted(faded.path().node()),
                "parameter", quoted(faded.path().param()),
                "from", number(faded.from()),
                "to", number(faded.to()));
    }

    private static String tempo(TempoProfile profile) {
        return object(
                "bpm", number(profile.from().bpm()),
                "ramp_to_bpm", number(profile.to().bpm()),
                "ramp_beats", number(profile.quarters()),
                "bend", number(profile.bend()));
    }

    private static String signature(Meter meter) {
        return "[" + meter.beats() + ", " + meter.unit() + "]";
    }

    private static String transition(Transition transition) {
        return object(
                "length", number(transition.length()),
                "unit", quoted(transition.unit().word()),
                "curve", quoted(transition.curve().word()));
    }

    /** Names of objects that are gone are null. */
    private String reference(TrackId id) {
        return reference(id.text(), track(id).map(Track::name));
    }

    private String reference(ClipId id) {
        Optional<Track> track = track(id.track());
        return reference(
                id.text(),
                track.flatMap(own -> own.clip(own.positionOf(id.text()))).map(Clip::name));
    }

    private String reference(SceneId id) {
        return reference(
                id.text(),
                session.scenes().stream()
                        .filter(scene -> SceneId.of(scene).equals(id))
                        .map(Scene::name)
                        .findFirst());
    }

    private static String reference(String id, Optional<String> name) {
        return object("id", quoted(id), "name", name.map(text -> quoted(text)).orElse("null"));
    }

    private Optional<Track> track(TrackId id) {
        return session.tracks().stream().filter(one -> TrackId.of(one).equals(id)).findFirst();
    }

    /** Writes a parameter and its moves, which can be very many, without a copy. */
    private void append(ParameterLane lane) {
        out.append("    {\"node\": ").append(quoted(lane.path().node()));
        out.append(", \"parameter\": ").append(quoted(lane.path().param()));
        out.append(range(lane.path()));
        out.append(", \"moves\": [");
        for (int index = 0; index < lane.size(); index++) {
            out.append(index == 0 ? "\n      [" : ",\n      [");
            out.append(beat(lane.at(index))).append(", ");
            out.append(value(lane.value(index)));
            out.append(lane.glidesTo(index) ? ", \"glide\"]" : "]");
            if (out.length() >= MOST_CHARACTERS) {
                flush();
            }
        }
        out.append("\n    ]}");
    }

    private String range(ParamPath path) {
        return document.graph()
                .parameter(path)
                .filter(parameter -> !parameter.text())
                .map(parameter ->
                        ", \"range\": [%s, %s], \"unit\": %s"
                                .formatted(
                                        number(parameter.range().min()),
                                        number(parameter.range().max()),
                                        quoted(parameter.unit())))
                .orElse("");
    }

    private static String value(ParamValue value) {
        return switch (value) {
            case ParamValue.Numeric(var number) -> number(number);
            case ParamValue.Text(var text) -> quoted(text);
        };
    }

    private static String number(double number) {
        return Double.doubleToRawLongBits(number) == Long.MIN_VALUE
                ? "-0.0"
                : ParamValue.shortest(number);
    }

    private static String beat(Beats beat) {
        return BigDecimal.valueOf(beat.micro(), DECIMALS_OF_BEATS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static <T> String lines(List<T> items, Function<T, String> text) {
        var lines = new StringJoiner(",\n    ", "[\n    ", "\n  ]").setEmptyValue("[]");
        items.forEach(item -> lines.add(text.apply(item)));
        return lines.toString();
    }

    private static <T> String array(List<T> items, Function<T, String> text) {
        var array = new StringJoiner(", ", "[", "]");
        items.forEach(item -> array.add(text.apply(item)));
        return array.toString();
    }

    /**
     * An object on one line.
     *
     * @param members keys, each followed by its value as JSON text
     */
    private static String object(String... members) {
        var object = new StringJoiner(", ", "{", "}");
        for (int key = 0; key < members.length; key += 2) {
            object.add(quoted(members[key]) + ": " + members[key + 1]);
        }
        return object.toString();
    }
}
