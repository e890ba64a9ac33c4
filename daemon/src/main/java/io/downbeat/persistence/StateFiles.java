package io.downbeat.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The files of the state folder, for what belongs to this machine and not to the piece:
 * subscriptions, the token that ends the program.
 */
public record StateFiles(Path folder) {

    private static final String TOKEN_FILE = "quit-token";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /**
     * The word that {@code /quit} must bring, readable to the owner of the running program alone.
     * The one that is there is kept, so that two programs on one folder have the same.
     *
     * @throws IOException if the folder or the file can not be written
     */
    public String quitToken() throws IOException {
        Path file = made().resolve(TOKEN_FILE);
        if (Files.isRegularFile(file)) {
            String kept = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
            if (TOKEN.matcher(kept).matches()) {
                return kept;
            }
        }
        String token = Disk.random(16);
        Disk.replacePrivately(file, (token + "\n").getBytes(StandardCharsets.UTF_8));
        return token;
    }

    /**
     * The subscriptions of the program that listens on a port.
     *
     * @throws IOException if the folder can not be made
     */
    public SubscriptionFile subscriptions(int port) throws IOException {
        return new SubscriptionFile(made().resolve("subscriptions-" + port));
    }

    private Path made() throws IOException {
        return Files.createDirectories(folder);
    }
}
