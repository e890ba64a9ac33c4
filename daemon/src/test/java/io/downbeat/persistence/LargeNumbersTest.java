package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Range;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.LoadedSessionReader;
import io.downbeat.persistence.read.Warning;
import io.downbeat.persistence.read.Warnings;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Numbers of a file that no 32-bit float can be: played as the largest, and kept in the file. */
@Tag("EXTREME-4")
class LargeNumbersTest {

    private static final String GRAPH =
            """
            {
              "nodes": {
                "kick": {
                  "type": "Drum",
                  "params": {"level": 1e39, "pitch": -1e300, "decay": 1.0},
                  "ranges": {"decay": [-1e300, 1e39], "pitch": [1e39, 1e40]}
                }
              },
              "session": {
                "transition": {"duration_bars": 1e300},
                "tracks": [
                  {
                    "id": "t1",
                    "owned_nodes": ["kick"],
                    "clips": [{"id": "c1", "params": {"kick": {"level": 1e200}}}]
                  }
                ]
              }
            }
            """;

    @Test
    void numbersBeyondFloatArePlayedAsTheLargestFloatAndReported() {
        var warnings = new Warnings();
        byte[] bytes = GRAPH.getBytes(StandardCharsets.UTF_8);
        GraphFileContents loaded =
                LoadedSessionReader.read("f", "f", GraphBytesToJson.read("f", bytes), warnings);

        double largest = Float.MAX_VALUE;
        assertEquals(Optional.of(ParamValue.of(largest)), initial(loaded, "level"));
        assertEquals(Optional.of(ParamValue.of(-largest)), initial(loaded, "pitch"));
        assertEquals(Range.stated(-largest, largest), parameter(loaded, "decay").range());
        assertEquals(
                """
                nodes.kick.ranges.decay: the range is wider than OSC sends; it is -3.4028234663852886E38 to 3.4028234663852886E38
                nodes.kick.ranges.pitch: expected [min, max] with min below max; ignored
                nodes.kick.params.level: the number is larger than OSC sends; played as 3.4028234663852886E38
                nodes.kick.params.pitch: the number is larger than OSC sends; played as -3.4028234663852886E38
                session.tracks[0].clips[0].params.kick.level: the number is larger than OSC sends; played as 3.4028234663852886E38
                session.transition.duration_bars: 1.0E300 is outside 0..100000; played as 100000
                """
                        .strip(),
                Warning.report(warnings.all()).strip());
    }

    @Test
    void aSaveKeepsLargeNumbersAsTheyWereWritten() {
        assertEquals(GRAPH, PlayedSession.from(GRAPH).saved());
    }

    private static io.downbeat.graph.Parameter parameter(GraphFileContents loaded, String name) {
        return loaded.graph().parameter(new ParamPath("kick", name)).orElseThrow();
    }

    private static Optional<ParamValue> initial(GraphFileContents loaded, String name) {
        return parameter(loaded, name).initial();
    }
}
