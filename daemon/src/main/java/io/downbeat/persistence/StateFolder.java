package io.downbeat.persistence;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The folder for what belongs to this machine and not to the piece: subscriptions, the token that
 * ends the program.
 */
public record StateFolder(Path path) {

    private static final String NAME = "downbeat";
    private static final String TOKEN_FILE = "quit-token";
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    /**
     * The platform's place for it.
     *
     * @param environment the process's environment variables
     * @param system the operating system's name
     * @param home the user's home folder
     */
    public static StateFolder usual(Map<String, String> environment, String system, Path home) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            Path local = home.resolve("AppData").resolve("Local");
            return new StateFolder(stated(environment, "LOCALAPPDATA", local).resolve(NAME));
        }
        if (os.startsWith("mac")) {
            return new StateFolder(
                    home.resolve("Library").resolve("Application Support").resolve(NAME));
        }
        Path state = home.resolve(".local").resolve("state");
        return new StateFolder(stated(environment, "XDG_STATE_HOME", state).resolve(NAME));
    }

    /** A relative path there means nothing, says the XDG base directory specification. */
    private static Path stated(Map<String, String> environment, String variable, Path usual) {
        Path stated = Path.of(environment.getOrDefault(variable, ""));
        return stated.isAbsolute() ? stated : usual;
    }

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
        return Files.createDirectories(path);
    }
}
