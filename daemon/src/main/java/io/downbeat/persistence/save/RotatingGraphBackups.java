package io.downbeat.persistence.save;

import io.downbeat.persistence.chunks.ChunkedBytes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Rotating backups of graph files, in a folder of the state folder: the last {@value #KEPT} files
 * that saves replaced, and the last {@value #KEPT} sessions that were left without being saved.
 * Number 1 is the newest.
 *
 * <p>A backup that fails is logged once, until one succeeds again, and stops no save.
 */
public final class RotatingGraphBackups {

    /** Backups of each kind for one graph file. */
    public static final int KEPT = 5;

    /** File systems allow 255 bytes; the rest of the name needs fewer than the difference. */
    private static final int MOST_BYTES_OF_NAME = 180;

    /** Digits of the hash that tells graphs of one name in several folders apart. */
    private static final int HASH_DIGITS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(RotatingGraphBackups.class);

    private final Path folder;
    private boolean failing;

    /**
     * @param folder created when it is needed, readable by its owner only
     */
    public RotatingGraphBackups(Path folder) {
        this.folder = folder;
    }

    /**
     * Keeps a graph file that is about to be replaced. A hard link costs nothing, however large the
     * file is; on another file system it is copied.
     */
    void keep(Path file) {
        run(
                file,
                () -> {
                    Path real = file.toRealPath();
                    Path newest = rotate(file, "backup");
                    try {
                        Files.createLink(newest, real);
                    } catch (IOException | UnsupportedOperationException noLink) {
                        copy(real, newest);
                    }
                });
    }

    /** Keeps the text of a session that was not saved. */
    void keepUnsaved(Path file, ChunkedBytes content) {
        run(
                file,
                () -> {
                    Path newest = rotate(file, "unsaved");
                    AtomicFileWriter.replacePrivately(newest, content);
                    LOG.info("the edits that were not saved are kept in {}", newest);
                });
    }

    /** What may fail because of the disk. */
    private interface Task {
        void run() throws IOException;
    }

    private void run(Path file, Task task) {
        try {
            AtomicFileWriter.createPrivateFolder(folder);
            task.run();
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "no backup of {} in {}: {}; saves go on without backups",
                        file.getFileName(),
                        folder,
                        AtomicFileWriter.reason(e));
            }
            failing = true;
        }
    }

    /** Makes room for number 1: each backup moves on by one, and the last is deleted. */
    private Path rotate(Path file, String kind) throws IOException {
        String name = shortened(GraphFileList.of(file)) + "-" + hash(file);
        for (int number = KEPT; number > 1; number--) {
            Path older = numbered(name, kind, number);
            Path newer = numbered(name, kind, number - 1);
            if (Files.exists(newer, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path newest = numbered(name, kind, 1);
        Files.deleteIfExists(newest);
        return newest;
    }

    private Path numbered(String name, String kind, int number) {
        return folder.resolve("%s.%s-%d.json".formatted(name, kind, number));
    }

    private static String shortened(String name) {
        String shorter = name;
        while (shorter.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_NAME) {
            int last = shorter.offsetByCodePoints(shorter.length(), -1);
            shorter = shorter.substring(0, last);
        }
        return shorter;
    }

    private static String hash(Path file) {
        String path = file.toAbsolutePath().normalize().toString();
        return ContentHash.of(path.getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, HASH_DIGITS);
    }

    private static void copy(Path from, Path to) throws IOException {
        Path temporary = to.resolveSibling(TemporaryFileNames.name());
        try {
            Files.copy(from, temporary, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
