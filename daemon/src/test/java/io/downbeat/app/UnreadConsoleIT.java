package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.client.DownbeatClient;
import io.downbeat.client.Message;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real daemon whose standard output or standard error is a pipe that is full and never read. */
@Timeout(120)
class UnreadConsoleIT {
    private static final Path GRAPH = Path.of("..", "graphs", "session", "av_performance.json");
    private static final Pattern PORT = Pattern.compile("osc udp (\\d+)");

    /** Becomes the command "$@" with its stream $2 a FIFO in folder $1 that takes no more bytes. */
    private static final String WITH_A_FULL_PIPE =
            """
            pipe=$1/pipe
            stream=$2
            shift 2
            mkfifo "$pipe"
            exec 3<>"$pipe"
            dd if=/dev/zero of="$pipe" oflag=nonblock bs=512 count=100000 2>/dev/null
            case $stream in
                out) exec "$@" >&3 ;;
                err) exec "$@" 2>&3 ;;
            esac
            """;

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

    @TempDir private Path state;

    @Test
    @Tag("CONSOLE-1")
    void aStandardErrorThatNobodyReadsStopsNothing() throws IOException, InterruptedException {
        try (RealProcess daemon = daemon("err", 0)) {
            Matcher ready = PORT.matcher(daemon.waitFor(line -> line.contains("ready"), "start"));
            assertTrue(ready.find());
            int port = Integer.parseInt(ready.group(1));

            assertPlaysOn(port);
            assertEquals(0, daemon.terminate());
        }
    }

    @Test
    @Tag("CONSOLE-1")
    void aStandardOutputThatNobodyReadsStopsNothing() throws IOException, InterruptedException {
        int port = RealProcess.freePort();
        try (RealProcess daemon = daemon("out", port)) {
            // The ready line is in the pipe; nobody can see it.
            assertPlaysOn(port);
            assertEquals(0, daemon.terminate());
        }
    }

    /** Whatever is logged in between: answers come, and a launch is performed on its bar line. */
    private void assertPlaysOn(int port) throws IOException, InterruptedException {
        try (DownbeatClient client = DownbeatClient.connect("127.0.0.1", port)) {
            client.subscribe(heard::add, "/track/1/clip/2/state", "/beat/number");
            until("/track/1/clip/2/state f 1");
            for (int i = 0; i < 50; i++) {
                sendNoOsc(port);
                client.send("/no/such/address/" + i);
            }
            client.send("/track/1/clip/2/launch", "bar");

            until("/track/1/clip/2/state f 2");
            List<String> since = until("/track/1/clip/2/state f 3");
            String beat = lastBeat(since);
            assertEquals(120, client.ask("/tempo").number(0));
            // The beat of a moment is told just before or just after the launch of that moment.
            assertTrue(Set.of("", "f 1", "f 4").contains(beat), "launched on beat " + beat);
        }
    }

    private static String lastBeat(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("/beat/number "))
                .map(line -> line.substring("/beat/number ".length()))
                .reduce("", (before, last) -> last);
    }

    private List<String> until(String message) throws InterruptedException {
        List<String> before = new ArrayList<>();
        String line = heard.take().toString();
        while (!line.equals(message)) {
            before.add(line);
            line = heard.take().toString();
        }
        return before;
    }

    private static void sendNoOsc(int port) throws IOException {
        byte[] bytes = "this is no OSC".getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private RealProcess daemon(String stream, int port) {
        List<String> command =
                new ArrayList<>(
                        List.of("sh", "-c", WITH_A_FULL_PIPE, "sh", state.toString(), stream));
        command.addAll(RealProcess.javaCommand(Main.class));
        command.addAll(
                List.of(
                        GRAPH.toString(),
                        "--osc-tcp-port=off",
                        "--http-port=off",
                        "--bind=127.0.0.1",
                        "--verbose",
                        "--state-dir=" + state,
                        "--osc-port=" + port));
        return RealProcess.start(command.toArray(String[]::new));
    }
}
