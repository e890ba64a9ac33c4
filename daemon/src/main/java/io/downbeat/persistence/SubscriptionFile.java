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
 * The small file in which subscriptions outlive a run, one a line; what a line says is the writer's
 * own affair. Losing it costs clients no more than subscribing again, so trouble with it is logged
 * and stops nothing. Not thread safe.
 */
public final class SubscriptionFile {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionFile.class);

    private final Path file;

    /** Whether the last write failed: a full disk is said once, not for each subscription. */
    private boolean failing;

    SubscriptionFile(Path file) {
        this.file = file;
    }

    /** The lines that were written last; none if there are none or they can not be read. */
    public List<String> read() {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                LOG.warn("subscriptions in {} are forgotten: it is no ordinary file", file);
                return List.of();
            }
            return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("subscriptions in {} are forgotten: {}", file, AtomicFileWriter.reason(e));
            return List.of();
        }
    }

    /** Replaces all lines at once. */
    public void write(List<String> lines) {
        String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        try {
            AtomicFileWriter.replace(file, text.getBytes(StandardCharsets.UTF_8));
            if (failing) {
                LOG.info("subscriptions are kept in {} again", file);
            }
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn(
                        "subscriptions can not be kept in {}: {}",
                        file,
                        AtomicFileWriter.reason(e));
            }
            failing = true;
        }
    }
}
