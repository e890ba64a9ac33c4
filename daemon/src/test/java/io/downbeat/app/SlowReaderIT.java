package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscPacket;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A TCP client that stops reading for a while, at a real daemon. */
@Timeout(120)
class SlowReaderIT {
    /** More in all than the systems of both sides and the daemon hold. */
    private static final int LARGE_QUESTIONS = 1_200;

    private static final OscArgument LARGE = OscArgument.Blob.of(new byte[8_000]);

    private static final int CHANGES = 50;

    @TempDir private Path state;

    @Test
    @Tag("WEBSOCKET-5")
    void endsWithThePresentValues() throws IOException {
        try (RunningDaemon daemon = RunningDaemon.with(state, "--osc-tcp-port=0");
                var reader = new OscTcpClient(daemon.tcpPort());
                var writer = new OscTcpClient(daemon.tcpPort())) {
            reader.send("/subscribe", OscArgument.s("/track/1/name"));
            reader.awaitMessage("/update", OscArgument.f(0));
            for (int question = 1; question <= LARGE_QUESTIONS; question++) {
                reader.send("/ping", LARGE);
            }
            for (int change = 1; change <= CHANGES; change++) {
                writer.send("/track/1/name", OscArgument.s("change " + change));
                writer.send("/ping", OscArgument.i(change));
                writer.awaitMessage("/pong", OscArgument.i(change));
            }

            // The daemon has dropped some answers, so it sends all values again.
            reader.awaitMessage("/update", OscArgument.f(1));
            OscMessage name = reader.next("/track/1/name");
            assertEquals(OscArgument.s("change " + CHANGES), name.arguments().getFirst());
            reader.awaitMessage("/update", OscArgument.f(0));

            writer.send("/track/1/name", OscArgument.s("after it"));
            assertEquals(
                    OscArgument.s("after it"), reader.next("/track/1/name").arguments().getFirst());
        }
    }

    /** A stream of packets, each behind its length. Its system keeps little of what is unread. */
    private static final class OscTcpClient implements AutoCloseable {
        private final Socket socket = new Socket();
        private final OscCodec codec = new OscCodec();
        private final Deque<OscMessage> received = new ArrayDeque<>();
        private final DataInputStream in;
        private final DataOutputStream out;

        OscTcpClient(int port) throws IOException {
            socket.setReceiveBufferSize(8_192);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            in = new DataInputStream(socket.getInputStream());
            out = new DataOutputStream(socket.getOutputStream());
        }

        void send(String address, OscArgument... arguments) throws IOException {
            byte[] packet = codec.encode(OscMessage.of(address, arguments));
            out.write(
                    ByteBuffer.allocate(4 + packet.length)
                            .putInt(packet.length)
                            .put(packet)
                            .array());
        }

        void awaitMessage(String address, OscArgument argument) throws IOException {
            while (!next(address).arguments().getFirst().equals(argument)) {
                // Another value of this address.
            }
        }

        OscMessage next(String address) throws IOException {
            while (true) {
                while (received.isEmpty()) {
                    byte[] packet = in.readNBytes(in.readInt());
                    receive(codec.decode(ByteBuffer.wrap(packet)));
                }
                OscMessage message = received.remove();
                if (message.address().equals(address)) {
                    return message;
                }
            }
        }

        private void receive(OscPacket packet) {
            switch (packet) {
                case OscMessage message -> received.add(message);
                case OscBundle bundle -> bundle.packets().forEach(this::receive);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
