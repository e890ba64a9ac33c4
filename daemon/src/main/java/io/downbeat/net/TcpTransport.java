package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * OSC over TCP: packets with a size prefix (OSC 1.0) or in SLIP frames (OSC 1.1). The first byte of
 * a connection decides which, and answers use the same framing. At most 64 connections, 32 of one
 * other host. One whose first message is not whole after 10 seconds is closed, as is one that takes
 * as long for a later message. A sender that ends its side of the stream is answered, and then
 * closed.
 *
 * <p>Sending never blocks and never throws, from any thread: a receiver that does not read may have
 * one megabyte waiting; more is dropped and counted. All receivers together may have twelve; then
 * the slowest is closed.
 */
public final class TcpTransport implements AutoCloseable {
    /**
     * No limit, because a patch may send its next message after an hour. If there is no room, an
     * idle connection is closed.
     */
    private static final long SILENCE_MICROS = Long.MAX_VALUE;

    private final TcpListener port;
    private final TcpConnections connections;
    private final AtomicLong dropped = new AtomicLong();

    /**
     * Receives packets and closed connections. Called on the threads of {@link NettyThreads}; must
     * not block. Packets of a peer come always on the same one.
     */
    public interface Listener {
        /** The readable part of a packet that has arrived completely. */
        void packet(DecodedPacket reading, Peer from, HostMicros at);

        /** A connection has closed. Nothing can be sent to this peer any more. */
        void closed(Peer peer);

        /** About a second has passed since the last call. On any of the threads. */
        default void onSecond(HostMicros now) {}
    }

    private TcpTransport(TcpListener port, TcpConnections connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * A port that listens.
     *
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    public static TcpTransport open(
            NettyThreads loop,
            ListenAddress listenAddress,
            AccessCheck accessCheck,
            HostClock clock,
            Listener listener) {
        TcpConnections connections = new TcpConnections(clock, listener);
        ConnectionGate connectionGate =
                new ConnectionGate(
                        "TCP",
                        accessCheck,
                        clock,
                        SILENCE_MICROS,
                        connections::accept,
                        listener::onSecond);
        return new TcpTransport(
                loop.listen(listenAddress, "--osc-tcp-port", connectionGate), connections);
    }

    /** How many connections are open. */
    int connections() {
        return port.connectionGate().size();
    }

    /** The bytes that all connections have still to send. */
    long unsentBytes() {
        return connections.unsentBytes();
    }

    /** Closes what takes too long, now and not within the next second. */
    void sweep() {
        port.connectionGate().sweep();
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    /**
     * Sends a packet in the framing of the peer's connection. If that is not possible, the packet
     * is counted as dropped.
     */
    public void send(Peer to, ByteBuffer packet) {
        if (!connections.trySend(to, packet)) {
            dropped.incrementAndGet();
        }
    }

    /** The number of packets that could not be sent. */
    public long dropped() {
        return dropped.get();
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        port.close();
    }
}
