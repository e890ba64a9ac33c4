package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.session.Clip;
import io.downbeat.session.Piece;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The largest session: all of it is read, and it is saved as it was. */
class LargeGraphTest {

    private @TempDir Path folder;

    @Test
    void everyValueIsReadAndSavedAsItWas() throws IOException {
        String text = LargeGraph.USUAL.text();
        Path file = Files.writeString(folder.resolve("large.json"), text);

        GraphStore.Opened opened = GraphStore.open(file);

        Piece piece = opened.piece();
        assertEquals(List.of(), opened.warnings());
        assertEquals(64 * 32, piece.graph().parameters().size());
        assertEquals(
                64 * 64 * 32,
                piece.session().tracks().stream()
                        .flatMap(track -> track.clips().stream())
                        .map(Clip::values)
                        .mapToInt(values -> values.size())
                        .sum());
        assertEquals(64, piece.session().scenes().size());
        opened.file().save(Played.from(opened).view(), Set.of(), Optional.empty(), false);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void aFileThatWouldNotFitIntoMemoryIsRefusedWithTheMemoryThatItNeeds() {
        Path file = Path.of("set.json");
        long heap = 256L << 20;
        GraphStore.checkSize(file, 7L << 20, heap);
        GraphStore.checkSize(file, 200L << 20, 4L << 30);

        GraphRefused refused =
                assertThrows(GraphRefused.class, () -> GraphStore.checkSize(file, 60L << 20, heap));

        assertEquals(
                "set.json: a file of 60 MiB needs 1208 MiB of memory and the program has 256; start"
                        + " it with DOWNBEAT_HEAP=1209m in the environment",
                refused.getMessage());
    }
}
