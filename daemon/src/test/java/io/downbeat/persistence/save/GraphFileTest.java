package io.downbeat.persistence.save;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.graph.ParamPath;
import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.PlayedSession;
import io.downbeat.persistence.read.GraphFileException;
import io.downbeat.session.command.Refusal;
import io.downbeat.session.view.SessionView;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Saves on a real disk: names, other programs, permissions, and nothing left behind. */
class GraphFileTest {

    private static final String TEXT =
            """
            {"nodes": {"a": {"type": "A", "params": {"x": 1}}},
             "session": {"tracks": [{"id": "t", "owned_nodes": ["a"],
              "clips": [{"id": "c", "params": {"a": {"y": 2}}}]}],
              "active_clips": {"t": "c"}}}
            """;

    private @TempDir Path folder;
    private @TempDir Path state;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("set.json");
        Files.writeString(file, TEXT);
    }

    private SaveOutcome save(GraphFileOpener.Opened opened, String... name) {
        return opened.file()
                .save(
                        PlayedSession.from(opened).view(),
                        Set.of(),
                        Stream.of(name).findFirst(),
                        false,
                        backups());
    }

    private RotatingGraphBackups backups() {
        return new RotatingGraphBackups(state.resolve("backups"));
    }

    private static Refusal.Code code(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Refused(var code, var text) -> code;
            case SaveOutcome.Saved(var name) -> throw new AssertionError("saved as " + name);
        };
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Test
    void anUnchangedFileIsWrittenBackUnchanged() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        assertEquals(new SaveOutcome.Saved("set"), save(opened));
        assertEquals(TEXT, Files.readString(file));
        assertEquals(List.of("set.json"), files());
    }

    @Test
    void aByteOrderMarkIsKept() throws IOException {
        Files.writeString(file, "\uFEFF" + TEXT);
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        assertEquals(List.of(), opened.warnings());
        save(opened);
        assertEquals("\uFEFF" + TEXT, Files.readString(file));
    }

    @Test
    void eachSaveContinuesFromTheLast() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        PlayedSession played = PlayedSession.from(opened);
        opened.file()
                .save(played.value("a/x", 2).view(), Set.of(), Optional.empty(), false, backups());
        opened.file()
                .save(played.value("a/x", 33).view(), Set.of(), Optional.empty(), false, backups());
        assertEquals(TEXT.replace("\"x\": 1", "\"x\": 33"), Files.readString(file));
    }

    @Test
    void aParameterThatOnlyClipsNameIsAddedEvenIfItsValueIsTheSame() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        PlayedSession played = PlayedSession.from(opened);
        Set<ParamPath> written = Set.of(new ParamPath("a", "y"));
        opened.file().save(played.view(), written, Optional.empty(), false, backups());
        assertEquals(TEXT.replace("\"x\": 1", "\"x\": 1, \"y\": 2"), Files.readString(file));
    }

    @Test
    void aChangeByAnotherProgramIsOverwrittenOnlyByForce() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        Files.writeString(file, "{}");
        assertEquals(Refusal.Code.CHANGED_ON_DISK, code(save(opened)));
        assertEquals("{}", Files.readString(file));
        opened.file()
                .save(
                        PlayedSession.from(opened).view(),
                        Set.of(),
                        Optional.empty(),
                        true,
                        backups());
        assertEquals(TEXT, Files.readString(file));
        assertEquals(new SaveOutcome.Saved("set"), save(opened));
    }

    @Test
    void aDeletedFileIsWrittenAgain() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        Files.delete(file);
        assertEquals(new SaveOutcome.Saved("set"), save(opened));
        assertEquals(TEXT, Files.readString(file));
    }

    @Test
    void aSaveUnderANameCreatesAFileInTheSameFolderAndContinuesWithIt() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        assertEquals(new SaveOutcome.Saved("Tour 2"), save(opened, "Tour 2"));
        assertEquals(new SaveOutcome.Saved("Tour 2"), save(opened));
        assertEquals(new SaveOutcome.Saved("Tour 2"), save(opened, "Tour 2.json"));
        assertEquals(List.of("Tour 2", "set"), opened.file().folder());
        assertEquals(Optional.of(folder.resolve("Tour 2.json")), opened.file().path());
    }

    @Test
    void anotherFileIsNotOverwrittenByItsName() throws IOException {
        Files.writeString(folder.resolve("other.json"), "{}");
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        assertEquals(Refusal.Code.CHANGED_ON_DISK, code(save(opened, "other")));
        assertEquals("{}", Files.readString(folder.resolve("other.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/b", "/etc/x", "a\\b", "..", ".", "C:x", ".hidden"})
    void noNameLeadsOutOfTheFolder(String name) throws IOException {
        assertEquals(Refusal.Code.NOT_ALLOWED, code(save(GraphFileOpener.open(file), name)));
        assertEquals(List.of("set.json"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b"})
    void aNameWithControlCharactersIsRefused(String name) {
        assertEquals(Refusal.Code.RANGE, code(save(GraphFileOpener.open(file), name)));
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("target.json"), "{}");
        Files.createSymbolicLink(folder.resolve("link.json"), elsewhere.resolve("target.json"));
        Files.createSymbolicLink(folder.resolve("dead.json"), elsewhere.resolve("none.json"));
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        for (String name : List.of("link", "dead")) {
            SaveOutcome outcome =
                    opened.file()
                            .save(
                                    PlayedSession.from(opened).view(),
                                    Set.of(),
                                    Optional.of(name),
                                    true,
                                    backups());
            assertEquals(Refusal.Code.NOT_ALLOWED, code(outcome));
        }
        assertEquals("{}", Files.readString(elsewhere.resolve("target.json")));
    }

    @Test
    void aLinkThatWasOpenedStaysALink(@TempDir Path elsewhere) throws IOException {
        Path link = elsewhere.resolve("live.json");
        Files.createSymbolicLink(link, file);
        GraphFileOpener.Opened opened = GraphFileOpener.open(link);
        opened.file()
                .save(
                        PlayedSession.from(opened).value("a/x", 5).view(),
                        Set.of(),
                        Optional.empty(),
                        false,
                        backups());
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(TEXT.replace("\"x\": 1", "\"x\": 5"), Files.readString(file));
    }

    @Test
    void permissionsAreKept() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        save(GraphFileOpener.open(file));
        assertEquals(
                "rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aReadOnlyFileIsReplacedOnlyByForceAndStaysReadOnly() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        SessionView changed = PlayedSession.from(opened).value("a/x", 5).view();

        SaveOutcome outcome =
                opened.file().save(changed, Set.of(), Optional.empty(), false, backups());
        assertEquals(Refusal.Code.DISK, code(outcome));
        assertTrue(outcome.toString().contains("read-only"), outcome.toString());
        assertEquals(TEXT, Files.readString(file));

        opened.file().save(changed, Set.of(), Optional.empty(), true, backups());
        assertEquals(TEXT.replace("\"x\": 1", "\"x\": 5"), Files.readString(file));
        assertEquals(
                "r--r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aNameMayHaveTheLongestLengthOfTheFileSystem() throws IOException {
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        String longest = "\u97f3".repeat(83);
        assertEquals(new SaveOutcome.Saved(longest), save(opened, longest));
        assertEquals(Refusal.Code.RANGE, code(save(opened, longest + "ab")));
        assertEquals(List.of("set.json", longest + ".json"), files());
    }

    @Test
    void ofTwoEqualKeysTheLastCountsAndIsTheOneThatASaveChanges() throws IOException {
        String twice = TEXT.replace("\"x\": 1", "\"x\": 7, \"x\": 1");
        Files.writeString(file, twice);
        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        PlayedSession played = PlayedSession.from(opened);
        assertEquals(1, played.view().values().number(0));

        save(opened);
        assertEquals(twice, Files.readString(file));
        opened.file()
                .save(played.value("a/x", 5).view(), Set.of(), Optional.empty(), false, backups());
        assertEquals(twice.replace("\"x\": 1", "\"x\": 5"), Files.readString(file));
    }

    @Test
    void aPipeIsNeitherOpenedNorReplaced() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.json");
        new ProcessBuilder("mkfifo", pipe.toString()).inheritIO().start().waitFor();
        GraphFileException refused =
                assertThrows(GraphFileException.class, () -> GraphFileOpener.open(pipe));
        assertTrue(String.valueOf(refused.getMessage()).contains("not a regular file"));

        GraphFileOpener.Opened opened = GraphFileOpener.open(file);
        for (boolean force : List.of(false, true)) {
            SaveOutcome outcome =
                    opened.file()
                            .save(
                                    PlayedSession.from(opened).view(),
                                    Set.of(),
                                    Optional.of("pipe"),
                                    force,
                                    backups());
            assertEquals(Refusal.Code.DISK, code(outcome));
        }
        assertFalse(Files.isRegularFile(pipe));
    }

    @Test
    void aMissingFolderIsRefusedAsDiskError() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path moved = Files.copy(file, inner.resolve("set.json"));
        GraphFileOpener.Opened opened = GraphFileOpener.open(moved);
        Files.delete(moved);
        Files.delete(inner);
        SaveOutcome outcome = save(opened);
        assertEquals(Refusal.Code.DISK, code(outcome));
        assertTrue(outcome.toString().contains("no such file or folder"), outcome.toString());
    }

    @Test
    void anUntitledSessionNeedsAName() {
        GraphFileOpener.Opened opened = GraphFileOpener.untitled(folder);
        assertEquals("untitled", opened.loaded().name());
        assertEquals(Refusal.Code.MISSING, code(save(opened)));
        assertEquals(new SaveOutcome.Saved("first"), save(opened, "first"));
        assertEquals(List.of(), GraphFileOpener.open(folder.resolve("first.json")).warnings());
    }

    @Test
    void aNewFileIsCreatedByTheFirstSave() throws IOException {
        Path fresh = folder.resolve("fresh.json");
        GraphFileOpener.Opened opened = GraphFileOpener.openOrCreate(fresh);
        assertFalse(Files.exists(fresh));
        assertEquals("Track 1", opened.loaded().session().tracks().getFirst().name());
        save(opened);
        GraphFileOpener.Opened again = GraphFileOpener.open(fresh);
        assertEquals(List.of(), again.warnings());
        assertEquals(opened.loaded().session(), again.loaded().session());
        byte[] before = Files.readAllBytes(fresh);
        save(again);
        assertArrayEquals(before, Files.readAllBytes(fresh));
    }

    @Test
    void aNewFileDoesNotReplaceAFileCreatedMeanwhile() throws IOException {
        Path fresh = folder.resolve("fresh.json");
        GraphFileOpener.Opened opened = GraphFileOpener.openOrCreate(fresh);
        Files.writeString(fresh, "{}");
        assertEquals(Refusal.Code.CHANGED_ON_DISK, code(save(opened)));
    }
}
