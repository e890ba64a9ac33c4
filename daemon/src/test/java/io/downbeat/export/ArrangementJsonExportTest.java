package io.downbeat.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.FadeTiming;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ArrangementEvent;
import io.downbeat.session.model.ArrangementState;
import io.downbeat.session.model.ClipId;
import io.downbeat.session.model.Document;
import io.downbeat.session.model.ParameterLane;
import io.downbeat.session.model.SceneId;
import io.downbeat.session.model.TrackId;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.TempoProfile;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Arrangements as JSON: nothing is lost. */
class ArrangementJsonExportTest {

    @Test
    @Tag("EXPORT-7")
    void theJsonHasTheWholeArrangement() {
        Arrangement arrangement = SampleArrangement.arrangement();

        assertEquals(arrangement, read(exported(SampleArrangement.document(arrangement))));
    }

    @Test
    @Tag("EXPORT-7")
    void everyBeatAndEveryNumberReadsBackAsItWas() {
        Random random = new Random(11);
        for (int round = 0; round < 50; round++) {
            var lane = new ParameterLane.Builder(SampleArrangement.DECAY);
            long beat = random.nextLong(2_000_000);
            for (int move = 0; move < 200; move++) {
                beat += random.nextLong(1L << random.nextInt(40));
                if (random.nextInt(3) == 0) {
                    lane.addGlide(Beats.micro(beat), number(random));
                } else {
                    lane.add(Beats.micro(beat), number(random));
                }
            }
            var arrangement =
                    new Arrangement(
                            Beats.micro(beat),
                            ArrangementState.NONE,
                            List.of(),
                            List.of(lane.build()));

            assertEquals(arrangement, read(exported(SampleArrangement.document(arrangement))));
        }
    }

    @Test
    @Tag("EXPORT-7")
    void aLongArrangementReadsBackAsItWas() {
        var lane = new ParameterLane.Builder(SampleArrangement.MODE);
        for (int move = 0; move < 10_000; move++) {
            lane.add(Beats.micro(move), ParamValue.of("\u00e9\ud83c\udfb5" + move));
        }
        var arrangement =
                new Arrangement(
                        Beats.of(1), ArrangementState.NONE, List.of(), List.of(lane.build()));

        assertEquals(arrangement, read(exported(SampleArrangement.document(arrangement))));
    }

