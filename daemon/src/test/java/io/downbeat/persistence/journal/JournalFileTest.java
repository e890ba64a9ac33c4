package io.downbeat.persistence.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class JournalFileTest {

    private static final byte[] RECORD = {1, 2, 3};

    @TempDir private Path folder;

    @Test
    @Tag("JOURNAL-9")
    void aFileThatWasReplacedBeforeItsFirstSyncStaysUntilTheNewOneIsSynced() throws Exception {
        Path path = folder.resolve("journal");
        try (JournalFile replaced = JournalFile.replace(path, List.of(RECORD));
                JournalFile latest = JournalFile.replace(path, List.of(RECORD, RECORD))) {
            byte[] kept = Files.readAllBytes(JournalFile.old(path));

            replaced.sync();
            assertArrayEquals(kept, Files.readAllBytes(JournalFile.old(path)));

            latest.sync();
            assertFalse(Files.exists(JournalFile.old(path)));
            assertEquals(2, JournalFile.read(path).records().size());
        }
    }
}
