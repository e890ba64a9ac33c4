package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.persistence.json.JsonDocument;
import io.downbeat.persistence.json.JsonEdits;
import io.downbeat.persistence.json.JsonMember;
import io.downbeat.persistence.json.JsonObject;
import io.downbeat.persistence.read.GraphBytesToJson;
import io.downbeat.persistence.read.Warning;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Track;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The graphs that come with the program: all load clean and are saved as they were read. */
class SampleGraphsTest {

    /** The folder of graphs in the source tree that the tests run in. */
    static Path graphs() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("graphs/graph.schema.json"))) {
                return folder.resolve("graphs");
            }
        }
        throw new IllegalStateException("no folder above " + start + " holds graphs");
    }

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(graphs())) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith("schema.json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySampleLoadsCleanAndIsSavedUnchanged(Path graph, @TempDir Path folder)
            throws IOException {
        Path copy = Files.copy(graph, folder.resolve("set.json"));
        GraphFileOpener.Opened opened = GraphFileOpener.open(copy);
        assertEquals("", Warning.report(opened.warnings()));
        opened.file()
                .save(
                        PlayedSession.from(opened).view(),
                        Set.of(),
                        Optional.empty(),
                        false,
                        new RotatingGraphBackups(folder.resolve("backups")));
        assertArrayEquals(Files.readAllBytes(graph), Files.readAllBytes(copy));
    }

    @ParameterizedTest
    @MethodSource("all")
    void launchesChangeOnlyTheSpansOfLiveValuesAndActiveClips(Path graph) throws IOException {
        String text = Files.readString(graph);
        GraphFileContents loaded = GraphFileOpener.open(graph).loaded();
        PlayedSession played = PlayedSession.from(text);
        for (int round = 0; round < 4; round++) {
            for (Track track : loaded.session().tracks()) {
                List<Clip> clips = track.clips();
                played.launch(track.id(), clips.get(round % clips.size()).id());
            }
            assertEquals(withoutLaunched(text), withoutLaunched(played.saved()));
        }
        assertNotEquals(text, played.saved());
    }

    /** The text without what a launch may change. */
    private static String withoutLaunched(String text) {
        JsonDocument document =
                GraphBytesToJson.read("set.json", text.getBytes(StandardCharsets.UTF_8));
        JsonObject root = document.object();
        var edits = new JsonEdits(document);
        for (JsonMember node : root.object("nodes").orElseThrow().members()) {
            edits.set((JsonObject) node.value(), "params", "{}");
        }
        root.object("session").ifPresent(session -> edits.set(session, "active_clips", "{}"));
        return edits.document().text();
    }

    @Test
    void theSamplePerformanceHasItsDocumentedContent() {
        GraphFileContents loaded =
                GraphFileOpener.open(graphs().resolve("session/av_performance.json")).loaded();
        assertEquals(
                List.of("Drums", "Synth", "Visual"),
                loaded.session().tracks().stream().map(Track::name).toList());
        assertTrue(loaded.session().tracks().stream().allMatch(track -> track.clips().size() == 4));
        assertEquals(4, loaded.session().scenes().size());
        assertEquals(1, loaded.session().cueLists().size());
        assertTrue(loaded.graph().parameter(new ParamPath("kick", "decay")).isPresent());
        assertTrue(loaded.graph().parameter(new ParamPath("bloom", "intensity")).isPresent());
        assertTrue(
                loaded.graph().parameter(new ParamPath("filter", "cutoff")).orElseThrow().wired());
    }
}
