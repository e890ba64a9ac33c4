package io.downbeat.app;

import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.rig.Endpoint;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** A socket on loopback that answers each message as a test says, on a thread of its own. */
public final class UdpResponder implements AutoCloseable {
    private final OscCodec codec = new OscCodec();
    private final DatagramSocket socket;
    private final Function<OscMessage, List<OscMessage>> answers;

    private UdpResponder(DatagramSocket socket, Function<OscMessage, List<OscMessage>> answers) {
        this.socket = socket;
        this.answers = answers;
    }

    public static UdpResponder with(Function<OscMessage, List<OscMessage>> answers)
            throws SocketException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        UdpResponder answering = new UdpResponder(socket, answers);
        Thread.ofPlatform().daemon().start(answering::answer);
        return answering;
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }

    private void answer() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            while (true) {
                packet.setLength(2048);
                socket.receive(packet);
                ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
                for (OscMessage answer : answers.apply((OscMessage) codec.decode(bytes))) {
                    byte[] encoded = codec.encode(answer);
                    socket.send(
                            new DatagramPacket(encoded, encoded.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            socket.close();
        }
    }
}
