package io.downbeat.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.GraphFileContents;

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
        String text = LargeGraphFile.USUAL.text();
        Path file = Files.writeString(folder.resolve("large.json"), text);

        GraphFileOpener.Opened opened = GraphFileOpener.open(file);

        GraphFileContents loaded = opened.loaded();
        assertEquals(List.of(), opened.warnings());
        assertEquals(64 * 32, loaded.graph().parameters().size());
        assertEquals(
                64 * 64 * 32,
                loaded.session().tracks().stream()
                        .flatMap(track -> track.clips().stream())
                        .map(Clip::values)
                        .mapToInt(values -> values.size())
                        .sum());
        assertEquals(64, loaded.session().scenes().size());
        opened.file()
                .save(
                        PlayedSession.from(opened).view(),
                        Set.of(),
                        Optional.empty(),
                        false,
                        new RotatingGraphBackups(folder.resolve("backups")));
        assertEquals(text, Files.readString(file));
    }

    @Test
    void aFileTooLargeForMemoryIsRefusedWithTheMemoryThatItNeeds() {
        Path file = Path.of("set.json");
        long heap = 256L << 20;
        GraphFileOpener.checkSize(file, 7L << 20, heap);
        GraphFileOpener.checkSize(file, 200L << 20, 4L << 30);

        GraphFileException refused =
                assertThrows(
                        GraphFileException.class,
                        () -> GraphFileOpener.checkSize(file, 60L << 20, heap));

        assertEquals(
                "set.json: a file of 60 MiB needs 1208 MiB of memory and the program has 256; start"
                        + " it with DOWNBEAT_HEAP=1209m in the environment",
                refused.getMessage());
    }
}
