package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warning;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.session.model.Arrangement;
import io.downbeat.session.model.ParameterLane;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The arrangement in the graph file. */
class ArrangementFileTest {

    private static final String UNKNOWN =
            """
            {
              "nodes": {},
              "arrangement": {
                "color": "rgb(1,2,3)",
                "length": 8,
                "events": [
                  {"beat": 4, "track": "tr_1",   "clip": null, "note": "kept"}
                ],
                "later": [1, 2]
              },
              "meta": {"by": "hand"}
            }
            """;

    @Test
    @Tag("ARRANGEMENT-4")
    void whatIsSavedIsReadBackAndSavedAgainAsItIs() {
        for (int seed = 0; seed < 300; seed++) {
            Arrangement arrangement = new RandomArrangements(seed).next();
            PlayedSession played = PlayedSession.from(RandomGraphText.of(new Random(seed)));
            String saved = with(played, arrangement).saved();

            PlayedSession again = PlayedSession.from(saved);
            assertEquals(arrangement, arrangementOf(again), "seed " + seed);
            assertEquals(saved, again.saved(), "seed " + seed);
        }
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void aTakeThatIsTakenBackLeavesTheText() {
        for (int seed = 0; seed < 100; seed++) {
            String text = RandomGraphText.of(new Random(seed));
            PlayedSession played = PlayedSession.from(text);
            Arrangement before = arrangementOf(played);
            with(played, new RandomArrangements(seed).next());

            assertEquals(text, with(played, before).saved(), "seed " + seed);
        }
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void anotherTakeKeepsAllOtherTextAndUnknownKeys() {
        PlayedSession played = PlayedSession.from(UNKNOWN);
        Arrangement before = arrangementOf(played);
        var longer =
                new Arrangement(
                        new RandomArrangements(1).next().length(),
                        before.start(),
                        before.events(),
                        before.lanes());

        String saved = with(played, longer).saved();

        assertEquals(UNKNOWN, saved.replaceFirst("\"length\": [0-9.]+", "\"length\": 8"));
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void aClearedArrangementLeavesTheKeysThatThisProgramDoesNotKnow() {
        String saved = with(PlayedSession.from(UNKNOWN), Arrangement.EMPTY).saved();

        assertTrue(saved.contains("\"color\": \"rgb(1,2,3)\""), saved);
        assertTrue(saved.contains("\"later\": [1, 2]"), saved);
        assertTrue(!saved.contains("events"), saved);
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void oddContentIsReadWithAWarningForEachPlace() {
        List<String> warnings =
                warnings(
                        """
                        {"nodes": {}, "arrangement": {"length": -1, "events": [{"beat": 1},
                         {"beat": 2, "signature": [0, 4]}, 7], "lanes": [{"node": "n"},
                         {"node": "n", "param": "p", "beats": [2, 1, "x"], "values": [1, 2]}]}}
                        """);

        assertEquals(
                List.of(
                        "arrangement.events[2]",
                        "arrangement.events[0].beat",
                        "arrangement.events[1].signature",
                        "arrangement.lanes[0].beats",
                        "arrangement.lanes[1].values",
                        "arrangement.lanes[1].beats",
                        "arrangement.length"),
                warnings);
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void whatIsNoClipIsNoStopAndTheLengthReachesToTheLastEvent() {
        String text =
                """
                {"nodes": {}, "arrangement": {"length": 4, "events": [
                 {"beat": 1, "track": "t", "clip": 5}, {"beat": 2, "track": "t"},
                 {"beat": 6, "track": "t", "clip": null}],
                 "lanes": [{"node": "n", "param": "p", "beats": [8], "values": [1]},
                 {"node": "n", "param": "p", "beats": [9], "values": [2]}]}}
                """;

        assertEquals(
                List.of(
                        "arrangement.events[0].clip",
                        "arrangement.events[1].clip",
                        "arrangement.lanes[1].param",
                        "arrangement.length"),
                warnings(text));
        Arrangement read = arrangementOf(PlayedSession.from(text));
        assertEquals(8, read.length().quarters());
        assertEquals(1, read.events().size());
    }

    @Test
    @Tag("ARRANGEMENT-4")
    void aGlideBeginsAtTheNumberBeforeIt() {
        String text =
                """
                {"nodes": {}, "arrangement": {"length": 9, "lanes": [{"node": "n", "param": "p",
                 "beats": [1, 2, 3, 4, 5, 6], "values": ["a", 1, 2, null, 3, 4],
                 "glides": [[1, 5]]}]}}
                """;

        ParameterLane lane = arrangementOf(PlayedSession.from(text)).lanes().getFirst();

        assertEquals(5, lane.size());
        assertEquals(
                List.of(false, false, true, false, true),
                IntStream.range(0, 5).mapToObj(lane::glidesTo).toList());
    }

    private static List<String> warnings(String text) {
        var warnings = new Warnings();
        LoadedSessionReader.read(
                "set.json",
                "set",
                GraphBytesToJson.read("set.json", text.getBytes(StandardCharsets.UTF_8)),
                warnings);
        return warnings.all().stream().map(Warning::path).map(Object::toString).toList();
    }

    private static PlayedSession with(PlayedSession played, Arrangement arrangement) {
        return played.document(document -> document.with(document.session().with(arrangement)));
    }

    private static Arrangement arrangementOf(PlayedSession played) {
        return played.document().session().arrangement();
    }
}
