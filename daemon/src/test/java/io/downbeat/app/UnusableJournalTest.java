package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.address.resolve.OscObjectNamesInAddresses;
import io.downbeat.engine.Conductor;
import io.downbeat.engine.launch.RandomSource;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.StateFolderFiles;
import io.downbeat.persistence.journal.Journal;
import io.downbeat.persistence.journal.JournalGraphFileHeader;
import io.downbeat.persistence.journal.JournalHandover;
import io.downbeat.persistence.journal.MomentOnHostAndWallClock;
import io.downbeat.schema.AddressSpace;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.ParameterValueList;
import io.downbeat.session.snapshot.EngineSnapshot;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A journal that is whole and can be read, but that no conductor can go on with. */
class UnusableJournalTest {

    @TempDir private Path folder;

    @Test
    @Tag("JOURNAL-13")
    void theProgramStartsFromTheGraphFileAndKeepsTheJournal() throws Exception {
        Path graph = folder.resolve("set.json");
        Files.copy(Path.of("..", "graphs", "session", "av_performance.json"), graph);
        Path state = folder.resolve("state");
        Path journal = journalOf(graph, state);
        String hash = GraphFileOpener.open(graph).file().hash();
        write(
                journal,
                new JournalGraphFileHeader("0.2.0", "set.json", hash),
                withAValueOfNoParameter());

        RunningDaemon.playing(graph, 0, state).close();

        assertFalse(Files.exists(journal));
        assertTrue(Files.exists(journal.resolveSibling(journal.getFileName() + ".unused")));
    }

    /** Where the daemon keeps its journal. */
    private static Path journalOf(Path graph, Path state) throws Exception {
        return new StateFolderFiles(state).journal("set", graph.toRealPath().toString());
    }

    private static EngineSnapshot withAValueOfNoParameter() {
        var setup =
                new Conductor.Setup(
                        SampleSessions.band(),
                        List.of(),
                        new OscObjectNamesInAddresses(AddressSpace.load()),
                        RandomSource.seeded(1));
        EngineSnapshot first = new Conductor(setup, new HostMicros(0), true).snapshot();
        return first.with(new ParameterValueList.Builder().add(1_000_000, 0.5).build());
    }

    private static void write(Path path, JournalGraphFileHeader header, EngineSnapshot snapshot)
            throws Exception {
        Files.createDirectories(path.getParent());
        var handover = new JournalHandover(snapshot, earlier -> snapshot, () -> {});
        try (Journal journal = Journal.open(path)) {
            journal.begin(header, snapshot);
            journal.commit(handover, new MomentOnHostAndWallClock(new HostMicros(0), 0));
        }
    }
}
