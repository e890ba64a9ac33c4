package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The open OSC connections by their peers. Together they have at most {@value #MOST_UNSENT} unsent
 * bytes; from {@value #CLOSING_FROM} on, the connection with the most is closed. Thread safe.
 */
final class TcpConnections {
    /** A sixteenth of the launcher's heap. */
    static final long MOST_UNSENT = 16L << 20;

    /** Twelve receivers that read nothing; the rest is for the others while one is closed. */
    static final long CLOSING_FROM = 12L << 20;

    private final AtomicLong unsent = new AtomicLong();
    private final Map<Peer, TcpConnection> open = new ConcurrentHashMap<>();
    private final HostClock clock;
    private final TcpTransport.Listener listener;
    private final LogLimiter lines = new LogLimiter();

    TcpConnections(HostClock clock, TcpTransport.Listener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Sets up an accepted connection. */
    void accept(ConnectionActivity clientConnection) {
        Channel channel = clientConnection.channel();
        InetSocketAddress from = (InetSocketAddress) channel.remoteAddress();
        Peer peer = Peer.of(Peer.Transport.TCP, from.getAddress(), from.getPort());
        TcpConnection connection =
                new TcpConnection(clientConnection, peer, clock, listener, lines, unsent);
        open.put(peer, connection);
        // A client that has ended its side (nc -N) still waits for the answers.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.closeFuture().addListener(parted -> forget(peer, connection));
        channel.pipeline().addLast(connection);
    }

    /** Whether the peer is connected and the packet was queued. */
    boolean trySend(Peer to, ByteBuffer packet) {
        TcpConnection connection = open.get(to);
        if (unsent.get() >= CLOSING_FROM) {
            closeSlowest();
        }
        return connection != null
                && unsent.get() + packet.remaining() <= MOST_UNSENT
                && connection.trySend(packet);
    }

    /** The bytes that all have still to send. */
    long unsentBytes() {
        return unsent.get();
    }

    /** One at a time: what it had still to send is counted until it is gone. */
    private synchronized void closeSlowest() {
        boolean closing = open.values().stream().anyMatch(TcpConnection::isClosing);
        if (!closing) {
            open.values().stream()
                    .max(Comparator.comparingLong(TcpConnection::unsentBytes))
                    .ifPresent(TcpConnection::closeAsSlowest);
        }
    }

    private void forget(Peer peer, TcpConnection connection) {
        if (open.remove(peer, connection)) {
            listener.closed(peer);
        }
    }
}
