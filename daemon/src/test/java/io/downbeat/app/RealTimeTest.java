package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class RealTimeTest {

    @TempDir private Path threads;

    @Test
    void aThreadIsFoundByTheFifteenLettersThatTheKernelKeepsOfItsName() throws IOException {
        thread("41", "java");
        thread("42", "downbeat-conduc");
        thread("43", "downbeat-feedba");
        assertEquals(List.of("42"), RealTime.ids(threads, "downbeat-conductor"));
    }

    @Test
    void aShortNameIsFoundWhole() throws IOException {
        thread("7", "java");
        assertEquals(List.of("7"), RealTime.ids(threads, "java"));
        assertEquals(List.of(), RealTime.ids(threads, "jav"));
    }

    @Test
    void aThreadThatHasEndedMeanwhileIsPassedBy() throws IOException {
        Files.createDirectory(threads.resolve("8"));
        assertEquals(List.of(), RealTime.ids(threads, "java"));
    }

    @Test
    void aSystemThatTellsOfNoThreadsIsSaidToBeOne() {
        Path none = threads.resolve("none");
        assertThrows(IOException.class, () -> RealTime.ids(none, "java"));
    }

    private void thread(String id, String name) throws IOException {
        Path folder = Files.createDirectory(threads.resolve(id));
        Files.writeString(folder.resolve("comm"), name + "\n");
    }
}
