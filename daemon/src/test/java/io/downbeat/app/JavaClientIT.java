package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.app.cli.CommandLineParser;
import io.downbeat.app.cli.MonitorClient;
import io.downbeat.app.cli.ParsedCommandLine;
import io.downbeat.client.DownbeatClient;
import io.downbeat.client.DownbeatException;
import io.downbeat.client.Message;
import io.downbeat.client.Refusal;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The Java client, and what stands on it in the terminal, at a real daemon. */
@Timeout(120)
class JavaClientIT {
    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Refusal> refused = new LinkedBlockingQueue<>();

    @TempDir private Path state;

    @Test
    void theClientAsksLaunchesAndReceivesFeedback() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                DownbeatClient client = DownbeatClient.connect("localhost", daemon.port())) {
            assertEquals(120, client.ask("/tempo").number(0));
            client.subscribe(heard::add, "/track/*/clip/2/state");
            until("/track/1/clip/2/state f 1");
            until("/track/2/clip/2/state f 1");
            until("/track/3/clip/2/state f 1");

            client.sendTogether(
                    Message.of("/quantize", "beat"), Message.of("/track/Synth/clip/Verse/launch"));

            until("/track/2/clip/2/state f 2");
            until("/track/2/clip/2/state f 3");
            assertEquals("beat", client.ask("/quantize").text(0));
        }
    }

    @Test
    void aRefusalHasAReason() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                DownbeatClient client = DownbeatClient.connect("localhost", daemon.port())) {
            client.onError(refused::add);
            client.send("/scene/9/launch");

            Refusal launch = refused.take();
            assertEquals("/scene/9/launch", launch.address());
            assertEquals("no-such", launch.code());
            DownbeatException question =
                    assertThrows(DownbeatException.class, () -> client.ask("/tmpo"));
            assertTrue(
                    String.valueOf(question.getMessage()).contains("/tempo"), question::toString);
        }
    }

    @Test
    void aSubscriptionSurvivesARestartOfTheDaemon() throws InterruptedException {
        RunningDaemon first = RunningDaemon.with(state);
        int port = first.port();
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", port)) {
            client.listen(heard::add);
            client.subscribe(message -> {}, "/scene/2/state");
            until("/scene/2/state f 1");
            first.close();
            until("/bye");
            try (RunningDaemon second = RunningDaemon.at(port, state)) {
                until("/scene/2/state f 1");
                client.send("/scene/2/launch", "instant");
                until("/scene/2/state f 3");
                assertEquals(port, second.port());
            }
        }
    }

    @Test
    void sendAndMonitorWorkAtTheTerminal() throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (RunningDaemon daemon = RunningDaemon.with(state)) {
            String endpoint = "127.0.0.1:" + daemon.port();
            ParsedCommandLine send =
                    CommandLineParser.parse("send", endpoint, "/track/2/clip/4/name");
            assertEquals(0, Main.run(send, out, out));
            assertEquals("/track/2/clip/4/name s \"Drop\"\n", text(printed));

            LinesOut lines = new LinesOut();
            MonitorClient monitorClient = new MonitorClient(lines.stream(), lines.stream());
            ParsedCommandLine.Monitor invocation =
                    (ParsedCommandLine.Monitor)
                            CommandLineParser.parse("monitor", endpoint, "/scene/3/state");
            Thread running = Thread.ofPlatform().start(() -> monitorClient.run(invocation));
            lines.waitFor("/scene/3/state f 1");
            assertEquals(
                    0,
                    Main.run(
                            CommandLineParser.parse("send", endpoint, "/scene/3/launch"),
                            out,
                            out));
            lines.waitFor("/scene/3/state f 3");
            monitorClient.end();
            running.join();
        }
    }

    @Test
    void monitorShowsArrivingMessagesWithTheirResults() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state);
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            String endpoint = "127.0.0.1:" + daemon.port();
            String sender = "127.0.0.1:" + client.localPort();
            LinesOut lines = new LinesOut();
            MonitorClient monitorClient = new MonitorClient(lines.stream(), lines.stream());
            ParsedCommandLine.Monitor invocation =
                    (ParsedCommandLine.Monitor)
                            CommandLineParser.parse("monitor", endpoint, "--in");
            Thread running = Thread.ofPlatform().start(() -> monitorClient.run(invocation));
            String first = "";
            while (first.isEmpty()) {
                // Seldom enough that all of what follows is among the hundred shown in a second.
                client.ask("/tempo");
                first = lines.nextWithin(50);
            }
            assertEquals(sender + "  /tempo  answered", first);
            client.send("/tempo", 131);
            lines.waitFor(sender + "  /tempo ,i 131  accepted");
            client.send("/scene/9/launch", "bar");
            lines.waitFor(
                    sender
                            + "  /scene/9/launch ,s bar  refused (no-such): there is no scene 9:"
                            + " there are 4");
            client.send("/scene/1/launch", 0);
            lines.waitFor(sender + "  /scene/1/launch ,i 0  nothing to do");
            client.send("/no\u001b[31m", "x\u202e");
            lines.waitFor(line -> line.contains("\\u001b[31m") && line.contains("\\u202e"));
            monitorClient.end();
            running.join();
            assertTrue(lines.all().stream().noneMatch(line -> line.contains("/monitor")));
        }
    }

    @Test
    @Tag("CONSOLE-6")
    void monitorShowsTheMessagesOfADaemonWithAPrefixAsTheyWereSent() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--prefix=/left");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.prefix("/left");
            LinesOut lines = new LinesOut();
            Thread running = monitor(daemon, lines, "/scene", "--in", "--prefix", "/left");
            String first = "";
            while (first.isEmpty()) {
                client.ask("/scene/count");
                first = lines.nextWithin(50);
            }
            String sender = "127.0.0.1:" + client.localPort();
            assertEquals(sender + "  /left/scene/count  answered", first);
            client.send("/scene/1/launch", "bar");
            client.send("/scene/9/launch", "bar");
            client.send("/scene/1/name", 1);
            client.send("/tempo", 120);
            lines.waitFor(sender + "  /left/scene/1/launch ,s bar  accepted");
            lines.waitFor(
                    sender
                            + "  /left/scene/9/launch ,s bar  refused (no-such): there is no scene 9:"
                            + " there are 4");
            lines.waitFor(line -> line.startsWith(sender + "  /left/scene/1/name ,i 1"));
            running.interrupt();
            running.join();
            assertTrue(lines.all().stream().noneMatch(line -> line.contains("/tempo")));
        }
    }

    @Test
    void monitorWatchesADaemonWithAPrefix() throws InterruptedException {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--prefix=/left");
                DownbeatClient client = DownbeatClient.connect("127.0.0.1", daemon.port())) {
            client.prefix("/left");
            LinesOut lines = new LinesOut();
            Thread running = monitor(daemon, lines, "/scene/3/state", "--prefix=/left");
            lines.waitFor("/scene/3/state f 1");
            client.send("/scene/3/launch");
            lines.waitFor("/scene/3/state f 3");
            running.interrupt();
            running.join();
        }
    }

    private static Thread monitor(RunningDaemon daemon, LinesOut into, String... options) {
        List<String> line = new ArrayList<>(List.of("monitor", "127.0.0.1:" + daemon.port()));
        line.addAll(List.of(options));
        var invocation =
                (ParsedCommandLine.Monitor) CommandLineParser.parse(line.toArray(String[]::new));
        var client = new MonitorClient(into.stream(), into.stream());
        return Thread.ofPlatform().start(() -> client.run(invocation));
    }

    private void until(String message) throws InterruptedException {
        while (!heard.take().toString().equals(message)) {
            // What else is reported is not of interest here.
        }
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** A print stream whose lines another thread takes as they come. */
    private static final class LinesOut {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final List<String> all = new ArrayList<>();

        PrintStream stream() {
            return new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
                @Override
                public void println(String line) {
                    lines.add(line);
                }
            };
        }

        /** The next line, or an empty one if none comes so soon. */
        String nextWithin(int millis) throws InterruptedException {
            String line = lines.poll(millis, TimeUnit.MILLISECONDS);
            return line == null ? "" : line;
        }

        void waitFor(String line) throws InterruptedException {
            waitFor(line::equals);
        }

        void waitFor(Predicate<String> wanted) throws InterruptedException {
            String line = lines.take();
            all.add(line);
            while (!wanted.test(line)) {
                line = lines.take();
                all.add(line);
            }
        }

        List<String> all() {
            return List.copyOf(all);
        }
    }
}
