package io.downbeat.persistence;

import io.downbeat.persistence.save.AtomicFileWriter;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that keeps subscriptions over a restart, one on each line; the caller decides what a
 * line contains. If it is lost, clients only have to subscribe again, so errors are logged and stop
 * nothing.
 */
public final class SubscriptionFile {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionFile.class);

    private final Path file;

    /** Whether the last write failed. A full disk is logged once, not for each subscription. */
    private boolean failing;

    SubscriptionFile(Path file) {
        this.file = file;
    }

    /** The lines of the last write; empty if there are none or they cannot be read. */
    public List<String> read() {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                LOG.warn("subscriptions in {} are lost: it is not a regular file", file);
                return List.of();
            }
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("subscriptions in {} are lost: {}", file, AtomicFileWriter.reason(e));
            return List.of();
        }
    }

    /** Replaces all lines. */
    public void write(List<String> lines) {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        try {
            AtomicFileWriter.replace(file, text.getBytes(StandardCharsets.UTF_8));
            if (failing) {
                LOG.info("subscriptions are saved to {} again", file);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "subscriptions cannot be saved to {}: {}",
                        file,
                        AtomicFileWriter.reason(e));
            }
            failing = true;
        }
    }
}
