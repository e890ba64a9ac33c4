package io.downbeat.persistence.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.PlayedSession;
import io.downbeat.session.command.Refusal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The two files of an export on a real disk. */
class ExportFilesTest {

    private static final String GRAPH =
            "{\"nodes\": {\"a\": {\"type\": \"A\", \"params\": {\"x\": 1}}}}";

    private @TempDir Path folder;
    private @TempDir Path state;
    private GraphFileOpener.Opened opened;
    private GraphFile file;

    @BeforeEach
    void open() throws IOException {
        Path graph = Files.writeString(folder.resolve("set.json"), GRAPH);
        opened = GraphFileOpener.open(graph);
        file = opened.file();
    }

    private SaveOutcome export(String name, String content) {
        return file.export(name, bytes("midi " + content), bytes("json " + content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Refusal.Code code(SaveOutcome outcome) {
        return assertInstanceOf(SaveOutcome.Refused.class, outcome).code();
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        }
    }

    @Test
    @Tag("EXPORT-9")
    void bothFilesLieBesideTheGraphFile() throws IOException {
        assertEquals(new SaveOutcome.Saved("take"), export("take", "1"));

        assertEquals(List.of("set.json", "take.arrangement.json", "take.mid"), files());
        assertEquals("midi 1", read("take.mid"));
        assertEquals("json 1", read("take.arrangement.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"take.mid", "take.MID", "take.arrangement.json"})
    @Tag("EXPORT-9")
    void anExtensionInTheNameIsNotDoubled(String name) throws IOException {
        assertEquals(new SaveOutcome.Saved("take"), export(name, "1"));

        assertEquals(List.of("set.json", "take.arrangement.json", "take.mid"), files());
    }

    @Test
    @Tag("EXPORT-10")
    void whatThisSessionExportedIsReplaced() throws IOException {
        export("take", "1");

        assertEquals(new SaveOutcome.Saved("take"), export("take", "2"));
        assertEquals("midi 2", read("take.mid"));
        assertEquals("json 2", read("take.arrangement.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"take.mid", "take.arrangement.json"})
    @Tag("EXPORT-10")
    void aFileOfAnotherProgramIsNotReplacedAndTheOtherOneIsNotWritten(String name)
            throws IOException {
        Files.writeString(folder.resolve(name), "mine");

        assertEquals(Refusal.Code.CHANGED_ON_DISK, code(export("take", "1")));
        assertEquals(List.of("set.json", name).stream().sorted().toList(), files());
        assertEquals("mine", read(name));
    }

    @Test
    @Tag("EXPORT-10")
    void anExportThatWasEditedIsNotReplaced() throws IOException {
        export("take", "1");
        Files.writeString(folder.resolve("take.mid"), "edited");

        assertEquals(Refusal.Code.CHANGED_ON_DISK, code(export("take", "2")));
        assertEquals("edited", read("take.mid"));
        assertEquals("json 1", read("take.arrangement.json"));
    }

    @Test
    @Tag("EXPORT-10")
    void aReadOnlyExportIsNotReplaced() throws IOException {
        export("take", "1");
        Files.setPosixFilePermissions(
                folder.resolve("take.mid"), PosixFilePermissions.fromString("r--r--r--"));

        assertEquals(Refusal.Code.DISK, code(export("take", "2")));
        assertEquals("midi 1", read("take.mid"));
    }

    @Test
    @Tag("EXPORT-10")
    void aLinkIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path target = elsewhere.resolve("other.mid");
        Files.createSymbolicLink(folder.resolve("take.mid"), target);

        assertInstanceOf(SaveOutcome.Refused.class, export("take", "1"));
        assertEquals(List.of("set.json", "take.mid"), files());
        assertEquals(false, Files.exists(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../take", "/tmp/take", "..", ".take", "a/b", "a\\b", "C:take", "../x.mid"})
    @Tag("EXPORT-9")
    void noNameLeadsOutOfTheFolder(String name) throws IOException {
        assertEquals(Refusal.Code.NOT_ALLOWED, code(export(name, "1")));
        assertEquals(List.of("set.json"), files());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".mid", ".arrangement.json", "a\nb", "a\0b"})
    @Tag("EXPORT-9")
    void whatIsNoNameIsRefused(String name) throws IOException {
        assertEquals(Refusal.Code.RANGE, code(export(name, "1")));
        assertEquals(List.of("set.json"), files());
    }

    @Test
    @Tag("EXPORT-9")
    void aMissingFolderIsADiskError() throws IOException {
        Files.delete(folder.resolve("set.json"));
        Files.delete(folder);

        assertEquals(Refusal.Code.DISK, code(export("take", "1")));
        Files.createDirectory(folder);
    }

    @Test
    @Tag("EXPORT-11")
    void anExportIsNoSessionAndNoSessionHasTheNameOfOne() throws IOException {
        export("take", "1");

        assertEquals(List.of("set"), file.folder());
        SaveOutcome saved =
                file.save(
                        PlayedSession.from(opened).view(),
                        Set.of(),
                        Optional.of("other.arrangement"),
                        false,
                        new RotatingGraphBackups(state));
        assertEquals(Refusal.Code.NOT_ALLOWED, code(saved));
    }
}
