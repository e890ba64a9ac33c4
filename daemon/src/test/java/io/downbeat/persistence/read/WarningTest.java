package io.downbeat.persistence.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Every odd input of the format: its warning by path and text. */
class WarningTest {

    private static List<Warning> warnings(String text) {
        var warnings = new Warnings();
        read(text, warnings);
        return warnings.all();
    }

    private static GraphFileContents read(String text, Warnings warnings) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return LoadedSessionReader.read("f", "f", GraphBytesToJson.read("f", bytes), warnings);
    }

    /** Quotes are single in the tests' texts. */
    private static void warns(String text, String... lines) {
        assertEquals(
                withWords(String.join("\n", lines)),
                Warning.report(warnings(text.replace('\'', '"'))).replace('"', '\'').strip());
    }

    /** The text with the words of the format in the places of {@code {quantize}} and the like. */
    private static String withWords(String text) {
        return text.replace("{quantize}", FileKeywords.QUANTIZE.list())
                .replace("{own quantize}", FileKeywords.OWN_QUANTIZE.list())
                .replace("{mode}", FileKeywords.MODE.list())
                .replace("{curve}", FileKeywords.CURVE.list())
                .replace("{follow}", FileKeywords.follow(FollowAction.Kind.NEXT).list());
    }

    private static String node(String content) {
        return "{'nodes': {'kick': {'type': 'K', %s}}}".formatted(content);
    }

    private static String session(String content) {
        return """
        {'nodes': {'kick': {'type': 'K', 'params': {'decay': 0.5, 'kit': 'a'}}, 'snare': {'type': 'S'}},
         'session': {%s}}
        """
                .formatted(content);
    }

    private static String clip(String content) {
        return session(
                "'tracks': [{'id': 't', 'owned_nodes': ['kick'], 'clips': [{'id': 'c', %s}]}]"
                        .formatted(content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'params': {'on': true}|nodes.kick.params.on: true is read as 1",
                "'params': {'on': false}|nodes.kick.params.on: false is read as 0",
                "'params': {'x': 1e400}|nodes.kick.params.x: the number is too large to play;"
                        + " ignored",
                "'params': {'x': null}|nodes.kick.params.x: expected a number or text, found null;"
                        + " ignored",
                "'params': {'x': [1]}|nodes.kick.params.x: expected a number or text, found a list;"
                        + " ignored",
                "'params': [1]|nodes.kick.params: expected an object, found a list; read as absent",
                "'params': {'a.b': {}}|nodes.kick.params['a.b']: expected a number or text, found"
                        + " an object; ignored",
                "'params': {'x': 1, 'x': 2}|nodes.kick.params.x: the key occurs more than once; the last one counts",
                "'ranges': {'x': [1, 1]}|nodes.kick.ranges.x: expected [min, max] with min below"
                        + " max; ignored",
                "'units': {'x': 1}|nodes.kick.units.x: expected text, found a number; ignored",
                "'locks': 1|nodes.kick.locks: expected an object, found a number; read as absent",
            })
    void unusualNodesAreReadWithWarnings(String content, String warning) {
        warns(node(content), warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'metronome': {'bpm': 500}|metronome.bpm: 500 is outside 1..300; played as 300",
                "'metronome': {'bpm': 5}|metronome.bpm: 5 is kept in the file and played at 20, the"
                        + " slowest tempo",
                "'metronome': {'bpm': 'x'}|metronome.bpm: expected a number, found text; read as"
                        + " absent",
                "'metronome': {'beats_per_bar': 17}|metronome.beats_per_bar: 17 is outside 1..16;"
                        + " played as 16",
                "'metronome': {'beats_per_bar': 3.5}|metronome.beats_per_bar: 3.5 is not a whole"
                        + " number; read as 4",
                "'metronome': []|metronome: expected an object, found a list; read as absent",
                "'quantize_clock': 'clk'|quantize_clock: no node 'clk' with a number bpm; the"
                        + " internal clock is used",
                "'connections': {}|connections: expected a list, found an object; ignored",
                "'connections': [1]|connections[0]: expected an object, found a number; ignored",
                "'connections': [{'from': 'a/b'}]|connections[0].from: 'a/b' names no node of this"
                        + " graph, expected 'node/port'; ignored"
                        + "`connections[0].to: expected a connection from 'node/port' to 'node/port'",
                "'session': {'quantize': 'often'}|session.quantize: 'often' is none of {quantize};"
                        + " read as instant",
                "'session': {'beat_unit': 3}|session.beat_unit: 3 is none of 2, 4, 8, 16; read as"
                        + " 4",
                "'session': {'transition': {'curve': 'bent'}}|session.transition.curve: 'bent' is"
                        + " none of {curve}; read as linear",
                "'schema_version': 0|schema_version: 0 is not a version; read as 1",
            })
    void otherUnusualKeysAreReadWithWarnings(String content, String warning) {
        warns("{'nodes': {}, %s}".formatted(content), warning.replace('`', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'tracks': [{'id': 't'}, {'id': 't'}]|session.tracks[1].id: the id 't' is used twice; ignored",
                "'tracks': [{'name': 'T'}]|session.tracks[0].id: expected an id as text; ignored"
                        + " without one",
                "'tracks': [7]|session.tracks[0]: expected an object, found a number; ignored",
                "'tracks': [{'id': 't', 'owned_nodes': ['kick']}, {'id': 'u', 'owned_nodes':"
                        + " ['kick']}]|session.tracks[1].owned_nodes[0]: node 'kick' is owned by"
                        + " track 't' already; ignored",
                "'tracks': [{'id': 't', 'owned_nodes': ['tom']}]|session.tracks[0].owned_nodes[0]:"
                        + " the graph has no node 'tom'; ignored",
                "'tracks': [{'id': 't', 'color': 'red'}]|session.tracks[0].color: expected"
                        + " rgb(r,g,b) or #rrggbb; read as absent",
                "'tracks': [{'id': 't', 'safe': 'x'}]|session.tracks[0].safe: expected true or"
                        + " false, found text; read as false",
                "'tracks': [{'id': 't', 'default_transition': {'mode': 'jump'}}]|"
                        + "session.tracks[0].default_transition.mode: 'jump' is neither cut nor fade;"
                        + " read as cut",
                "'tracks': [{'id': 't', 'default_transition': {'duration_bars': -1}}]|"
                        + "session.tracks[0].default_transition.duration_bars: -1 is below 0;"
                        + " played as 0",
                "'scenes': [{'id': 's', 'assignments': {'tr_bass': 'c'}}]|"
                        + "session.scenes[0].assignments.tr_bass: there is no track 'tr_bass';"
                        + " ignored",
                "'scenes': [{'id': 's', 'tempo': 5}]|session.scenes[0].tempo: 5 is outside"
                        + " 20..300; played as 20",
                "'scenes': [{'id': 's', 'follow': {'a': 'up'}}]|session.scenes[0].follow.a: 'up' is"
                        + " none of {follow}; read as next",
                "'cue_paths': [{'id': 'p', 'steps': [{'id': 'q', 'scene_id': 's'}]}]|"
                        + "session.cue_paths[0].steps[0].scene_id: there is no scene 's'; ignored",
                "'cue_paths': [{'id': 'p', 'quantize': 'x'}]|session.cue_paths[0].quantize: 'x' is"
                        + " none of {own quantize}; read as global",
                "'active_clips': {'u': 'c'}|session.active_clips.u: there is no track 'u';"
                        + " ignored",
            })
    void anUnusualSessionIsReadWithWarnings(String content, String warning) {
        warns(session(content), warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'params': {'snare': {'tone': 1}}|session.tracks[0].clips[0].params.snare: the"
                        + " track does not own this node; kept in the file, skipped at launch",
                "'params': {'tom': {'tone': 1}}|session.tracks[0].clips[0].params.tom: the graph"
                        + " has no such node; kept in the file, skipped at launch",
                "'params': {'kick': {'decay': 'long'}}|session.tracks[0].clips[0].params.kick.decay:"
                        + " kick/decay holds a number, this is text; skipped",
                "'params': {'kick': {'decay': '0.7'}}|session.tracks[0].clips[0].params.kick.decay:"
                        + " kick/decay holds a number, this is text; read as 0.7",
                "'params': {'kick': {'kit': 4.0}}|session.tracks[0].clips[0].params.kick.kit:"
                        + " kick/kit holds text, this is a number; read as 4",
                "'mode': 'hold'|session.tracks[0].clips[0].mode: 'hold' is none of {mode}; read as"
                        + " trigger",
                "'quantize': 'x'|session.tracks[0].clips[0].quantize: 'x' is none of {own quantize};"
                        + " read as global",
                "'params': 3|session.tracks[0].clips[0].params: expected an object, found a number;"
                        + " read as absent",
            })
    void unusualClipsAreReadWithWarnings(String content, String warning) {
        warns(clip(content), warning);
    }

    @Test
    void anAssignmentToAMissingClipDoesNotChangeTheTrack() {
        warns(
                session(
                        "'tracks': [{'id': 't'}], 'scenes': [{'id': 's', 'assignments': {'t': 'c'}}]"),
                "session.scenes[0].assignments.t: track 't' has no clip 'c'; ignored");
    }

    @Test
    void ofTwoClipsWithOneIdTheFirstCounts() {
        warns(
                session("'tracks': [{'id': 't', 'clips': [{'id': 'c'}, {'id': 'c'}]}]"),
                "session.tracks[0].clips[1].id: the id 'c' is used twice; ignored");
    }

    @Test
    void absentAndNullValuesGiveNoWarning() {
        assertTrue(warnings("{}").isEmpty());
        assertTrue(
                warnings(
                                """
                                {"quantize_clock": null, "metronome": null, "session": {
                                  "tracks": [{"id": "t", "name": null, "default_transition": null,
                                    "clips": [{"id": "c", "transition_override": null}]}],
                                  "scenes": [{"id": "s", "tempo": 0, "assignments": {"t": null}}],
                                  "cue_paths": [{"id": "p", "steps": [{"scene_id": "s"}]}],
                                  "active_clips": {"t": null}}}
                                """)
                        .isEmpty());
    }

    @Test
    void eachWarningIsALine() {
        assertEquals("", Warning.report(List.of()));
        assertEquals("a: b\n", Warning.report(List.of(new Warning("a", "b"))));
    }
}
