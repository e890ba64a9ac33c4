package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** A socket on loopback that hears what a client sends and answers what the test says. */
final class FakeDaemon implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final OscBytes bytes = new OscBytes();
    private final DatagramSocket socket;
    private final DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);

    FakeDaemon() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_MS);
    }

    int port() {
        return socket.getLocalPort();
    }

    DownbeatClient client() {
        return DownbeatClient.connect("127.0.0.1", port());
    }

    /** The next packet's messages, as they print. */
    List<String> hears() {
        try {
            packet.setLength(packet.getData().length);
            socket.receive(packet);
        } catch (IOException nothing) {
            throw new UncheckedIOException("nothing was sent", nothing);
        }
        return bytes
                .decode(
                        Arrays.copyOf(packet.getData(), packet.getLength()),
                        odd -> assertEquals("", odd))
                .stream()
                .map(Message::toString)
                .toList();
    }

    /** Answers whoever sent the last packet. */
    void says(Message... messages) {
        byte[] answer =
                messages.length == 1 ? bytes.encode(messages[0]) : bytes.encode(List.of(messages));
        says(answer);
    }

    void says(byte[] answer) {
        assertNotNull(packet.getAddress(), "nobody has sent anything yet");
        try {
            socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
