package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The daemon and independent clients: the npm packages oscquery, and ws with osc. */
@Timeout(300)
@RealProgram(command = "node", debian = "nodejs")
@RealProgram(command = "npm", debian = "npm")
class OscQueryProgramsIT {
    @TempDir private Path folder;
    @TempDir private Path state;

    @Test
    @Tag("OSCQUERY-7")
    void independentClientsReadTheNamespaceAndPlayOverTheWebSocket() throws Exception {
        NpmPrograms programs = NpmPrograms.in(folder);
        try (RunningDaemon daemon = RunningDaemon.with(state, "--http-port=0")) {
            String port = Integer.toString(daemon.httpPort());
            List<String> walk = programs.run("node", "walk.js", port);
            assertTrue(Integer.parseInt(walk.getFirst().substring("methods ".length())) > 1_000);
            assertEquals("osc UDP " + daemon.port(), walk.get(1));
            assertEquals("ws " + port, walk.get(2));
            assertEquals(
                    "tempo 120 [{\"type\":\"f\",\"range\":{\"min\":20,\"max\":300},"
                            + "\"clipmode\":\"both\",\"value\":120}]",
                    walk.get(3));

            List<String> play = programs.run("node", "play.js", port);
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

    @Test
    @Tag("OSCQUERY-8")
    void anIndependentClientThatListensGetsThoseAddressesAlone() throws Exception {
        NpmPrograms programs = NpmPrograms.in(folder);
        try (RunningDaemon daemon = RunningDaemon.with(state, "--http-port=0")) {
            String port = Integer.toString(daemon.httpPort());
            List<String> listen = programs.run("node", "listen.js", port, "Drums");
            assertEquals(
                    """
                    /track/1/active 1
                    /track/Drums/active/name Intro
                    /tempo 120
                    /track/1/active 2
                    /track/Drums/active/name Verse
                    /track/Drums/active/name\s
                    PATH_RENAMED /track/Drums /track/Kit
                    /track/Kit/active/name Verse
                    /tempo 130
                    /track/Kit/active/name Intro
                    /tempo 131
                    """,
                    String.join("\n", listen) + "\n");
        }
    }

    /** A load of another file, and edits of every kind of object, each with an undo. */
    @Test
    @Tag("OSCQUERY-9")
    void anIndependentClientKnowsTheNamespaceAfterEveryEdit() throws Exception {
        NpmPrograms programs = NpmPrograms.in(folder);
        Path graphs = Files.createDirectory(folder.resolve("graphs"));
        Path session = Path.of("..", "graphs", "session", "av_performance.json");
        Path graph = Files.copy(session, graphs.resolve("set.json"));
        Files.copy(Path.of("..", "graphs", "learn", "in_three.json"), graphs.resolve("other.json"));
        String edits =
                """
                [["/track/add", "Extra"], ["/track/4/clip/add", "One"], ["/track/4/clip/1/duplicate"],
                 ["/track/Extra/name", "More"], ["/track/4/move", 1], ["/undo"],
                 ["/track/1/delete"], ["/undo"], ["/track/2/clip/3/delete"],
                 ["/scene/2/duplicate"], ["/scene/1/move", 4], ["/scene/3/delete"],
                 ["/cue/add", "Encore"], ["/cue/2/step/add", "Drop"], ["/cue/2/step/1/delete"],
                 ["/cue/2/delete"], ["/node/add", "extra", "test"],
                 ["/node/extra/param/add", "gain", 0.5], ["/node/extra/gain/range", -1, 1],
                 ["/node/kick/delete"], ["/undo"], ["/redo"], ["/node/learn", 1],
                 ["/node/learnt/level", 0.5], ["/session/load", "other"]]
                """;
        try (RunningDaemon daemon = RunningDaemon.playing(graph, 0, state, "--http-port=0")) {
            String port = Integer.toString(daemon.httpPort());
            List<String> watch = programs.run("node", "watch.js", port, edits);

            for (String line :
                    List.of(
                            "PATH_ADDED /track/4",
                            "PATH_CHANGED /track",
                            "PATH_ADDED /track/4/clip/1",
                            "PATH_CHANGED /track/4/clip",
                            "PATH_RENAMED /track/Extra /track/More",
                            "PATH_REMOVED /track/4",
                            "PATH_REMOVED /track/2/clip/4",
                            "PATH_ADDED /scene/5",
                            "PATH_ADDED /cue/2/step/1",
                            "PATH_REMOVED /cue/2",
                            "PATH_ADDED /node/extra/gain",
                            "PATH_CHANGED /node/extra/gain",
                            "PATH_REMOVED /node/kick",
                            "PATH_ADDED /node/learnt")) {
                assertTrue(watch.contains(line), () -> line + " is not in\n" + watch);
            }
            assertTrue(watch.stream().noneMatch(line -> line.startsWith("error")), watch::toString);
            assertTrue(watch.getLast().endsWith("missing 0"), watch.getLast());
        }
    }
}
