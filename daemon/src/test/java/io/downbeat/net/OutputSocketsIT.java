package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.rig.Endpoint;
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
import java.util.List;

/** Outputs to receivers on loopback that come and go; time is stepped. */
@Timeout(20)
class OutputSocketsIT {
    private static final long POLL = 250_000;

    private final List<String> told = new ArrayList<>();
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
        outputs.send(2, bytes("to the desk"));
        outputs.send(1, bytes("to the visuals"));

        assertEquals("to the visuals", received(visuals));
        assertEquals("to the desk", received(desk));
        assertEquals(1, outputs.sent(1));
    }

    @Test
    void aReceiverThatRefusesIsToldOnce() {
        visuals.close();
        pollUntil(
                "1 UNREACHABLE",
                () -> {
                    outputs.send(1, bytes("one"));
                    outputs.send(1, bytes("two"));
                });
        for (int i = 0; i < 40; i++) {
            outputs.send(1, bytes("more"));
            poll();
        }

        assertEquals(List.of("1 UNREACHABLE"), told);
        assertEquals(OutputReachability.OK, outputs.status(2));
    }

    @Test
    void aReceiverThatIsBackIsToldAlthoughNothingIsSent() throws IOException {
        int port = visuals.getLocalPort();
        visuals.close();
        pollUntil("1 UNREACHABLE", () -> outputs.send(1, bytes("lost")));

        try (DatagramSocket again = receiver(port)) {
            pollUntil("1 OK", () -> {});
            outputs.send(1, bytes("present values"));

            assertEquals("#bundle", received(again).substring(0, 7));
            assertEquals("present values", received(again));
        }
        assertEquals(List.of("1 UNREACHABLE", "1 OK"), told);
    }

    @Test
    void whatIsSentBeforeAReceiverIsKnownToBeBackReachesIt() throws IOException {
        int port = visuals.getLocalPort();
        visuals.close();
        pollUntil("1 UNREACHABLE", () -> outputs.send(1, bytes("lost")));

        try (DatagramSocket again = receiver(port)) {
            outputs.send(1, bytes("early"));

            assertEquals("early", received(again));
        }
    }

    @Test
    void aNameThatStandsForNothingIsUnresolved() {
        try (OutputSockets lost = open(new Endpoint("no-such-host.invalid", 7000))) {
            lost.send(1, bytes("x"));
            lost.poll(now);
            lost.poll(now.plus(POLL));

            assertEquals(List.of("1 UNRESOLVED"), told);
            assertEquals(1, lost.dropped(1));
        }
    }

    private OutputSockets open(Endpoint... receivers) {
        return OutputSockets.open(
                List.of(receivers),
                new HostNames(new SystemHostClock()),
                (output, status) -> told.add(output + " " + status));
    }

    private void pollUntil(String line, Runnable between) {
        while (!told.contains(line)) {
            between.run();
            poll();
        }
    }

    private void poll() {
        now = now.plus(POLL);
        outputs.poll(now);
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
