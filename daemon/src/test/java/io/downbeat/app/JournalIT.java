package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A real daemon that is killed, and the next one that goes on. */
@Timeout(300)
class JournalIT {

    private static final String LEVEL = "/node/bloom/intensity";

    /** Who has heard nothing for so long will not: fails, where a receive could wait for ever. */
    private static final int LOST_MILLIS = 30_000;

    /** Values are counted up in steps that a 32-bit float holds exactly. */
    private static final float STEP = 1 / 65_536f;

    private final int port = RealProcess.freePort();
    private final Random random = new Random(7);

    @TempDir private Path folder;

    @Test
    void whatWasAnsweredBeforeAKillIsThereAfterIt() throws Exception {
        Path graph = copiedExample();
        int count = 0;
        boolean safe = false;
        String first = "";
        for (int round = 0; round < 3; round++) {
            try (RealProcess daemon = started(graph);
                    Client client = new Client()) {
                String ready = ready(daemon);
                if (round > 0) {
                    assertTrue(ready.contains(", recovered "), ready);
                    assertEquals(number(count * STEP), client.ask(LEVEL));
                    assertEquals(number(safe ? 1 : 0), client.ask("/track/1/safe"));
                    assertEquals(number(1 + round), client.ask("/track/2/active"));
                    assertEquals(number(99 + round), client.ask("/tempo"));
                    assertEquals(number(1), client.ask("/session/dirty"));
                    assertEquals(
                            new OscArgument.Text("round " + (round - 1)),
                            client.ask("/track/1/name"));
                }
                first = round == 0 ? ready : first;
                for (int writes = 100 + random.nextInt(400); writes > 0; writes--) {
                    client.send(LEVEL, number(++count * STEP));
                }
                safe = !safe;
                client.send("/track/1/safe", number(safe ? 1 : 0));
                client.send("/track/2/clip/" + (2 + round) + "/launch");
                client.send("/tempo", number(100 + round));
                client.send("/track/1/name", new OscArgument.Text("round " + round));
                waitUntilWritten("round " + round);
                daemon.kill();
            }
        }
        assertFalse(first.contains("recovered"), first);
        try (RealProcess fresh = started(graph, "--fresh")) {
            assertFalse(ready(fresh).contains("recovered"));
            assertEquals(0, fresh.terminate());
        }
        try (RealProcess again = started(graph)) {
            assertFalse(ready(again).contains("recovered"));
            again.kill();
        }
    }

    @Test
    void aRequestedEndSaysHowManyUnsavedEditsAreKept() throws Exception {
        Path graph = copiedExample();
        try (RealProcess daemon = started(graph);
                Client client = new Client()) {
            ready(daemon);
            client.send("/track/1/name", new OscArgument.Text("Other"));
            assertEquals(new OscArgument.Text("Other"), client.ask("/track/1/name"));
            assertEquals(0, daemon.terminate());
            daemon.waitFor(line -> line.contains("1 unsaved edit(s) are kept"), "kept edits");
        }
        try (RealProcess again = started(graph)) {
            assertTrue(ready(again).contains(", recovered 1 edit(s), "));
            again.kill();
        }
    }

    @Test
    void aSaveThatRunsAtARequestedEndIsFinishedAndNoted() throws Exception {
        Path graph = copiedExample();
        try (RealProcess daemon = started(graph);
                Client client = new Client()) {
            ready(daemon);
            client.send("/track/1/name", new OscArgument.Text("Other"));
            client.send("/session/save");
            assertEquals(new OscArgument.Text("Other"), client.ask("/track/1/name"));
            assertEquals(0, daemon.terminate());
        }
        assertTrue(Files.readString(graph).contains("\"Other\""));
        try (RealProcess again = started(graph);
                Client client = new Client()) {
            assertFalse(ready(again).contains("recovered"));
            assertEquals(number(0), client.ask("/session/dirty"));
            again.kill();
        }
    }

    @Test
    void aSecondDaemonOnTheSameSessionIsRefused() throws Exception {
        Path graph = copiedExample();
        try (RealProcess daemon = started(graph)) {
            ready(daemon);
            try (RealProcess second = started(graph, "--osc-port=" + RealProcess.freePort())) {
                String line = second.waitFor(text -> text.startsWith("downbeat: "), "refusal");
                assertTrue(line.contains("plays this session already"), line);
                assertTrue(line.contains("process " + daemon.pid() + " "), line);
                second.kill();
            }
            daemon.kill();
        }
    }

    private Path copiedExample() throws IOException {
        Path example = Path.of("..", "graphs", "session", "av_performance.json");
        return Files.copy(example, folder.resolve("set.json"));
    }

    private static OscArgument number(float value) {
        return new OscArgument.Float32(value);
    }

    private RealProcess started(Path graph, String... options) {
        List<String> line = new ArrayList<>(RealProcess.javaCommand(Main.class));
        line.addAll(
                List.of(
                        graph.toString(),
                        "--http-port=off",
                        "--osc-tcp-port=off",
                        "--bind=127.0.0.1",
                        "--state-dir=" + folder.resolve("state")));
        line.addAll(List.of(options));
        if (Arrays.stream(options).noneMatch(option -> option.startsWith("--osc-port"))) {
            line.add("--osc-port=" + port);
        }
        return RealProcess.start(line.toArray(String[]::new));
    }

    private static String ready(RealProcess daemon) {
        return daemon.waitFor(line -> line.contains(" ready: "), "ready line");
    }

    /** Waits until the journal holds a text, and with it all that was done before. */
    private void waitUntilWritten(String text) throws IOException {
        while (!written().contains(text)) {
            Thread.onSpinWait();
        }
    }

    /** The journal's bytes; empty while there is no journal yet. */
    private String written() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("state"))) {
            Optional<Path> journal =
                    all.filter(file -> file.getFileName().toString().matches("journal-[^.]*"))
                            .findFirst();
            return journal.isEmpty()
                    ? ""
                    : new String(Files.readAllBytes(journal.get()), StandardCharsets.ISO_8859_1);
        }
    }

    /** A client that sends and asks. */
    private final class Client implements AutoCloseable {
        private final DatagramSocket socket =
                new DatagramSocket(0, InetAddress.getLoopbackAddress());

        Client() throws IOException {
            socket.setSoTimeout(LOST_MILLIS);
        }

        void send(String address, OscArgument... arguments) throws IOException {
            byte[] bytes = new OscCodec().encode(OscMessage.of(address, arguments));
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        }

        OscArgument ask(String address) throws IOException, OscFormatException {
            send(address);
            while (true) {
                var packet = new DatagramPacket(new byte[65_536], 65_536);
                socket.receive(packet);
                var bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                if (new OscCodec().decode(bytes) instanceof OscMessage message
                        && message.address().equals(address)) {
                    return message.arguments().getFirst();
                }
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
