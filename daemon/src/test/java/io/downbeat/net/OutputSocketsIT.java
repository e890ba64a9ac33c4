package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.view.SessionView.OutputStatus;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Outputs to receivers on loopback that come and go; time is stepped. */
@Timeout(20)
class OutputSocketsIT {
    private static final long POLL = 250_000;

    private final List<String> told = new ArrayList<>();
    private final Map<Integer, OutputStatus> statuses =
            new HashMap<>(Map.of(0, OutputStatus.OK, 1, OutputStatus.OK));
    private final DatagramSocket visuals = receiver(0);
    private final DatagramSocket desk = receiver(0);
    private final OutputSockets outputs = open(endpoint(visuals), endpoint(desk));
    private HostMicros now = new HostMicros(0);

    @AfterEach
    void close() {
        outputs.close();
        visuals.close();
        desk.close();
    }

    @Test
    void eachOutputReachesItsOwnReceiver() throws IOException {
        outputs.all().get(1).send(bytes("to the desk"));
        outputs.all().get(0).send(bytes("to the visuals"));

        assertEquals("to the visuals", received(visuals));
        assertEquals("to the desk", received(desk));
        assertEquals(1, outputs.all().get(0).sent());
    }

    @Test
    void aRefusingReceiverIsReportedOnce() {
        visuals.close();
        pollUntil(
                "1 UNREACHABLE",
                () -> {
                    outputs.all().get(0).send(bytes("one"));
                    outputs.all().get(0).send(bytes("two"));
                });
        for (int i = 0; i < 40; i++) {
            outputs.all().get(0).send(bytes("more"));
            poll();
        }

        assertEquals(List.of("1 UNREACHABLE"), told);
        assertEquals(OutputStatus.OK, outputs.all().get(1).status());
    }

    @Test
    void aReturningReceiverIsReportedAlthoughNothingIsSent() throws IOException {
        int port = visuals.getLocalPort();
        visuals.close();
        pollUntil("1 UNREACHABLE", () -> outputs.all().get(0).send(bytes("lost")));

        try (DatagramSocket again = receiver(port)) {
            pollUntil("1 OK", () -> {});
            outputs.all().get(0).send(bytes("present values"));

            assertEquals("#bundle", received(again).substring(0, 7));
            assertEquals("present values", received(again));
        }
        assertEquals(List.of("1 UNREACHABLE", "1 OK"), told);
    }

    @Test
    void messagesSentBeforeAReturnIsKnownReachTheReceiver() throws IOException {
        int port = visuals.getLocalPort();
        visuals.close();
        pollUntil("1 UNREACHABLE", () -> outputs.all().get(0).send(bytes("lost")));

        try (DatagramSocket again = receiver(port)) {
            outputs.all().get(0).send(bytes("early"));

            assertEquals("early", received(again));
        }
    }

    @Test
    void anUnknownHostNameIsUnresolved() {
        try (OutputSockets lost = open(new Endpoint("no-such-host.invalid", 7000))) {
            lost.all().get(0).send(bytes("x"));
            poll(lost);
            poll(lost);

            assertEquals(List.of("1 UNRESOLVED"), told);
            assertEquals(1, lost.all().get(0).dropped());
        }
    }

    private OutputSockets open(Endpoint... receivers) {
        return OutputSockets.open(List.of(receivers), new HostNames(new SystemHostClock()));
    }

    private void pollUntil(String line, Runnable between) {
        while (!told.contains(line)) {
            between.run();
            poll();
        }
    }

    private void poll() {
        poll(outputs);
    }

    /** As the outputs do: they look at the status before and behind each poll. */
    private void poll(OutputSockets polled) {
        now = now.plus(POLL);
        for (int at = 0; at < polled.all().size(); at++) {
            OutputSocket socket = polled.all().get(at);
            noteStatus(at, socket.status());
            socket.poll(now);
            noteStatus(at, socket.status());
        }
    }

    private void noteStatus(int at, OutputStatus status) {
        if (statuses.put(at, status) != status) {
            told.add(at + 1 + " " + status);
        }
    }

    private static Endpoint endpoint(DatagramSocket receiver) {
        return new Endpoint("127.0.0.1", receiver.getLocalPort());
    }

    private static DatagramSocket receiver(int port) {
        try {
            DatagramSocket socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(10_000);
            return socket;
        } catch (IOException refused) {
            throw new AssertionError(refused);
        }
    }

    private static String received(DatagramSocket at) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        at.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
