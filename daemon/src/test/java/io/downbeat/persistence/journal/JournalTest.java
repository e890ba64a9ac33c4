package io.downbeat.persistence.journal;

import static io.downbeat.persistence.journal.OneClientConductor.ref;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Parameter;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.snapshot.EngineSnapshot;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

class JournalTest {

    private static final Logger LOG = Logger.getLogger(Journal.class.getName());
    private static final JournalGraphFileHeader HEADER =
            new JournalGraphFileHeader("0.1.0", "/set.json", "abc");

    @TempDir private Path folder;

    private final GraphFileContents loaded =
            SampleSessions.piece()
                    .track("Drums", "kick/decay")
                    .clip("A", 0.5)
                    .clip("B", 0.4)
                    .track("Visual", "noise/mode")
                    .clip("Calm", "calm")
                    .live("kick/decay", 0.2)
                    .done();
    private final OneClientConductor played = new OneClientConductor(loaded);
    private final EngineSnapshot first = played.conductor().snapshot();
    private final JournalHandover input =
            new JournalHandover(
                    first, earlier -> played.conductor().snapshotWithoutValues(earlier), () -> {});

    /** A thousand warnings of damaged journals would hide the message of a test that fails. */
    @BeforeAll
    static void leaveOutWarnings() {
        LOG.setLevel(Level.SEVERE);
    }

    @AfterAll
    static void logWarningsAgain() {
        LOG.setLevel(null);
    }

    @Test
    @Tag("JOURNAL-2")
    void aTornEndIsCutAndTheRecordBeforeItCounts() throws Exception {
        long whole = 0;
        try (Journal journal = begun()) {
            set(0.6);
            commit(journal);
            whole = Files.size(path());
            set(0.7);
            commit(journal);
        }
        byte[] all = Files.readAllBytes(path());
        for (int length = (int) whole; length < all.length; length++) {
            Files.write(path(), Arrays.copyOf(all, length));
            assertEquals(0.6, decay(recovered()), "cut to " + length);
        }
        Files.write(path(), all);
        assertEquals(0.7, decay(recovered()));
    }

    @Test
    @Tag("JOURNAL-3")
    void aDamagedByteEndsTheJournalBeforeItsRecord() throws Exception {
        long beginning = 0;
        try (Journal journal = begun()) {
            beginning = Files.size(path());
            set(0.6);
            commit(journal);
            set(0.7);
            commit(journal);
        }
        byte[] all = Files.readAllBytes(path());
        for (int at = (int) beginning; at < all.length; at++) {
            byte[] damaged = all.clone();
            damaged[at] ^= 0x20;
            Files.write(path(), damaged);
            assertTrue(List.of(0.2, 0.6).contains(decay(recovered())), "damaged at " + at);
        }
        for (int at = 0; at < beginning; at += 7) {
            byte[] damaged = all.clone();
            damaged[at] ^= 0x20;
            Files.write(path(), damaged);
            assertEquals(Optional.empty(), recoveredOrNone(), "damaged at " + at);
            assertFalse(Files.exists(path()));
            assertTrue(Files.exists(path().resolveSibling("journal.unused")));
        }
    }

