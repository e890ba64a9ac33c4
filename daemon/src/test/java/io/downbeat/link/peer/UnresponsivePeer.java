package io.downbeat.link.peer;

import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PeerState;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.Beats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A peer that announces itself once and answers no pings. It counts them. */
final class UnresponsivePeer {

    private static final InetSocketAddress GROUP = new InetSocketAddress("224.76.78.75", 20808);
    private static final NodeId NAME = CapturedPackets.name("########");

    private UnresponsivePeer() {}

    static void appear(IntConsumer pinged) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatagramSocket measured = new DatagramSocket(0, loopback);
        Thread.ofPlatform().daemon().start(() -> count(measured, pinged));
        PeerState state =
                new PeerState(
                        NAME,
                        NAME,
                        new SessionTimeline(645_161, Beats.ZERO, GhostMicros.ZERO),
                        StartStop.NONE,
                        Optional.of(new InetSocketAddress(loopback, measured.getLocalPort())));
        byte[] alive = DiscoveryCodec.alive(state);
        try (var speaking = new DatagramSocket(0, loopback)) {
            speaking.setOption(
                    StandardSocketOptions.IP_MULTICAST_IF,
                    NetworkInterface.getByInetAddress(loopback));
            speaking.send(new DatagramPacket(alive, alive.length, GROUP));
        }
    }

    private static void count(DatagramSocket measured, IntConsumer pinged) {
        DatagramPacket ping = new DatagramPacket(new byte[512], 512);
        try {
            for (int count = 1; ; count++) {
                measured.receive(ping);
                pinged.accept(count);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
