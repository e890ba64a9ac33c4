package io.downbeat.persistence.read;

import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.persistence.json.JsonArray;
import io.downbeat.persistence.json.JsonNull;
import io.downbeat.persistence.json.JsonNumber;
import io.downbeat.persistence.json.JsonString;
import io.downbeat.persistence.json.JsonValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the arrangement under {@code arrangement}. What it refers to may be gone. */
final class ArrangementReader {

    /** More than a year of beats: no file has more, and no sum of two overflows. */
    private static final double MOST_BEATS = 1e8;

    private static final Set<Integer> UNITS = Set.of(2, 4, 8, 16);

    private ArrangementReader() {}

    static Arrangement arrangement(ObjectReader root) {
        return root.read("arrangement", ArrangementReader::read).orElse(Arrangement.EMPTY);
    }

    private static Arrangement read(ObjectReader arrangement) {
        List<ArrangementEvent> events = new ArrayList<>();
        for (ObjectReader event : arrangement.objects("events")) {
            event(event).ifPresent(events::add);
        }
        events.sort(Comparator.comparing(ArrangementEvent::at));
        Map<ParamPath, ParameterLane> lanes = new LinkedHashMap<>();
        for (ObjectReader lane : arrangement.objects("lanes")) {
            lane(lane)
                    .filter(read -> !read.isEmpty())
                    .ifPresent(read -> {
                        if (lanes.putIfAbsent(read.path(), read) != null) {
                            lane.warn("param", read.path() + " has a lane already; ignored");
                        }
                    });
        }
        return new Arrangement(
                length(arrangement, events, lanes.values()),
                arrangement.read("start", ArrangementReader::state).orElse(ArrangementState.NONE),
                events,
                List.copyOf(lanes.values()));
    }

    /** The written length, or the beat of the last event or move if that lies behind it. */
    private static Beats length(
            ObjectReader arrangement,
            List<ArrangementEvent> events,
            Collection<ParameterLane> lanes) {
        Beats written = beats(arrangement, "length");
        Beats last = events.isEmpty() ? Beats.ZERO : events.getLast().at();
        for (ParameterLane lane : lanes) {
            last = last.orLater(lane.at(lane.size() - 1));
        }
        boolean isWarnedOf =
                arrangement
                        .dict()
                        .value("length")
                        .filter(value ->
                                !(value instanceof JsonNumber number) || number.value() < 0)
                        .isPresent();
        if (last.isAfter(written) && !isWarnedOf) {
            arrangement.warn(
                    "length",
                    "the last event or move lies behind it, on beat %s; played until there"
                            .formatted(NumberTextConversion.shortest(last.quarters())));
        }
        return written.orLater(last);
    }

    private static Beats beats(ObjectReader owner, String key) {
        return Beats.of(owner.clamped(key, 0, MOST_BEATS).orElse(0.0));
    }

    private static Optional<ArrangementEvent> event(ObjectReader event) {
        Beats at = beats(event, "beat");
        if (event.dict().value("track").isPresent()) {
            return launch(event, at);
        }
        if (event.dict().value("scene").isPresent()) {
            return event.text("scene")
                    .map(scene -> new ArrangementEvent.SceneLaunched(at, new SceneId(scene)));
        }
        if (event.dict().value("tempo").isPresent()) {
            return event.clamped("tempo", 1, 999)
                    .map(bpm ->
                            new ArrangementEvent.TempoSet(
                                    at,
                                    new Tempo(bpm),
                                    event.clamped("ramp_beats", 0, MOST_BEATS).orElse(0.0)));
        }
        if (event.dict().value("signature").isPresent()) {
            return signature(event).map(meter -> new ArrangementEvent.MeterSet(at, meter));
        }
        if (event.dict().value("state").isPresent()) {
            return event.read("state", ArrangementReader::state)
                    .map(state -> new ArrangementEvent.StateSet(at, state));
        }
        return switch (event.text("fades").orElse("")) {
            case "cut" -> Optional.of(new ArrangementEvent.FadesCut(at));
            case "frozen" -> Optional.of(new ArrangementEvent.FadesFrozen(at));
            default -> {
                event.warn("beat", "this program does not know this event; ignored");
                yield Optional.empty();
            }
        };
    }

