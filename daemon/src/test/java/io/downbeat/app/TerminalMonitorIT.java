package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.RealProgram;
import io.downbeat.client.DownbeatClient;

import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code downbeat monitor} as a person starts it, in a terminal, beside a daemon's process. */
@RealProgram(command = "tmux", debian = "tmux")
@Timeout(600)
class TerminalMonitorIT {
    private static final String LAUNCHER = Path.of("downbeat").toAbsolutePath().toString();
    private static final String GRAPH = "../graphs/session/av_performance.json";
    private static final Pattern PORT = Pattern.compile("osc udp (\\d+)");
    private static final AttributedStyle REVERSED = AttributedStyle.DEFAULT.inverse();

    @TempDir private Path folder;

    @Test
    @Tag("GRID-1")
    void aLaunchIsSeenQueuedAndThenActiveAndTheScreenComesBack() {
        try (RealProcess daemon = daemon(0)) {
            int port = port(daemon);
            try (TmuxTerminal terminal = monitor(port, 80, 24, Map.of());
                    DownbeatClient client = DownbeatClient.connect("127.0.0.1", port)) {
                terminal.waitFor("1 Drums");
                client.send("/quantize", "8bar");
                client.send("/scene/2/launch");

                terminal.waitFor("» Verse");
                client.send("/quantize", "bar");
                client.send("/scene/2/launch");
                String row = terminal.waitFor("► Verse");
                assertEquals(List.of("Verse", "Verse", "Verse", "Verse"), words(row, "Verse"));
                assertTrue(isFilled(terminal.style("► Verse")));
                assertFalse(isFilled(terminal.style("Chorus")));

                client.send("/track/9/stop");
                terminal.waitFor("refused (no-such): there is no track 9: there are 3");

                terminal.press("q");
                terminal.assertEndsWith(0);
            }
        }
    }

    @Test
    @Tag("GRID-2")
    void theGridFollowsTheSizeOfTheWindowAndScrolls() {
        try (RealProcess daemon = daemon(0)) {
            int port = port(daemon);
            try (TmuxTerminal terminal = monitor(port, 200, 60, Map.of("NO_COLOR", "1"));
                    DownbeatClient client = DownbeatClient.connect("127.0.0.1", port)) {
                terminal.waitFor("3 Visual");
                for (int track = 4; track <= 12; track++) {
                    client.send("/track/add", "Bass " + track);
                }
                client.send("/track/4/name", "夜想曲");
                terminal.waitFor("12 Bass 12");
                terminal.waitFor("4 夜想曲");

                terminal.resize(40, 24);
                terminal.waitFor("tracks 1-3/12");
                terminal.press("Right");
                terminal.press("Down");
                terminal.waitFor("tracks 2-4/12");
                terminal.waitFor("4 夜想曲");
                assertFalse(terminal.picture().contains("1 Drums"), terminal::picture);

                client.send("/scene/3/launch", "instant");
                terminal.waitFor("►Chorus");
                assertEquals(REVERSED.getStyle(), terminal.style("►Chorus").getStyle());
                terminal.resize(80, 24);
                terminal.waitFor("tracks 2-7/12");
                terminal.press("C-c");
                terminal.assertEndsWith(0);
            }
        }
    }

    @Test
    @Tag("GRID-3")
    void aDaemonThatEndsIsSaidAndItsReturnIsSeen() {
        int port;
        try (RealProcess first = daemon(0)) {
            port = port(first);
            try (TmuxTerminal terminal = monitor(port, 80, 24, Map.of())) {
                terminal.waitFor("1 Drums");
                assertEquals(0, first.terminate());
                terminal.waitFor("is it running");
                terminal.waitFor("1 Drums");
                try (RealProcess second = daemon(port);
                        DownbeatClient client = DownbeatClient.connect("127.0.0.1", port)) {
                    assertEquals(port, port(second));
                    client.send("/track/1/name", "Percussion");
                    terminal.waitFor("1 Percussion");
                    assertFalse(terminal.picture().contains("is it running"), terminal::picture);
                    second.kill();
                    terminal.waitFor("nothing listens at UDP 127.0.0.1:" + port);
                    terminal.press("q");
                    terminal.assertEndsWith(0);
                }
            }
        }
    }

    @Test
    @Tag("GRID-4")
    void aTerminalThatIsClosedEndsTheProgram() {
        try (RealProcess daemon = daemon(0)) {
            int port = port(daemon);
            List<ProcessHandle> programs;
            try (TmuxTerminal terminal = monitor(port, 80, 24, Map.of())) {
                terminal.waitFor("1 Drums");
                programs = terminal.shell().descendants().toList();
                assertEquals(1, programs.size());
            }
            programs.getFirst().onExit().join();
        }
    }

    @Test
    @Tag("GRID-4")
    void aProgramThatIsEndedFromElsewhereGivesTheScreenBack() {
        try (RealProcess daemon = daemon(0)) {
            int port = port(daemon);
            try (TmuxTerminal terminal = monitor(port, 80, 24, Map.of())) {
                terminal.waitFor("1 Drums");
                terminal.shell().descendants().forEach(ProcessHandle::destroy);
                terminal.assertEndsWith(143);
            }
        }
    }

    @Test
    @Tag("GRID-5")
    void inAPipeTheChangesArePrinted() {
        try (RealProcess daemon = daemon(0)) {
            int port = port(daemon);
            try (RealProcess lines = RealProcess.start(LAUNCHER, "monitor", "127.0.0.1:" + port)) {
                lines.waitFor("/track/1/name s \"Drums\"");
            }
        }
    }

    private TmuxTerminal monitor(
            int port, int columns, int lines, Map<String, String> environment) {
        return TmuxTerminal.start(
                folder.resolve("terminal"),
                columns,
                lines,
                environment,
                List.of(LAUNCHER, "monitor", "127.0.0.1:" + port));
    }

    private RealProcess daemon(int port) {
        return RealProcess.start(
                LAUNCHER,
                GRAPH,
                "--bind=127.0.0.1",
                "--osc-tcp-port=off",
                "--http-port=off",
                "--zeroconf=off",
                "--state-dir=" + folder.resolve("state"),
                "--osc-port=" + port);
    }

    private static int port(RealProcess daemon) {
        Matcher ready = PORT.matcher(daemon.waitFor(line -> line.contains("ready:"), "start"));
        assertTrue(ready.find());
        return Integer.parseInt(ready.group(1));
    }

    private static boolean isFilled(AttributedStyle style) {
        return style.getStyle() != style.backgroundOff().getStyle();
    }

    private static List<String> words(String line, String word) {
        return Pattern.compile(word).matcher(line).results().map(found -> found.group()).toList();
    }
}