    private static double number(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(-3, 3);
            case 1 -> -0.0;
            case 2 -> random.nextFloat();
            case 3 -> Math.scalb(random.nextGaussian(), random.nextInt(-200, 100));
            default -> random.nextLong(-1L << 55, 1L << 55);
        };
    }

    @Test
    @Tag("EXPORT-7")
    void objectsHaveTheirNamesAndPositions() {
        JsonNode json = exported(SampleArrangement.document());

        assertEquals("downbeat-arrangement", json.get("format").asString());
        assertEquals("band", json.get("session").asString());
        assertEquals("Synth", json.at("/tracks/1/name").asString());
        assertEquals(2, json.at("/tracks/1/position").asInt());
        assertEquals("Drop", json.at("/tracks/1/clips/3/name").asString());
        assertEquals("Verse", json.at("/events/2/clip/name").asString());
        assertEquals("Drums", json.at("/events/2/track/name").asString());
        assertTrue(json.at("/events/7/clip/name").isNull(), "a clip that is gone has no name");
        assertEquals(0, json.at("/parameters/0/range/0").asDouble());
        assertEquals(1, json.at("/parameters/0/range/1").asDouble());
        assertTrue(json.at("/parameters/1/range").isMissingNode(), "a text has no range");
    }

    @Test
    @Tag("EXPORT-7")
    void anEmptyArrangementIsValidJson() {
        assertEquals(
                Arrangement.EMPTY, read(exported(SampleArrangement.document(Arrangement.EMPTY))));
    }

    private static JsonNode exported(Document document) {
        byte[] bytes = ArrangementJsonExport.of("band", document);
        return JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8));
    }

    private static Arrangement read(JsonNode json) {
        return new Arrangement(
                beat(json.get("length")),
                state(json.get("start")),
                list(json.get("events"), ArrangementJsonExportTest::event),
                list(json.get("parameters"), ArrangementJsonExportTest::lane));
    }

    private static ArrangementEvent event(JsonNode json) {
        Beats at = beat(json.get("beat"));
        return switch (json.get("type").asString()) {
            case "clip" ->
                    new ArrangementEvent.ClipLaunched(
                            at,
                            clip(json),
                            new Transition(
                                    json.at("/transition/length").asDouble(),
                                    Transition.Unit.valueOf(word(json.at("/transition/unit"))),
                                    Curve.valueOf(word(json.at("/transition/curve")))),
                            json.get("by_scene").asBoolean());
            case "stop" -> new ArrangementEvent.TrackStopped(at, track(json));
            case "scene" ->
                    new ArrangementEvent.SceneLaunched(
                            at, new SceneId(json.at("/scene/id").asString()));
            case "tempo" ->
                    new ArrangementEvent.TempoSet(
                            at,
                            new Tempo(json.get("bpm").asDouble()),
                            json.get("ramp_beats").asDouble());
            case "signature" -> new ArrangementEvent.MeterSet(at, meter(json));
            case "freeze_fades" -> new ArrangementEvent.FadesFrozen(at);
            case "cut_fades" -> new ArrangementEvent.FadesCut(at);
            case "state" -> new ArrangementEvent.StateSet(at, state(json.get("state")));
            default -> throw new IllegalStateException(json.toString());
        };
    }

    private static ArrangementState state(JsonNode json) {
        JsonNode tempo = json.get("tempo");
        return new ArrangementState(
                new TempoProfile(
                        new Tempo(tempo.get("bpm").asDouble()),
                        new Tempo(tempo.get("ramp_to_bpm").asDouble()),
                        tempo.get("ramp_beats").asDouble(),
                        tempo.get("bend").asDouble()),
                meter(json),
                list(
                        json.get("tracks"),
                        each ->
                                new ArrangementState.ActiveTrack(
                                        track(each),
                                        each.get("clip").isNull()
                                                ? Optional.empty()
                                                : Optional.of(clip(each)))),
                list(
                        json.get("values"),
                        each ->
                                new ArrangementState.StoredValue(
                                        path(each), value(each.get("value")))),
                list(
                        json.get("fades"),
                        each ->
                                new ArrangementState.RunningFade(
                                        clip(each),
                                        new FadeTiming(
                                                beat(each.get("begins")),
                                                beat(each.get("beats")),
                                                Curve.valueOf(word(each.get("curve")))),
                                        list(
                                                each.get("numbers"),
                                                number ->
                                                        new ArrangementState.FadedNumber(
                                                                path(number),
                                                                number.get("from").asDouble(),
                                                                number.get("to").asDouble())))));
    }

    private static ParameterLane lane(JsonNode json) {
        var lane = new ParameterLane.Builder(path(json));
        for (JsonNode move : json.get("moves")) {
            if (move.has(2) && move.get(2).asString().equals("glide")) {
                lane.addGlide(beat(move.get(0)), move.get(1).asDouble());
            } else {
                lane.add(beat(move.get(0)), value(move.get(1)));
            }
        }
        return lane.build();
    }

    private static ParamValue value(JsonNode json) {
        return json.isString() ? ParamValue.of(json.asString()) : ParamValue.of(json.asDouble());
    }

    private static ParamPath path(JsonNode json) {
        return new ParamPath(json.get("node").asString(), json.get("parameter").asString());
    }

    private static Meter meter(JsonNode json) {
        return new Meter(json.at("/signature/0").asInt(), json.at("/signature/1").asInt());
    }

    private static TrackId track(JsonNode json) {
        return new TrackId(json.at("/track/id").asString());
    }

    private static ClipId clip(JsonNode json) {
        return new ClipId(track(json), json.at("/clip/id").asString());
    }

    private static Beats beat(JsonNode json) {
        return Beats.micro(json.decimalValue().movePointRight(6).longValueExact());
    }

    private static String word(JsonNode json) {
        return json.asString().toUpperCase(Locale.ROOT);
    }

    private static <T> List<T> list(JsonNode json, Function<JsonNode, T> item) {
        return json.valueStream().map(item).toList();
    }
}
