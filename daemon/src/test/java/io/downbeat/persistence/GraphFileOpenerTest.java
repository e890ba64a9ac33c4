package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.graph.Range;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Track;
import io.downbeat.time.Beats;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the parts of a file become when it is loaded. */
class GraphFileOpenerTest {

    private static GraphFileContents piece(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LoadedSessionReader.read(
                "f", "f", GraphBytesToJson.read("f", bytes), new Warnings());
    }

    private static Parameter parameter(GraphFileContents loaded, String node, String param) {
        return loaded.graph().parameter(new ParamPath(node, param)).orElseThrow();
    }

    private static final GraphFileContents PIECE =
            piece(
                    """
                    {"nodes": {
                       "a": {"type": "A", "params": {"own": 0.5, "word": "hi", "driven": 3, "kept": 1},
                             "locks": {"kept": ["preset"], "own": 0, "word": ""},
                             "ranges": {"own": [0.2, 0.8]}, "units": {"own": "s"}},
                       "b": {"type": "B"}},
                     "connections": [{"from": "b/out", "to": "a/driven"}, {"from": "b/x", "to": "a/in"}],
                     "metronome": {"bpm": 132.5, "beats_per_bar": 7},
                     "session": {"beat_unit": 8, "quantize": "4bar",
                       "transition": {"mode": "fade", "duration_bars": 2, "unit": "seconds", "curve": "log"},
                       "tracks": [
                         {"id": "t1", "name": "One", "owned_nodes": ["a"], "safe": true, "color": "#0a1e40",
                          "default_transition": {"mode": "cut", "duration_bars": 4},
                          "clips": [
                            {"id": "c1", "params": {"a": {"own": 0.1, "word": "x", "later": 7}, "gone": {"z": 1}},
                             "string_params": {"a": {"word": "wins"}}},
                            {"id": "c2", "name": "Two", "params": {"a": {"later": -3, "never": "text"}},
                             "quantize": "1/8", "mode": "Repeat",
                             "transition_override": {"mode": "fade", "duration_bars": 1.5},
                             "follow": {"on": true, "a": "jump", "jump_a": 1, "b": "stop", "chance": 0.25,
                                        "time": 6, "repeats": 2}, "color": "rgb(1, 2, 3)"}]},
                         {"id": "t2", "clips": [{"id": "c1", "params": {"b": {"odd": 1}}}]}],
                       "scenes": [{"id": "s1", "assignments": {"t2": null, "t1": "c2"}, "tempo": 99}],
                       "cue_paths": [{"id": "p1", "quantize": "bar", "guard": 1, "steps": [
                         {"id": "q", "scene_id": "s1", "advance_mode": "after_bars"},
                         {"id": "r", "scene_id": "s1", "advance_mode": "after_bars", "bars": 8},
                         {"id": "u", "scene_id": "s1"}]}],
                       "active_clips": {"t1": "c1", "t2": "c1"}}}
                    """);

    @Test
    void tempoSignatureAndQuantizationComeFromTheFile() {
        assertEquals(new Tempo(132.5), PIECE.tempo());
        assertEquals(new Meter(7, 8), PIECE.meter());
        assertEquals(Quantize.FOUR_BARS, PIECE.launchSettings().quantize());
        assertEquals(
                new Transition(2, Transition.Unit.SECONDS, Curve.LOG),
                PIECE.launchSettings().transition());
    }

    @Test
    void aParameterIsReadFromItsNode() {
        Parameter own = parameter(PIECE, "a", "own");
        assertEquals(Optional.of(ParamValue.of(0.5)), own.initial());
        assertEquals(Range.stated(0.2, 0.8), own.range());
        assertEquals("s", own.unit());
        assertTrue(own.declared());
        assertFalse(own.locked());
        assertTrue(parameter(PIECE, "a", "kept").locked());
        assertFalse(parameter(PIECE, "a", "word").locked());
        assertTrue(parameter(PIECE, "a", "driven").wired());
        assertTrue(parameter(PIECE, "a", "word").text());
    }

