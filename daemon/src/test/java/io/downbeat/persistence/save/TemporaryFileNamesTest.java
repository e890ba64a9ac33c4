package io.downbeat.persistence.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** What a save that was cut short leaves behind, and who may take it away. */
class TemporaryFileNamesTest {

    /** Beyond what any system gives a process. */
    private static final long NO_PROCESS = 999_999_999_999L;

    private @TempDir Path folder;

    @Test
    void filesOfAnEndedProcessAreDeleted() throws IOException {
        leave(NO_PROCESS);
        TemporaryFileNames.deleteAbandoned(folder);
        assertEquals(List.of(), names());
    }

    @Test
    void filesOfARunningProcessStay() throws IOException {
        Path writing = Files.createFile(folder.resolve(TemporaryFileNames.name()));
        TemporaryFileNames.deleteAbandoned(folder);
        assertTrue(Files.exists(writing));
    }

    @Test
    void filesOlderThanTheProcessWithTheirIdAreDeleted() throws IOException {
        Path old = leave(ProcessHandle.current().pid());
        Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000));
        TemporaryFileNames.deleteAbandoned(folder);
        assertEquals(List.of(), names());
    }

    @Test
    void otherFilesStay() throws IOException {
        Files.createFile(folder.resolve("set.json"));
        Files.createFile(folder.resolve(".set.json.tmp"));
        Files.createDirectory(folder.resolve(name(NO_PROCESS)));
        TemporaryFileNames.deleteAbandoned(folder);
        TemporaryFileNames.deleteAbandoned(folder.resolve("none"));
        assertEquals(3, names().size());
    }

    private Path leave(long process) throws IOException {
        return Files.createFile(folder.resolve(name(process)));
    }

    private static String name(long process) {
        return ".downbeat-" + process + "-0123456789ab.tmp";
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }
}
