package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

class StateFolderTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void aGivenFolderIsUsed() {
        assertEquals(Path.of("here"), StateFolder.of("here", Map.of(), "Linux", HOME));
    }

    @Test
    void theDefaultFolderIsThatOfThePlatform() {
        assertEquals(
                HOME.resolve(".local/state/downbeat"), StateFolder.of("", Map.of(), "Linux", HOME));
        assertEquals(
                Path.of("/var/state/downbeat"),
                StateFolder.of("", Map.of("XDG_STATE_HOME", "/var/state"), "Linux", HOME));
        assertEquals(
                HOME.resolve("Library/Application Support/downbeat"),
                StateFolder.of("", Map.of(), "Mac OS X", HOME));
        assertEquals(
                HOME.resolve("AppData/Local/downbeat"),
                StateFolder.of("", Map.of(), "Windows 11", HOME));
    }
}
