package io.downbeat.persistence.save;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of the temporary files that saves write and then rename. A name contains the process
 * that writes it, so that files of a crashed process can be distinguished from files that another
 * program is writing. It is short, because file systems allow only 255 bytes.
 */
public final class TemporaryFileNames {

    private static final Pattern NAME =
            Pattern.compile("\\.downbeat-(\\d{1,18})-[0-9a-f]{12}\\.tmp");

    /**
     * Linux gives the start time of a process to a tenth of a second, and by another clock than
     * file times.
     */
    private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

    private TemporaryFileNames() {}

    /** A new name for this process. */
    static String name() {
        return ".downbeat-%d-%s.tmp"
                .formatted(ProcessHandle.current().pid(), AtomicFileWriter.random(6));
    }

    /**
     * Deletes the temporary files in a folder whose processes have ended. A file that cannot be
     * deleted stays; it does no harm.
     */
    public static void deleteAbandoned(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> abandoned = all.filter(TemporaryFileNames::isAbandoned).toList();
            for (Path file : abandoned) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException ignored) {
            // There is nothing to delete in a folder that cannot be read.
            return;
        }
    }

    private static boolean isAbandoned(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches()
                && Files.isRegularFile(file)
                && ProcessHandle.of(Long.parseLong(name.group(1)))
                        .map(process -> !process.isAlive() || isOlder(file, process))
                        .orElse(true);
    }

    /** Whether a file is older than the present process with its process number. */
    private static boolean isOlder(Path file, ProcessHandle process) {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            return process.info()
                    .startInstant()
                    .map(started -> written.isBefore(started.minus(CLOCK_ERROR)))
                    .orElse(false);
        } catch (IOException gone) {
            return false;
        }
    }
}
