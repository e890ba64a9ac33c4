package io.downbeat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.read.Warning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The graphs made for the benchmarks load clean and are as large as their tables say. */
class BenchGraphTest {
    @TempDir private Path folder;

    @Test
    void theStageHasASceneOf4096Parameters() throws IOException {
        GraphFileOpener.Opened opened = opened(BenchGraph.stage());

        assertEquals("", Warning.report(opened.warnings()));
        assertEquals(
                4_096,
                opened.loaded().session().tracks().getLast().clips().getFirst().values().size());
        assertEquals(2, opened.loaded().session().scenes().size());
    }

    @Test
    void aSquareSessionHasAsManyTracksAsClips() throws IOException {
        GraphFileOpener.Opened opened = opened(BenchGraph.square(16));

        assertEquals("", Warning.report(opened.warnings()));
        assertEquals(16, opened.loaded().session().tracks().size());
        assertEquals(16, opened.loaded().session().tracks().getLast().clips().size());
    }

    private GraphFileOpener.Opened opened(String text) throws IOException {
        return GraphFileOpener.open(Files.writeString(folder.resolve("graph.json"), text));
    }
}
