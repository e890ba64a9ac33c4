package io.downbeat.transport;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The OSC connections that are open, by their peers. Used from any thread. */
final class TcpConnections {
    private final Map<Peer, TcpConnection> open = new ConcurrentHashMap<>();
    private final HostClock clock;
    private final TcpTransport.Listener listener;
    private final LogLimiter lines = new LogLimiter();

    TcpConnections(HostClock clock, TcpTransport.Listener listener) {
        this.clock = clock;
        this.listener = listener;
    }

    /** Sets up a connection that was let in, until it closes. */
    void welcome(Guest guest) {
        Channel channel = guest.channel();
        InetSocketAddress from = (InetSocketAddress) channel.remoteAddress();
        Peer peer = Peer.of(Peer.Transport.TCP, from.getAddress(), from.getPort());
        TcpConnection connection = new TcpConnection(guest, peer, clock, listener, lines);
        open.put(peer, connection);
        // Who has said everything (nc -N) still waits for the answers.
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.closeFuture().addListener(parted -> forget(peer, connection));
        channel.pipeline().addLast(connection);
    }

    /** Whether a peer's connection is there and takes a packet to send. */
    boolean isTaken(Peer to, ByteBuffer packet) {
        TcpConnection connection = open.get(to);
        return connection != null && connection.isTaken(packet);
    }

    private void forget(Peer peer, TcpConnection connection) {
        if (open.remove(peer, connection)) {
            listener.closed(peer);
        }
    }
}
