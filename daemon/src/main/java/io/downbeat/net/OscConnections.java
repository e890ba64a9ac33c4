package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The open OSC connections by their peers: TCP streams and WebSockets.
 *
 * <p>Sending never blocks and never throws, from any thread: a receiver that does not read may have
 * {@value OscConnection#MOST_UNSENT} bytes waiting; more is dropped and counted. All together have
 * at most {@value #MOST_UNSENT_OF_ALL} unsent bytes; from {@value #CLOSING_FROM} on, the connection
 * with the most is closed. Thread safe.
 */
public final class OscConnections {
    /** A sixteenth of the launcher's heap. */
    static final long MOST_UNSENT_OF_ALL = 16L << 20;

    /** Twelve receivers that read nothing; the rest is for the others while one is closed. */
    static final long CLOSING_FROM = 12L << 20;

    private final AtomicLong unsent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Map<Peer, OscConnection> open = new ConcurrentHashMap<>();
    private final HostClock clock;
    private final Listener listener;
    private final LogLimiter lines = new LogLimiter();

    /**
     * Receives packets and closed connections. Called on the threads of {@link NettyThreads}; must
     * not block. Packets of a peer come always on the same one.
     */
    public interface Listener {
        /** The readable part of a packet that has arrived completely. */
        void packet(DecodedPacket reading, Peer from, HostMicros at);

        /** A text message has arrived over a WebSocket. */
        default void text(String message, Peer from, HostMicros at) {}

        /** A connection has closed. Nothing can be sent to this peer any more. */
        void closed(Peer peer);

        /**
         * A connection that had a backlog, or that something was dropped for, has read most of what
         * waited for it.
         */
        default void caughtUp(Peer peer) {}

        /** Up to a second has passed since the last call. On any of the threads. */
        default void onSecond(HostMicros now) {}
    }

    /** No connection yet. */
    public OscConnections(HostClock clock, Listener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Sends a packet on its peer's own connection. If that is not possible, the packet is counted
     * as dropped.
     *
     * @return whether it will be sent
     */
    public boolean send(Peer to, ByteBuffer packet) {
        OscConnection connection = open.get(to);
        if (unsent.get() >= CLOSING_FROM) {
            closeSlowest();
        }
        boolean queued = connection != null && connection.trySend(packet);
        if (!queued) {
            dropped.incrementAndGet();
        }
        return queued;
    }

    /**
     * Sends a text message to a peer with a WebSocket.
     *
     * @return whether it will be sent; if not, too much waits already, or the peer is gone
     */
    public boolean sendText(Peer to, String message) {
        OscConnection connection = open.get(to);
        return connection != null && connection.trySendText(message);
    }

    /**
     * Whether so much waits for a peer that what has no haste should wait too. If so, {@link
     * Listener#caughtUp} is called later.
     */
    public boolean hasBacklog(Peer to) {
        OscConnection connection = open.get(to);
        return connection != null && connection.hasBacklog();
    }

    /** The peers that have a WebSocket now. */
    public List<Peer> webSockets() {
        return open.keySet().stream()
                .filter(peer -> peer.transport() == Peer.Transport.WS)
                .toList();
    }

    /** The number of packets that could not be sent. */
    public long dropped() {
        return dropped.get();
    }

    /** The bytes that all have still to send. */
    long unsentBytes() {
        return unsent.get();
    }

    void onSecond(HostMicros now) {
        listener.onSecond(now);
    }

    /** Adds an accepted connection. It is removed when its channel closes. */
    OscConnection add(ConnectionActivity clientConnection, Peer.Transport transport) {
        var from = (InetSocketAddress) clientConnection.channel().remoteAddress();
        Peer peer = Peer.of(transport, from.getAddress(), from.getPort());
        var connection = new OscConnection(clientConnection, peer, clock, listener, lines, unsent);
        open.put(peer, connection);
        clientConnection.channel().closeFuture().addListener(parted -> forget(peer, connection));
        return connection;
    }

    /** One at a time: what it had still to send is counted until it is gone. */
    private synchronized void closeSlowest() {
        boolean closing = open.values().stream().anyMatch(OscConnection::isClosing);
        if (!closing) {
            open.values().stream()
                    .max(Comparator.comparingLong(OscConnection::unsentBytes))
                    .ifPresent(OscConnection::closeAsSlowest);
        }
    }

    private void forget(Peer peer, OscConnection connection) {
        if (open.remove(peer, connection)) {
            listener.closed(peer);
        }
    }
}
