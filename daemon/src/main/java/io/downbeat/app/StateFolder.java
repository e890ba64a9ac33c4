package io.downbeat.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder for state that is kept over restarts: subscriptions, and the token of {@code /quit}.
 */
final class StateFolder {
    private StateFolder() {}

    /**
     * The given folder, else the platform's folder: {@code $XDG_STATE_HOME} or {@code
     * ~/.local/state}, {@code ~/Library/Application Support}, {@code %LOCALAPPDATA%}.
     *
     * @param given a path; empty if none was given
     * @param system the operating system's name, as the JVM reports it
     */
    static Path of(String given, Map<String, String> environment, String system, Path home) {
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return home.resolve("Library/Application Support/downbeat");
        }
        boolean windows = name.startsWith("windows");
        String variable = windows ? "LOCALAPPDATA" : "XDG_STATE_HOME";
        String usual = windows ? "AppData/Local" : ".local/state";
        String folder = environment.getOrDefault(variable, "");
        Path base = folder.isEmpty() ? home.resolve(usual) : Path.of(folder);
        return base.resolve("downbeat");
    }
}
