package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What can not be read, sent to the whole daemon, is answered over UDP and over TCP alike. */
@Timeout(120)
class UnreadablePacketIT {
    private static final String[] UNREADABLE = {
        "/tempo..,x..", "/tempo..,f..", "/tempo..,fff", "/tempo..abcd", "/tempo..f...abcd"
    };

    private final OscCodec codec = new OscCodec();
    @TempDir private Path state;

    private static byte[] bytes(String ascii) {
        return ascii.replace('.', '\0').getBytes(US_ASCII);
    }

    /** A bundle of one element that can not be read and a ping. */
    private byte[] bundle(byte[] broken) {
        byte[] ping = codec.encode(OscMessage.of("/ping", OscArgument.i(7)));
        return ByteBuffer.allocate(24 + broken.length + ping.length)
                .put(bytes("#bundle."))
                .putLong(1)
                .putInt(broken.length)
                .put(broken)
                .putInt(ping.length)
                .put(ping)
                .array();
    }

    private List<OscMessage> messages(byte[] bytes, int size) {
        return switch (codec.decode(ByteBuffer.wrap(bytes, 0, size))) {
            case OscMessage message -> List.of(message);
            case OscBundle bundle -> bundle.packets().stream().map(OscMessage.class::cast).toList();
        };
    }

    private static void isType(List<OscMessage> answers) {
        assertEquals(1, answers.size());
        isType(answers.getFirst());
    }

    private static void isType(OscMessage error) {
        assertEquals("/error", error.address());
        assertEquals(OscArgument.s("/tempo"), error.arguments().get(0));
        assertEquals(OscArgument.s("type"), error.arguments().get(1));
        String text = error.arguments().get(2).text().orElseThrow();
        assertTrue(text.startsWith("the arguments cannot be read: "), text);
    }

    private static void isPongAndType(List<OscMessage> answers) {
        assertEquals(2, answers.size());
        assertEquals(OscMessage.of("/pong", OscArgument.i(7)), answers.getFirst());
        isType(answers.getLast());
    }

    @Test
    void overUdp() throws IOException {
        try (RunningDaemon stage = RunningDaemon.with(state);
                DatagramSocket socket = new DatagramSocket()) {
            socket.connect(InetAddress.getLoopbackAddress(), stage.port());
            for (String each : UNREADABLE) {
                byte[] broken = bytes(each);
                socket.send(new DatagramPacket(broken, broken.length));
                isType(received(socket));
            }
            byte[] bundle = bundle(bytes(UNREADABLE[0]));
            socket.send(new DatagramPacket(bundle, bundle.length));
            isPongAndType(received(socket));
        }
    }

    private List<OscMessage> received(DatagramSocket socket) throws IOException {
        DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
        socket.receive(answer);
        return messages(answer.getData(), answer.getLength());
    }

    @Test
    void overTcp() throws IOException {
        try (RunningDaemon stage = RunningDaemon.with(state, "--osc-tcp-port=0");
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.tcpPort());
                var out = new DataOutputStream(socket.getOutputStream());
                var in = new DataInputStream(socket.getInputStream())) {
            for (String each : UNREADABLE) {
                send(out, bytes(each));
                isType(received(in));
            }
            send(out, bundle(bytes(UNREADABLE[0])));
            isPongAndType(received(in));
        }
    }

    private static void send(DataOutputStream out, byte[] packet) throws IOException {
        out.writeInt(packet.length);
        out.write(packet);
    }

    private List<OscMessage> received(DataInputStream in) throws IOException {
        byte[] packet = new byte[in.readInt()];
        in.readFully(packet);
        return messages(packet, packet.length);
    }
}
