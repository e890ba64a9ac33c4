package io.downbeat.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.osc.Peer;
import io.downbeat.rig.Access;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sockets of the listening port that are connected to one peer each, on the loopback. */
class ConnectedSocketsIT {

    private final SystemHostClock clock = new SystemHostClock();
    private final UdpTransport udp =
            UdpTransport.open(
                    new Place("127.0.0.1", 0),
                    clock,
                    new Admission(Access.LOOPBACK_ONLY, ThisComputer.read()),
                    new HostNames(clock));
    private final List<String> read = new ArrayList<>();

    @AfterEach
    void close() {
        udp.close();
    }

    private void readUntil(int count) {
        while (read.size() < count) {
            udp.await(clock.now().plus(1_000_000));
            udp.read(
                    64,
                    Long.MAX_VALUE,
                    (data, from, at) -> read.add(text(data) + " " + from.port()));
        }
    }

    private static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data).toString();
    }

    private void send(DatagramSocket from, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.send(
                new DatagramPacket(
                        bytes, bytes.length, InetAddress.getLoopbackAddress(), udp.port()));
    }

    private static Peer peer(int port) {
        return Peer.parse("udp:127.0.0.1:" + port);
    }

    @Test
    @Tag("HOST-4")
    void aPortThatRefusesIsToldBecauseItsSocketIsConnected() throws Exception {
        int closed;
        try (var brief = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = brief.getLocalPort();
        }
        List<Peer> refused = new ArrayList<>();
        udp.tellRefusals(refused::add);
        udp.keep(List.of(peer(closed)));

        udp.send(peer(closed), ByteBuffer.wrap(new byte[4]));
        while (refused.isEmpty()) {
            udp.await(clock.now().plus(1_000_000));
            udp.read(64, Long.MAX_VALUE, (data, from, at) -> {});
        }

        assertEquals(peer(closed), refused.getFirst());
    }

    @Test
    @Tag("HOST-4")
    void whatAKeptPeerAndOthersSendIsReadAndAnsweredFromThePort() throws Exception {
        try (var kept = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            udp.keep(List.of(peer(kept.getLocalPort())));
            for (int i = 0; i < 5; i++) {
                send(kept, "k" + i);
                send(other, "o" + i);
            }
            readUntil(10);
            for (int i = 0; i < 5; i++) {
                assertEquals(true, read.contains("k" + i + " " + kept.getLocalPort()));
                assertEquals(true, read.contains("o" + i + " " + other.getLocalPort()));
            }

            udp.send(peer(kept.getLocalPort()), ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            var answer = new DatagramPacket(new byte[16], 16);
            kept.receive(answer);
            assertEquals(udp.port(), answer.getPort());

            udp.keep(List.of());
            send(kept, "after");
            readUntil(11);
        }
    }

    @Test
    @Tag("HOST-4")
    void noOtherProgramCanShareThePort() throws Exception {
        udp.keep(List.of(peer(9), peer(10), peer(11)));
        try (DatagramChannel intruder = DatagramChannel.open()) {
            intruder.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            intruder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            assertThrows(
                    BindException.class,
                    () ->
                            intruder.bind(
                                    new InetSocketAddress(
                                            InetAddress.getLoopbackAddress(), udp.port())));
        }
    }
}
