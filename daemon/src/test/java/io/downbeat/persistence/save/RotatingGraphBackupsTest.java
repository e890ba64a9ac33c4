package io.downbeat.persistence.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.downbeat.persistence.GraphFileOpener;
import io.downbeat.persistence.PlayedSession;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

class RotatingGraphBackupsTest {

    private static final String TEXT =
            "{\"nodes\": {\"a\": {\"type\": \"A\", \"params\": {\"x\": %d}}}}";

    private @TempDir Path folder;
    private @TempDir Path state;
    private Path file;
    private GraphFileOpener.Opened opened;
    private PlayedSession played;

    @BeforeEach
    void open() throws IOException {
        file = Files.writeString(folder.resolve("set.json"), TEXT.formatted(0));
        opened = GraphFileOpener.open(file);
        played = PlayedSession.from(opened);
    }

    private SaveOutcome save(RotatingGraphBackups backups, int value, String... name) {
        return opened.file()
                .save(
                        played.value("a/x", value).view(),
                        Set.of(),
                        Stream.of(name).findFirst(),
                        false,
                        backups);
    }

    private RotatingGraphBackups backups() {
        return new RotatingGraphBackups(state.resolve("backups"));
    }

    /** What the backups say, by their names in order. */
    private List<String> kept() throws IOException {
        List<String> kept = new ArrayList<>();
        try (Stream<Path> all = Files.list(state.resolve("backups"))) {
            for (Path path : all.sorted().toList()) {
                String name = String.valueOf(path.getFileName()).replaceAll("-[0-9a-f]{8}", "");
                kept.add(name + " " + Files.readString(path).replaceAll("\\D", ""));
            }
        }
        return kept;
    }

    @Test
    @Tag("SAVE-6")
    void theLastFiveFilesThatSavesReplacedAreKept() throws IOException {
        RotatingGraphBackups backups = backups();
        for (int value = 1; value <= 7; value++) {
            save(backups, value);
        }

        assertEquals(TEXT.formatted(7), Files.readString(file));
        assertEquals(
                List.of(
                        "set.backup-1.json 6",
                        "set.backup-2.json 5",
                        "set.backup-3.json 4",
                        "set.backup-4.json 3",
                        "set.backup-5.json 2"),
                kept());
    }

    @Test
    @Tag("SAVE-6")
    void aSaveThatChangesNothingTakesNoPlaceOfABackup() throws IOException {
        RotatingGraphBackups backups = backups();
        save(backups, 1);
        save(backups, 1);
        save(backups, 1);

        assertEquals(List.of("set.backup-1.json 0"), kept());
    }

    @Test
    void aBackupDoesNotChangeWithTheFile() throws IOException {
        save(backups(), 1);
        Files.writeString(file, "{}");

        assertEquals(List.of("set.backup-1.json 0"), kept());
    }

    @Test
    void graphsOfOneNameInTwoFoldersHaveTheirOwnBackups() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("set.json");
        Files.writeString(other, TEXT.formatted(50));
        GraphFileOpener.Opened second = GraphFileOpener.open(other);
        save(backups(), 1);
        second.file()
                .save(
                        PlayedSession.from(second).value("a/x", 51).view(),
                        Set.of(),
                        Optional.empty(),
                        false,
                        backups());

        assertEquals(List.of("set.backup-1.json 0", "set.backup-1.json 50"), sorted(kept()));
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    @Test
    @Tag("SAVE-7")
    void aBackupThatFailsStopsNoSave() throws IOException {
        Files.writeString(state.resolve("backups"), "in the way");

        assertEquals(new SaveOutcome.Saved("set"), save(backups(), 1));
        assertEquals(TEXT.formatted(1), Files.readString(file));

        Files.delete(state.resolve("backups"));
        save(backups(), 2);
        assertEquals(List.of("set.backup-1.json 1"), kept());
    }

    @Test
    void whatForceReplacesIsKeptToo() throws IOException {
        Files.writeString(file, TEXT.formatted(77));
        opened.file()
                .save(played.value("a/x", 3).view(), Set.of(), Optional.empty(), true, backups());

        assertEquals(List.of("set.backup-1.json 77"), kept());
    }

    @Test
    void namesThatFillTheFileSystemHaveBackups() throws IOException {
        String longest = "\u97f3".repeat(83);
        save(backups(), 1, longest);
        assertNotEquals(true, Files.exists(state.resolve("backups")));
        save(backups(), 2, longest);
        assertEquals(1, kept().size());
    }
}