    @Test
    void aParameterThatOnlyClipsNameHasTheActiveClipsValueOrIsUnset() {
        Parameter later = parameter(PIECE, "a", "later");
        assertEquals(Optional.of(ParamValue.of(7)), later.initial());
        assertFalse(later.declared());
        assertEquals(new Range(-5.5, 9.5, true), later.range());
        assertEquals(Optional.empty(), parameter(PIECE, "a", "never").initial());
        assertTrue(parameter(PIECE, "a", "never").text());
    }

    @Test
    void anActiveClipSetsNoParametersOfForeignNodes() {
        assertEquals(Optional.empty(), parameter(PIECE, "b", "odd").initial());
    }

    @Test
    void parametersAreNumberedInTheFilesOrder() {
        assertEquals(
                List.of("own", "word", "driven", "kept", "later", "never", "odd"),
                PIECE.graph().parameters().stream().map(p -> p.path().param()).toList());
    }

    @Test
    void aTrackIsReadFromTheFile() {
        Track track = PIECE.session().tracks().getFirst();
        assertEquals("One", track.name());
        assertEquals(List.of("a"), track.nodes());
        assertTrue(track.safe());
        assertEquals("rgb(10,30,64)", track.color());
        assertEquals(Optional.of(Transition.CUT), track.transition());
        assertEquals("t2", PIECE.session().tracks().get(1).name());
    }

    @Test
    void stringParamsReplaceParamsInTheirPlace() {
        Clip clip = PIECE.session().tracks().getFirst().clips().getFirst();
        assertEquals("[#0=0.1 #1=wins #4=7]", clip.values().toString());
        assertEquals(
                List.of(new Clip.Stored(new ParamPath("gone", "z"), ParamValue.of(1))),
                clip.gone());
    }

    @Test
    void aClipIsReadFromTheFile() {
        Clip clip = PIECE.session().tracks().getFirst().clips().get(1);
        assertEquals(Optional.of(Quantize.EIGHTH), clip.quantize());
        assertEquals(LaunchMode.REPEAT, clip.mode());
        assertEquals(
                Optional.of(new Transition(1.5, Transition.Unit.BARS, Curve.LINEAR)),
                clip.transition());
        assertEquals(
                new FollowAction(
                        true,
                        new FollowAction.Choice(FollowAction.Kind.JUMP, 1),
                        new FollowAction.Choice(FollowAction.Kind.STOP, 0),
                        0.25,
                        Optional.of(Beats.of(6)),
                        2),
                clip.follow());
        assertEquals("rgb(1,2,3)", clip.color());
    }

    @Test
    void scenesAndCuePathsAreReadFromTheFile() {
        Scene scene = PIECE.session().scenes().getFirst();
        assertEquals(Optional.of("c2"), scene.clipOf("t1"));
        assertEquals(Optional.empty(), scene.clipOf("t2"));
        assertEquals(2, scene.assignments().size());
        assertEquals(99, scene.tempo());
        CueList path = PIECE.session().cueLists().getFirst();
        assertEquals(Optional.of(Quantize.BAR), path.quantize());
        assertEquals(1, path.guardSeconds());
        assertEquals(
                List.of(
                        new CueList.Step("q", "s1", CueList.Advance.AFTER_BARS, 1),
                        new CueList.Step("r", "s1", CueList.Advance.AFTER_BARS, 8),
                        new CueList.Step("u", "s1", CueList.Advance.MANUAL, 1)),
                path.steps());
    }

    @Test
    void activeClipsAreRestored() {
        assertEquals(
                List.of(
                        new GraphFileContents.ActiveClip("t1", "c1"),
                        new GraphFileContents.ActiveClip("t2", "c1")),
                PIECE.active());
    }

    @Test
    void anEmptyFileGivesATrackAndASceneAtHundredAndTwenty() {
        GraphFileContents empty = piece("{}");
        assertEquals(1, empty.session().tracks().size());
        assertEquals(1, empty.session().scenes().size());
        assertEquals(new Tempo(120), empty.tempo());
        assertEquals(Meter.COMMON, empty.meter());
        assertEquals(Quantize.INSTANT, empty.launchSettings().quantize());
    }
}