    private static Optional<ArrangementEvent> launch(ObjectReader event, Beats at) {
        Optional<TrackId> track = event.text("track").map(TrackId::new);
        if (track.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonValue> written = event.dict().value("clip");
        if (written.isEmpty()) {
            event.warn("clip", "missing: a clip, or null for a stop; ignored");
            return Optional.empty();
        }
        if (written.get() instanceof JsonNull) {
            return Optional.of(new ArrangementEvent.TrackStopped(at, track.get()));
        }
        Optional<String> clip = event.text("clip");
        if (clip.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ArrangementEvent.ClipLaunched(
                        at,
                        new ClipId(track.get(), clip.get()),
                        event.read("transition", SharedSettingsReader::transition)
                                .orElse(Transition.CUT),
                        event.flag("by_scene")));
    }

    private static ArrangementState state(ObjectReader state) {
        List<ArrangementState.ActiveTrack> tracks = new ArrayList<>();
        for (ObjectReader.Entry entry :
                state.fields("active").map(ObjectReader::entries).orElse(List.of())) {
            var track = new TrackId(entry.key());
            Optional<ClipId> clip =
                    entry.locatedJsonValue().isNull()
                            ? Optional.empty()
                            : entry.locatedJsonValue()
                                    .text("ignored")
                                    .map(id -> new ClipId(track, id));
            tracks.add(new ArrangementState.ActiveTrack(track, clip));
        }
        List<ArrangementState.RunningFade> fades = new ArrayList<>();
        for (ObjectReader fade : state.objects("fades")) {
            fade(fade).ifPresent(fades::add);
        }
        return new ArrangementState(
                tempo(state),
                signature(state).orElse(Meter.COMMON),
                tracks,
                state.read("values", ArrangementReader::values).orElse(List.of()),
                fades);
    }

    private static TempoProfile tempo(ObjectReader state) {
        TempoProfile constant =
                TempoProfile.of(new Tempo(state.clamped("tempo", 1, 999).orElse(120.0)));
        return state.clamped("ramp_to", 1, 999)
                .map(to ->
                        constant.rampingTo(
                                new Tempo(to),
                                state.clamped("ramp_beats", 0, MOST_BEATS).orElse(0.0)))
                .orElse(constant);
    }

    private static Optional<Meter> signature(ObjectReader owner) {
        List<LocatedJsonValue> numbers = owner.items("signature");
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> read = new ArrayList<>();
        for (LocatedJsonValue number : numbers) {
            number.number("read as 4").ifPresent(value -> read.add((int) Math.round(value)));
        }
        if (read.size() != 2
                || read.getFirst() < 1
                || read.getFirst() > 16
                || !UNITS.contains(read.getLast())) {
            owner.warn("signature", "expected [1 to 16, 2, 4, 8 or 16]; read as 4/4");
            return Optional.of(Meter.COMMON);
        }
        return Optional.of(new Meter(read.getFirst(), read.getLast()));
    }

    private static List<ArrangementState.StoredValue> values(ObjectReader nodes) {
        List<ArrangementState.StoredValue> values = new ArrayList<>();
        for (ObjectReader.Entry node : nodes.entries()) {
            node.locatedJsonValue()
                    .fields("ignored")
                    .map(ObjectReader::entries)
                    .orElse(List.of())
                    .forEach(param ->
                            param.locatedJsonValue()
                                    .paramValue()
                                    .ifPresent(value ->
                                            values.add(
                                                    new ArrangementState.StoredValue(
                                                            new ParamPath(node.key(), param.key()),
                                                            value))));
        }
        return values;
    }

    private static Optional<ArrangementState.RunningFade> fade(ObjectReader fade) {
        Optional<String> track = fade.text("track");
        Optional<String> clip = fade.text("clip");
        if (track.isEmpty() || clip.isEmpty()) {
            return Optional.empty();
        }
        Map<ParamPath, Double> from = numbers(fade, "from");
        List<ArrangementState.FadedNumber> faded = new ArrayList<>();
        numbers(fade, "to")
                .forEach((path, to) ->
                        faded.add(
                                new ArrangementState.FadedNumber(
                                        path, from.getOrDefault(path, to), to)));
        double start = fade.clamped("start", -MOST_BEATS, MOST_BEATS).orElse(0.0);
        return Optional.of(
                new ArrangementState.RunningFade(
                        new ClipId(new TrackId(track.get()), clip.get()),
                        new FadeTiming(
                                Beats.of(start),
                                beats(fade, "beats"),
                                fade.word("curve", FileKeywords.CURVE).orElse(Curve.LINEAR)),
                        faded));
    }

    private static Map<ParamPath, Double> numbers(ObjectReader fade, String key) {
        Map<ParamPath, Double> numbers = new LinkedHashMap<>();
        for (ArrangementState.StoredValue value :
                fade.read(key, ArrangementReader::values).orElse(List.of())) {
            if (value.value() instanceof ParamValue.Numeric(var number)) {
                numbers.put(value.path(), number);
            }
        }
        return numbers;
    }

    /** Reads the two arrays directly: an hour has hundreds of thousands of moves. */
    private static Optional<ParameterLane> lane(ObjectReader lane) {
        Optional<String> node = lane.text("node");
        Optional<String> param = lane.text("param");
        Optional<JsonArray> beats = array(lane, "beats");
        Optional<JsonArray> values = array(lane, "values");
        if (node.isEmpty() || param.isEmpty() || beats.isEmpty() || values.isEmpty()) {
            lane.warn("beats", "a lane has node, param, beats and values; ignored");
            return Optional.empty();
        }
        List<JsonValue> at = beats.get().values();
        List<JsonValue> to = values.get().values();
        if (at.size() != to.size()) {
            lane.warn(
                    "values",
                    "%d values for %d beats; the others are ignored"
                            .formatted(to.size(), at.size()));
        }
        boolean[] glides = glides(lane, Math.min(at.size(), to.size()));
        var read = new ParameterLane.Builder(new ParamPath(node.get(), param.get()));
        Beats last = Beats.ZERO;
        int ignored = 0;
        boolean follows = true;
        for (int index = 0; index < glides.length; index++) {
            if (!(at.get(index) instanceof JsonNumber beat)
                    || !(beat.value() >= 0 && beat.value() <= MOST_BEATS)
                    || Beats.of(beat.value()).isBefore(last)) {
                ignored++;
                follows = false;
                continue;
            }
            last = Beats.of(beat.value());
            // A line does not begin at an ignored move.
            boolean isGlide = glides[index] && follows;
            follows = to.get(index) instanceof JsonNumber || to.get(index) instanceof JsonString;
            switch (to.get(index)) {
                case JsonNumber number when isGlide -> read.addGlide(last, held(number.value()));
                case JsonNumber number -> read.add(last, held(number.value()));
                case JsonString text -> read.add(last, ParamValue.of(text.value()));
                default -> ignored++;
            }
        }
        if (ignored > 0) {
            lane.warn("beats", ignored + " moves are out of order or no numbers; ignored");
        }
        return Optional.of(read.build());
    }

    private static double held(double number) {
        return Double.isFinite(number)
                ? Math.clamp(number, -ParamValue.LARGEST, ParamValue.LARGEST)
                : 0;
    }

    /** Which moves glide: pairs of the first and the last of a row. */
    private static boolean[] glides(ObjectReader lane, int size) {
        var glides = new boolean[size];
        for (LocatedJsonValue item : lane.items("glides")) {
            if (item.value() instanceof JsonArray pair
                    && pair.values().size() == 2
                    && pair.values().getFirst() instanceof JsonNumber first
                    && pair.values().getLast() instanceof JsonNumber last) {
                int to = (int) Math.min(last.value(), size - 1);
                for (int index = (int) Math.max(1, first.value()); index <= to; index++) {
                    glides[index] = true;
                }
            }
        }
        return glides;
    }

    private static Optional<JsonArray> array(ObjectReader owner, String key) {
        return owner.dict()
                .value(key)
                .filter(JsonArray.class::isInstance)
                .map(JsonArray.class::cast);
    }
}
