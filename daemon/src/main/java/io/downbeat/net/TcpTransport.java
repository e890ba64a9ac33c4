package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.netty.channel.ChannelOption;

/**
 * OSC over TCP: packets with a size prefix (OSC 1.0) or in SLIP frames (OSC 1.1). The first byte of
 * a connection decides which, and answers use the same framing. At most 64 connections, 32 of one
 * other host. One whose first message is not whole after 10 seconds is closed, as is one that takes
 * as long for a later message. A sender that ends its side of the stream is answered, and then
 * closed. Packets are sent by {@link OscConnections}.
 */
public final class TcpTransport {
    /**
     * No limit, because a patch may send its next message after an hour. If there is no room, an
     * idle connection is closed.
     */
    private static final long SILENCE_MICROS = Long.MAX_VALUE;

    private TcpTransport() {}

    /**
     * A port that listens.
     *
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    public static TcpListener open(
            NettyThreads loop,
            ListenAddress listenAddress,
            AccessCheck accessCheck,
            HostClock clock,
            OscConnections connections) {
        ConnectionGate connectionGate =
                new ConnectionGate(
                        "TCP",
                        accessCheck,
                        clock,
                        SILENCE_MICROS,
                        clientConnection -> accept(clientConnection, connections, clock),
                        connections::onSecond);
        return loop.listen(listenAddress, "--osc-tcp-port", connectionGate);
    }

    private static void accept(
            ConnectionActivity clientConnection, OscConnections connections, HostClock clock) {
        OscConnection connection = connections.add(clientConnection, Peer.Transport.TCP);
        // A client that has ended its side (nc -N) still waits for the answers.
        clientConnection.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        clientConnection
                .channel()
                .pipeline()
                .addLast(new TcpStreamToOscPackets(clientConnection, connection, clock));
    }
}
