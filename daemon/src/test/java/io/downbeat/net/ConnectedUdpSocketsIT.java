package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.osc.Peer;
import io.downbeat.rig.AllowedHosts;

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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Sockets of the listening port that are connected to one peer each, on the loopback. */
class ConnectedUdpSocketsIT {

    private final SystemHostClock clock = new SystemHostClock();
    private final UdpTransport udp =
            UdpTransport.open(
                    new ListenAddress("127.0.0.1", 0),
                    clock,
                    new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                    new HostNames(clock));
    private final List<String> read = new ArrayList<>();

    @AfterEach
    void close() {
        udp.close();
    }

    private void readUntil(int count) {
        while (read.size() < count) {
            readWhatIsThere();
        }
    }

    private void readUntilItHasASocket(int port) {
        while (!udp.hasItsOwnSocket(peer(port))) {
            readWhatIsThere();
        }
    }

    private void readWhatIsThere() {
        udp.await(clock.now().plus(10_000));
        udp.read(
                64,
                Long.MAX_VALUE,
                (data, from, at, late) -> read.add(text(data) + " " + from.port()));
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
    void aRefusingPortIsReportedThroughItsConnectedSocket() throws Exception {
        int closed;
        try (var brief = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = brief.getLocalPort();
        }
        List<Peer> refused = new ArrayList<>();
        udp.onRefusal(refused::add);
        udp.keepConnected(List.of(peer(closed)));

        readUntilItHasASocket(closed);
        udp.send(peer(closed), ByteBuffer.wrap(new byte[4]));
        while (refused.isEmpty()) {
            readWhatIsThere();
        }

        assertEquals(peer(closed), refused.getFirst());
    }

    @Test
    @Tag("HOST-4")
    void connectedPeersAndOthersAreReadAndAnsweredFromTheSamePort() throws Exception {
        try (var kept = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                var other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            udp.keepConnected(List.of(peer(kept.getLocalPort())));
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

            readUntilItHasASocket(kept.getLocalPort());
            send(kept, "connected");
            readUntil(11);
            udp.keepConnected(List.of());
            while (udp.hasItsOwnSocket(peer(kept.getLocalPort()))) {
                readWhatIsThere();
            }
            send(kept, "after");
            readUntil(12);
        }
    }

    @Test
    @Tag("HOST-4")
    void noOtherProgramCanShareThePort() throws Exception {
        udp.keepConnected(List.of(peer(9), peer(10), peer(11)));
        for (int port = 9; port <= 11; port++) {
            readUntilItHasASocket(port);
        }
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

    @Test
    @Tag("HOST-4")
    void noDatagramOfOthersIsLostWhileSubscribersAreAddedAndRemoved() throws Exception {
        var drops = KernelDrops.ofThisHost(udp.port());
        var subscribers = new AtomicInteger();
        var sent = new AtomicInteger();
        Thread others = new Thread(() -> sendUntil(() -> subscribers.get() == 100, sent));
        others.start();

        for (int port = 20_001; port <= 20_100; port++) {
            udp.keepConnected(List.of(peer(port)));
            readUntilItHasASocket(port);
            subscribers.incrementAndGet();
        }
        others.join();
        int before = -1;
        while (before < read.size()) {
            before = read.size();
            readWhatIsThere();
        }

        assertEquals(sent.get(), read.size() + udp.lost() + drops.sinceLastAsked());
    }

    /** Eight senders, a datagram each after the other. */
    private void sendUntil(BooleanSupplier done, AtomicInteger sent) {
        var senders = new ArrayList<DatagramSocket>();
        try {
            for (int i = 0; i < 8; i++) {
                senders.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            }
            while (!done.getAsBoolean()) {
                for (DatagramSocket sender : senders) {
                    send(sender, "n");
                    sent.incrementAndGet();
                    LockSupport.parkNanos(20_000);
                }
            }
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        } finally {
            senders.forEach(DatagramSocket::close);
        }
    }

    @Test
    @Tag("HOST-4")
    void aPeerThatSendsWithoutAPauseGetsItsSocketAfterwards() throws Exception {
        try (var busy = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            udp.keepConnected(List.of(peer(busy.getLocalPort())));
            for (int i = 0; i < 200; i++) {
                send(busy, "b" + i);
                readUntil(i + 1);
            }
            readUntilItHasASocket(busy.getLocalPort());
            send(busy, "last");
            readUntil(201);

            for (int i = 0; i < 200; i++) {
                assertEquals("b" + i + " " + busy.getLocalPort(), read.get(i));
            }
        }
    }
}
