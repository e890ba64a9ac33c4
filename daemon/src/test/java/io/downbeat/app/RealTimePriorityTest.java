package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

final class RealTimePriorityTest {

    @TempDir private Path threads;

    @Test
    void theConductorThreadHasTheHighestPriorityThenTheJvmThreads() throws IOException {
        thread("41", "java");
        thread("42", "VM Thread");
        thread("43", "downbeat-conduc");
        thread("44", "Shenandoah GC T");
        thread("45", "C2 CompilerThre");
        thread("46", "downbeat-feedba");

        List<RealTimePriority.PriorityRequest> wishes = wishes();

        assertEquals(new RealTimePriority.PriorityRequest("43", "--fifo", 2), wishes.getFirst());
        assertEquals(
                Set.of(
                        new RealTimePriority.PriorityRequest("42", "--rr", 1),
                        new RealTimePriority.PriorityRequest("44", "--rr", 1)),
                Set.copyOf(wishes.subList(1, wishes.size())));
    }

    @Test
    void aThreadThatHasEndedMeanwhileIsSkipped() throws IOException {
        Files.createDirectory(threads.resolve("8"));
        assertEquals(List.of(), wishes());
    }

    @Test
    void aSystemThatListsNoThreadsIsReported() {
        var elsewhere = new RealTimePriority(threads.resolve("none"));
        assertThrows(IOException.class, elsewhere::requests);
    }

    private List<RealTimePriority.PriorityRequest> wishes() throws IOException {
        return new RealTimePriority(threads).requests();
    }

    private void thread(String id, String name) throws IOException {
        Path folder = Files.createDirectory(threads.resolve(id));
        Files.writeString(folder.resolve("comm"), name + "\n");
    }
}
