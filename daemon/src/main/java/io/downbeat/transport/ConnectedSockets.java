package io.downbeat.transport;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Sockets beside the one that listens, on the same port, each connected to one peer. A system tells
 * only a connected socket that the other end refuses its datagrams (ICMP); and what such a peer
 * sends waits in a buffer of its own. Where a system does not allow two sockets on a port there are
 * none of these, and no refusal is known.
 *
 * <p>{@link #keep} and {@link #send} on one thread, all else on the thread that reads. A socket
 * that is no longer kept goes on being read, since its peer may still be sending, and is closed
 * once it has been silent for a while.
 */
final class ConnectedSockets {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedSockets.class);
    private static final int SEND_BUFFER = 1 << 20;

    /** How long a socket that is not kept any more is read on. */
    private static final long IDLE_MICROS = 10_000_000;

    private final DatagramChannel listening;
    private final Selector selector;
    private final HostClock clock;
    private final Map<Peer, Line> lines = new ConcurrentHashMap<>();
    private final Set<Line> leaving = ConcurrentHashMap.newKeySet();
    private final Deque<Line> ready = new ArrayDeque<>();
    private final int mostWaiting;
    private volatile Consumer<Peer> refusals = peer -> {};
    private volatile boolean areNew;
    private int readSinceNew;

    /** One socket and the peer at its other end. */
    private static final class Line {
        private final Peer to;
        private final DatagramChannel channel;
        private volatile HostMicros leftAt = HostMicros.NEVER;
        private boolean isReady;

        Line(Peer to, DatagramChannel channel) {
            this.to = to;
            this.channel = channel;
        }
    }

    /**
     * @param mostWaiting how many datagrams the buffer of the listening socket holds at most
     */
    ConnectedSockets(
            DatagramChannel listening, Selector selector, HostClock clock, int mostWaiting) {
        this.clock = clock;
        this.listening = listening;
        this.selector = selector;
        this.mostWaiting = mostWaiting;
    }

    /** Has somebody told of each datagram that a peer has refused. */
    void tellRefusals(Consumer<Peer> listener) {
        refusals = listener;
    }

    /** Connects a socket to each of these peers, and lets go of all others. */
    void keep(Collection<Peer> peers, UdpPeers addresses) {
        for (Iterator<Line> each = lines.values().iterator(); each.hasNext(); ) {
            Line line = each.next();
            if (!peers.contains(line.to)) {
                each.remove();
                letGo(line);
            }
        }
        for (Peer peer : peers) {
            InetSocketAddress address = lines.containsKey(peer) ? null : addresses.addressOf(peer);
            if (address != null) {
                connect(peer, address);
            }
        }
    }

    private void connect(Peer peer, InetSocketAddress address) {
        Optional<Line> stillOpen =
                leaving.stream().filter(line -> line.to.equals(peer)).findFirst();
        // Unless the thread that reads has just closed it.
        if (stillOpen.isPresent() && leaving.remove(stillOpen.get())) {
            lines.put(peer, stillOpen.get());
            return;
        }
        try {
            DatagramChannel channel =
                    DatagramChannel.open(
                            address.getAddress() instanceof Inet4Address
                                    ? StandardProtocolFamily.INET
                                    : StandardProtocolFamily.INET6);
            try {
                share(channel, address);
                Line line = new Line(peer, channel);
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, line);
                lines.put(peer, line);
                areNew = true;
                selector.wakeup();
            } catch (IOException | RuntimeException refused) {
                channel.close();
                throw refused;
            }
        } catch (IOException | RuntimeException refused) {
            LOG.debug("no socket of its own for {}: {}", peer, refused.toString());
        }
    }

    /** The port is shared only while a socket is bound to it: no other program may join. */
    private void share(DatagramChannel channel, InetSocketAddress address) throws IOException {
        InetSocketAddress own = (InetSocketAddress) listening.getLocalAddress();
        boolean wildcard = own.getAddress().isAnyLocalAddress();
        UdpTransport.tune(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
        UdpTransport.tune(channel, StandardSocketOptions.SO_BROADCAST, true);
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            allowAnother(true);
            channel.bind(wildcard ? new InetSocketAddress(own.getPort()) : own);
            channel.connect(address);
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, false);
        } finally {
            allowAnother(false);
        }
    }

    private void allowAnother(boolean allowed) throws IOException {
        listening.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
        for (Line line : lines.values()) {
            line.channel.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
        }
        for (Line line : leaving) {
            if (line.channel.isOpen()) {
                line.channel.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
            }
        }
    }

    private void letGo(Line line) {
        line.leftAt = clock.now();
        leaving.add(line);
    }

    /** Sends by the peer's own socket; false if it has none, or none that works any more. */
    boolean send(Peer to, ByteBuffer data) {
        Line line = lines.get(to);
        if (line == null) {
            return false;
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                line.channel.write(data);
                return true;
            } catch (PortUnreachableException ofAnEarlierOne) {
                refusals.accept(to);
            } catch (IOException broken) {
                // The network has changed: the next subscription connects anew.
                LOG.debug("sending to {}: {}", to, broken.toString());
                lines.remove(to, line);
                letGo(line);
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the listening socket may still hold what a peer sent before it had a socket of its
     * own: that is read first.
     */
    boolean areNew() {
        return areNew;
    }

    /**
     * The listening socket was read.
     *
     * @param found false if nothing was there
     */
    void listeningWasRead(boolean found) {
        if (areNew) {
            readSinceNew++;
            if (!found || readSinceNew > mostWaiting) {
                areNew = false;
                readSinceNew = 0;
            }
        }
    }

    /** Looks which of them have something, where nobody waits for that. */
    void look() {
        if (lines.isEmpty() && leaving.isEmpty()) {
            return;
        }
        try {
            selector.selectNow(this::note);
        } catch (IOException failed) {
            LOG.debug("looking at the UDP sockets", failed);
        }
    }

    /** Takes note of what the selector has found. */
    void note(SelectionKey key) {
        if (key.attachment() instanceof Line line && !line.isReady) {
            line.isReady = true;
            ready.add(line);
        }
    }

    /** The next datagram of any of them, put into the buffer; null if there is none. */
    @Nullable InetSocketAddress receive(ByteBuffer datagram) {
        for (Line line = ready.peek(); line != null; line = ready.peek()) {
            InetSocketAddress from = receive(line, datagram);
            ready.remove();
            if (from == null) {
                line.isReady = false;
            } else {
                // Behind the others: what one sends does not hold up another.
                ready.add(line);
                return from;
            }
        }
        return null;
    }

    private @Nullable InetSocketAddress receive(Line line, ByteBuffer datagram) {
        while (line.channel.isOpen()) {
            datagram.clear();
            try {
                var from = (InetSocketAddress) line.channel.receive(datagram);
                datagram.flip();
                return from;
            } catch (PortUnreachableException refused) {
                refusals.accept(line.to);
            } catch (IOException broken) {
                LOG.debug("receiving from {}: {}", line.to, broken.toString());
                return null;
            }
        }
        return null;
    }

    /** Closes those that are not kept and have been silent, all of which is read. */
    void closeIdle() {
        if (leaving.isEmpty()) {
            return;
        }
        HostMicros now = clock.now();
        List<Line> idle =
                leaving.stream()
                        .filter(line -> !line.isReady && now.since(line.leftAt) > IDLE_MICROS)
                        .toList();
        for (Line line : idle) {
            // Unless the thread that sends has just taken it up again.
            if (leaving.remove(line)) {
                close(line);
            }
        }
    }

    void close() {
        lines.values().forEach(ConnectedSockets::close);
        leaving.forEach(ConnectedSockets::close);
    }

    private static void close(Line line) {
        try {
            line.channel.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing the socket to {}", line.to, alreadyBroken);
        }
    }
}