    @Test
    @Tag("JOURNAL-4")
    void aJournalThatCannotBeWrittenBeginsAnewWhenTheDiskWorksAgain() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        try (Journal journal = Journal.open(inner.resolve("journal"))) {
            journal.begin(HEADER, first);
            commit(journal);
            deleteAll(inner);
            Files.writeString(inner, "a file where the folder was");
            set(0.6);
            commit(journal);
            assertTrue(journal.isFailing());
            set(0.7);
            commit(journal);
            Files.delete(inner);
            played.waitMicros(1_000_000);
            commit(journal);
            assertFalse(journal.isFailing());
        }
        RecoveredSession found = JournalReader.read(inner.resolve("journal")).orElseThrow();
        assertEquals(0.7, decay(found));
    }

    @Test
    @Tag("JOURNAL-9")
    void theFileBeforeCountsUntilTheNewOneIsWhole() throws Exception {
        try (Journal journal = begun()) {
            set(0.6);
            commit(journal);
        }
        Files.move(path(), ChecksummedRecordFile.old(path()));
        assertEquals(0.6, decay(recovered()));
        Files.writeString(path(), "");
        assertEquals(0.6, decay(recovered()));
        try (Journal journal = begun()) {
            assertTrue(Files.exists(ChecksummedRecordFile.old(path())));
            journal.sync();
            assertFalse(Files.exists(ChecksummedRecordFile.old(path())));
        }
    }

    @Test
    @Tag("JOURNAL-9")
    void whatIsSetAsideDoesNotComeBackFromTheFileBefore() throws Exception {
        begun().close();
        for (boolean both : List.of(true, false)) {
            Files.move(path(), ChecksummedRecordFile.old(path()));
            if (both) {
                Files.copy(ChecksummedRecordFile.old(path()), path());
            }
            try (Journal journal = Journal.open(path())) {
                journal.setAside("a fresh start");
            }
            assertEquals(Optional.empty(), recoveredOrNone());
            Files.move(path().resolveSibling("journal.unused"), path());
        }
    }

    @Test
    @Tag("JOURNAL-4")
    void aDeletedFileIsWrittenAnew() throws Exception {
        try (Journal journal = begun()) {
            Files.delete(path());
            set(0.6);
            commit(journal);
            assertFalse(journal.isFailing());
        }
        assertEquals(0.6, decay(recovered()));
    }

    @Test
    @Tag("JOURNAL-5")
    void aSecondHolderIsRefusedAlsoIfTheFolderWasRemovedMeanwhile() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path path = inner.resolve("journal");
        try (Journal journal = Journal.open(path)) {
            journal.begin(HEADER, first);
            commit(journal);
            deleteAll(inner);
            set(0.6);
            commit(journal);
            assertFalse(journal.isFailing());
            assertThrows(Journal.InUseException.class, () -> Journal.open(path));
        }
        assertEquals(0.6, decay(JournalReader.read(path).orElseThrow()));
    }

    @Test
    @Tag("JOURNAL-5")
    void aProcessThatLosesItsLockToAnotherWritesNoMore() throws Exception {
        try (Journal journal = begun()) {
            Files.delete(path());
            Files.delete(folder.resolve("journal.lock"));
            try (Journal other = begun()) {
                set(0.6);
                commit(other);
                set(0.7);
                Files.delete(path());
                commit(journal);
                assertTrue(journal.isFailing());
            }
            played.waitMicros(1_000_000);
            commit(journal);
            assertFalse(journal.isFailing());
        }
        assertEquals(0.7, decay(recovered()));
    }

    @Test
    @Tag("JOURNAL-5")
    void aSecondHolderIsRefusedWithTheNumberOfTheFirst() throws Exception {
        try (Journal journal = begun()) {
            commit(journal);
            var refused = assertThrows(Journal.InUseException.class, () -> Journal.open(path()));
            assertEquals(Long.toString(ProcessHandle.current().pid()), refused.process());
        }
        begun().close();
    }

    @Test
    @Tag("JOURNAL-6")
    void manyWritesMakeNoLargeFile() throws Exception {
        try (Journal journal = begun()) {
            long largest = 0;
            for (int n = 0; n < 600; n++) {
                perform(new Command.WriteParam(ref("noise"), ref("mode"), text(n)));
                for (int write = 0; write < 100; write++) {
                    set(n / 600.0);
                }
                commit(journal);
                largest = Math.max(largest, Files.size(path()));
            }
            assertTrue(largest > 1_000_000, "enough was written");
            assertTrue(largest < 1_100_000, "the file began anew");
        }
        assertTrue(Files.size(path()) < 1_000_000);
        assertEquals(599 / 600.0, decay(recovered()));
    }

    @Test
    @Tag("JOURNAL-7")
    void anEndInOrderKeepsOnlyUnsavedEdits() throws Exception {
        try (Journal journal = begun()) {
            assertEquals(0, journal.end(input, time()));
        }
        assertFalse(Files.exists(path()));
        try (Journal journal = begun()) {
            perform(new Command.SetSafe(ref("1"), OnOffToggle.ON));
            assertEquals(1, journal.end(input, time()));
        }
        assertTrue(recovered().isEdited());
        assertTrue(recovered().snapshot().document().session().tracks().getFirst().safe());
    }

    @Test
    @Tag("JOURNAL-15")
    void anEndInOrderCountsASavedEditThatWasTakenBack() throws Exception {
        try (Journal journal = begun()) {
            perform(new Command.SetSafe(ref("1"), OnOffToggle.ON));
            long state = played.conductor().snapshot().history().state();
            perform(new Command.ReportSaved(new RequestSender("storage"), "piece", state));
            perform(new Command.Undo());
            assertEquals(1, journal.end(input, time()));
        }
        assertEquals(1, recovered().unsavedEdits());
    }

    @Test
    @Tag("JOURNAL-16")
    void anEndInOrderTriesAFailedDiskAgainAtOnce() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        try (Journal journal = failing(inner)) {
            Files.delete(inner);
            assertEquals(1, journal.end(input, time()));
        }
        assertTrue(JournalReader.read(inner.resolve("journal")).orElseThrow().isEdited());
    }

    @Test
    @Tag("JOURNAL-16")
    void anEndInOrderKeepsNothingIfTheDiskStillFails() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        try (Journal journal = failing(inner)) {
            assertEquals(0, journal.end(input, time()));
        }
    }

    /** A journal with an edit that could not be written: its folder has become a file. */
    private Journal failing(Path inner) throws Exception {
        Journal journal = Journal.open(inner.resolve("journal"));
        journal.begin(HEADER, first);
        commit(journal);
        deleteAll(inner);
        Files.writeString(inner, "a file where the folder was");
        perform(new Command.SetSafe(ref("1"), OnOffToggle.ON));
        commit(journal);
        assertTrue(journal.isFailing());
        return journal;
    }

    @Test
    @DisplayName("a save is one short record, and the edits from before it stay to undo")
    void aSaveIsOneShortRecord() throws Exception {
        try (Journal journal = begun()) {
            perform(new Command.SetSafe(ref("1"), OnOffToggle.ON));
            commit(journal);
            long before = Files.size(path());

            journal.noteSaved(path(), new JournalGraphFileHeader("0.1.0", "/piece.json", "def"));
            commit(journal);

            assertTrue(Files.size(path()) > before);
            assertTrue(Files.size(path()) < before + 200, "not the whole state again");
        }
        RecoveredSession found = recovered();
        assertEquals("def", found.header().fileHash());
        assertEquals(1, found.snapshot().history().undoCount());
    }

    @Test
    @Tag("JOURNAL-8")
    void aSaveUnderAnotherNameTakesTheJournalAlong() throws Exception {
        Path other = folder.resolve("other");
        try (Journal journal = begun()) {
            set(0.6);
            journal.noteSaved(other, new JournalGraphFileHeader("0.1.0", "/other.json", "def"));
            commit(journal);
            assertThrows(Journal.InUseException.class, () -> Journal.open(other));
            Journal.open(path()).close();
        }
        assertFalse(Files.exists(path()));
        RecoveredSession found = JournalReader.read(other).orElseThrow();
        assertEquals("/other.json", found.header().graph());
        assertEquals(0.6, decay(found));
    }

    @Test
    @Tag("JOURNAL-12")
    void learningGoesOnAfterACrash() throws Exception {
        try (Journal journal = begun()) {
            perform(new Command.SetLearn(OnOffToggle.ON));
            perform(new Command.WriteParam(ref("lamp"), ref("red"), ParamValue.of(0.5)));
            perform(new Command.AddTrack(Optional.empty()));
            perform(new Command.Undo());
            commit(journal);
        }
        played.restartFrom(recovered());

        perform(new Command.WriteParam(ref("lamp"), ref("blue"), ParamValue.of(0.25)));
        assertTrue(played.conductor().view().learning());
        assertEquals(List.of("red", "blue"), lamp());
        perform(new Command.AddTrack(Optional.empty()));
        assertEquals("tr_2", played.conductor().view().session().tracks().getLast().id());
        perform(new Command.Undo());
        perform(new Command.Undo());
        assertEquals(List.of("red"), lamp());
        perform(new Command.SetLearn(OnOffToggle.OFF));
        perform(new Command.SetLearn(OnOffToggle.ON));
        perform(new Command.WriteParam(ref("lamp"), ref("green"), ParamValue.of(0.25)));
        perform(new Command.Undo());
        assertEquals(List.of("red"), lamp());
    }

    private List<String> lamp() {
        return played.conductor().view().graph().parameters().stream()
                .map(Parameter::path)
                .filter(path -> path.node().equals("lamp"))
                .map(ParamPath::param)
                .toList();
    }

    /** Four thousand letters. */
    private static ParamValue text(int n) {
        return ParamValue.of(Integer.toString(n % 10).repeat(4000));
    }

    private Journal begun() throws Journal.InUseException {
        Journal journal = Journal.open(path());
        journal.begin(HEADER, first);
        commit(journal);
        return journal;
    }

    private Path path() {
        return folder.resolve("journal");
    }

    private void commit(Journal journal) {
        journal.commit(input, time());
    }

    private MomentOnHostAndWallClock time() {
        return new MomentOnHostAndWallClock(played.now(), played.now().micros());
    }

    private void set(double decay) {
        perform(new Command.WriteParam(ref("kick"), ref("decay"), ParamValue.of(decay)));
    }

    private void perform(Command command) {
        input.onTurn(played.perform(command));
    }

    private RecoveredSession recovered() throws Exception {
        return recoveredOrNone().orElseThrow();
    }

    private Optional<RecoveredSession> recoveredOrNone() throws Exception {
        try (Journal journal = Journal.open(path())) {
            return journal.recover();
        }
    }

    private static double decay(RecoveredSession session) {
        return session.snapshot().values().number(0);
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
