package io.downbeat.persistence;

import io.downbeat.persistence.save.AtomicFileWriter;
import io.downbeat.persistence.save.ContentHash;
import io.downbeat.persistence.save.RotatingGraphBackups;
import io.downbeat.persistence.save.TemporaryFileNames;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of the state folder, which belong to this computer and not to a session: subscriptions,
 * the token that ends the program, and backups of graph files. If the platform has permissions,
 * only their owner can read the folder and the token; wider permissions are taken away.
 */
public record StateFolderFiles(Path folder) {

    private static final String TOKEN_FILE = "quit-token";

    /** Letters of a session's name in the name of its journal. */
    private static final int LONGEST_NAME = 40;

    private static final Logger LOG = LoggerFactory.getLogger(StateFolderFiles.class);

    /**
     * The names of this program's files, with the temporary files of this version and older ones.
     */
    private static final Pattern OWN =
            Pattern.compile(
                    "quit-token|journal-.*|backups|\\.?subscriptions-\\d+.*|\\.downbeat-.*\\.tmp");

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /**
     * The token that {@code /quit} needs. Only the owner of the running program can read it. An
     * existing token is kept, so that two programs with one folder have the same token.
     *
     * @throws IOException if the folder or the file cannot be written
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
     * The subscription file of the program that listens on a port.
     *
     * @throws IOException if the folder cannot be created
     */
    public SubscriptionFile subscriptions(int port) throws IOException {
        return new SubscriptionFile(createdFolder().resolve("subscriptions-" + port));
    }

    /** The backups of graph files. Their folder is created with the first of them. */
    public RotatingGraphBackups backups() {
        return new RotatingGraphBackups(folder.resolve("backups"));
    }

    /**
     * The journal of a session.
     *
     * @param name what the session is called, for people who look into the folder
     * @param identity what no other session has: the path of its graph file
     */
    public Path journal(String name, String identity) {
        String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
        String brief = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        String hash = ContentHash.of(identity.getBytes(StandardCharsets.UTF_8)).hex();
        return folder.resolve("journal-" + brief + "-" + hash.substring(0, 16));
    }

    /** The folder, created if it is missing, readable by its owner only. */
    private Path createdFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            AtomicFileWriter.createPrivateFolder(folder);
        } else if (!AtomicFileWriter.isPrivate(folder)) {
            makePrivate();
        }
        TemporaryFileNames.deleteAbandoned(folder);
        return folder;
    }

    /**
     * A folder that contains files of other programs may be meant for other users, so its
     * permissions are not changed.
     */
    private void makePrivate() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            if (all.allMatch(file -> OWN.matcher(String.valueOf(file.getFileName())).matches())) {
                AtomicFileWriter.makePrivate(folder);
                return;
            }
        }
        LOG.warn(
                "other users can read the state folder {}, and it contains files of other"
                        + " programs; give --state-dir a folder of its own",
                folder);
    }
}
