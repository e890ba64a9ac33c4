package io.downbeat.persistence;

import io.downbeat.persistence.save.AtomicFileWriter;
import io.downbeat.persistence.save.TemporaryFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the state folder, for what belongs to this machine and not to the piece:
 * subscriptions, the token that ends the program. Where the platform has permissions, the folder
 * and the token are their owner's alone, and are made so when they are found more open.
 */
public record StateFiles(Path folder) {

    private static final String TOKEN_FILE = "quit-token";
    private static final Logger LOG = LoggerFactory.getLogger(StateFiles.class);

    /** The names of this program's files, with the temporary ones of this and older versions. */
    private static final Pattern OWN =
            Pattern.compile("quit-token|\\.?subscriptions-\\d+.*|\\.downbeat-.*\\.tmp");

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /**
     * The word that {@code /quit} must bring, readable to the owner of the running program alone.
     * The one that is there is kept, so that two programs on one folder have the same.
     *
     * @throws IOException if the folder or the file can not be written
     */
    public String quitToken() throws IOException {
        Path file = createdFolder().resolve(TOKEN_FILE);
        if (Files.isRegularFile(file)) {
            String kept = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
            if (TOKEN.matcher(kept).matches()) {
                AtomicFileWriter.makePrivate(file);
                return kept;
            }
        }
        String token = AtomicFileWriter.random(16);
        AtomicFileWriter.replacePrivately(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
        return token;
    }

    /**
     * The subscriptions of the program that listens on a port.
     *
     * @throws IOException if the folder can not be made
     */
    public SubscriptionFile subscriptions(int port) throws IOException {
        return new SubscriptionFile(createdFolder().resolve("subscriptions-" + port));
    }

    /** The folder, made if it was not there, and its owner's alone. */
    private Path createdFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            AtomicFileWriter.createPrivateFolder(folder);
        } else if (!AtomicFileWriter.isPrivate(folder)) {
            makePrivate();
        }
        TemporaryFile.deleteAbandoned(folder);
        return folder;
    }

    /** A folder that holds other things as well may be meant for others: it is left as it is. */
    private void makePrivate() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            if (all.allMatch(file -> OWN.matcher(String.valueOf(file.getFileName())).matches())) {
                AtomicFileWriter.makePrivate(folder);
                return;
            }
        }
        LOG.warn(
                "other users can look into the state folder {}, and it holds files of other"
                        + " programs; give --state-dir a folder of its own",
                folder);
    }
}
