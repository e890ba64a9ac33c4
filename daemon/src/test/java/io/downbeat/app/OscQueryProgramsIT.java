package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The daemon and independent clients: the npm packages oscquery, and ws with osc. */
@Timeout(300)
@RealProgram(command = "node", debian = "nodejs")
@RealProgram(command = "npm", debian = "npm")
class OscQueryProgramsIT {
    private static final Path SCRIPTS = Path.of("src", "test", "npm");

    @TempDir private Path folder;
    @TempDir private Path state;

    @Test
    @Tag("OSCQUERY-7")
    void independentClientsReadTheNamespaceAndPlayOverTheWebSocket() throws Exception {
        install();
        try (RunningDaemon daemon = RunningDaemon.with(state, "--http-port=0")) {
            String port = Integer.toString(daemon.httpPort());
            List<String> walk = run("node", "walk.js", port);
            assertTrue(Integer.parseInt(walk.getFirst().substring("methods ".length())) > 1_000);
            assertEquals("osc UDP " + daemon.port(), walk.get(1));
            assertEquals("ws " + port, walk.get(2));
            assertEquals(
                    "tempo 120 [{\"type\":\"f\",\"range\":{\"min\":20,\"max\":300},"
                            + "\"clipmode\":\"both\",\"value\":120}]",
                    walk.get(3));

            List<String> play = run("node", "play.js", port);
            assertTrue(play.contains("/pong 7"), play::toString);
            assertTrue(
                    play.contains("/error /nonsense unknown there is no address /nonsense"),
                    play::toString);
            assertTrue(play.contains("/track/1/active 2"), play::toString);
            assertTrue(
                    play.stream().anyMatch(line -> line.startsWith("/node/kick/decay ")),
                    play::toString);
            assertTrue(
                    play.stream().anyMatch(line -> line.startsWith("/error  type a text message")),
                    play::toString);
            assertEquals("closed 1000", play.getLast());
        }
    }

    private void install() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    }

    /** The lines that a program prints until it ends. */
    private List<String> run(String... command) throws IOException, InterruptedException {
        Process program =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            String text = new String(program.getInputStream().readAllBytes(), UTF_8);
            assertEquals(0, program.waitFor(), text);
            return text.lines().toList();
        } finally {
            program.destroyForcibly();
        }
    }
}
