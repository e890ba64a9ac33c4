package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Additional sockets on the listening port, each connected to one peer. The system reports refused
 * datagrams (ICMP) only to a connected socket, and a connected socket has a receive buffer of its
 * own. If the system does not allow two sockets on one port, there are none, and refusals are not
 * known.
 *
 * <p>No datagrams of other peers are lost while a socket is added: the system gives them to the new
 * socket only between {@code bind} and the moment at which the port is no longer shared, and they
 * are delivered before it is connected. Datagrams of its own peer are lost in the some 20
 * microseconds in which it is being connected: {@link DatagramChannel#connect} throws away what has
 * come. So it is connected when the peer has been silent for {@value #QUIET_MICROS} microseconds,
 * or after {@value #LATEST_MICROS} at the latest.
 *
 * <p>Bounded: {@value #MOST} sockets; peers beyond that have none. {@link #keepConnected} and
 * {@link #send} on one thread, all else on the thread that reads. A socket that is no longer kept
 * goes on being read, since its peer may still be sending, and is closed once it has been silent
 * for a while.
 */
final class ConnectedUdpSockets {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectedUdpSockets.class);
    private static final int SEND_BUFFER = 1 << 20;

    /** The largest number of sockets, with those that are only read until they are idle. */
    static final int MOST = 256;

    /**
     * A program that asks for feedback, and acts on what it is sent first, is finished by then. A
     * person rarely presses a button at the very moment of connecting.
     */
    static final long QUIET_MICROS = 250_000;

    /** A peer that is never silent is connected after this time; it may be a forged address. */
    static final long LATEST_MICROS = 5_000_000;

    /** A socket that is not needed any more is closed after this much silence. */
    private static final long IDLE_MICROS = 10_000_000;

    /** How long to wait for the address of a name, or for room. */
    private static final long LATER_MICROS = 1_000_000;

    private final DatagramChannel listening;
    private final Selector selector;
    private final HostClock clock;
    private final UdpPeerCache addresses;
    private final Map<Peer, ConnectedSocket> lines = new ConcurrentHashMap<>();
    private final Set<ConnectedSocket> leaving = ConcurrentHashMap.newKeySet();
    private final Map<Peer, SendRequest> wishes = new HashMap<>();
    private final Deque<ConnectedSocket> ready = new ArrayDeque<>();
    private final int mostWaiting;
    private volatile Consumer<Peer> refusals = peer -> {};
    private volatile Set<Peer> kept = Set.of();
    private volatile boolean keptIsNew;
    private final boolean possible;
    private boolean hasNewSockets;
    private int readSinceNew;

    /** Receives the datagrams of the listening socket while another socket is added to its port. */
    interface ListeningSocketReader {
        /** Reads everything from the listening socket; false if there is too much. */
        boolean readAll();

        /** A datagram that arrived at the new socket and is not from its peer. */
        void onDatagram(InetSocketAddress from, ByteBuffer data);
    }

    /** A socket and its peer. */
    private static final class ConnectedSocket {
        private final Peer to;
        private final DatagramChannel channel;
        private volatile HostMicros silentSince;
        private boolean isReady;

        ConnectedSocket(Peer to, DatagramChannel channel, HostMicros now) {
            this.to = to;
            this.channel = channel;
            silentSince = now;
        }
    }

    /** A peer that needs a socket, and when to connect it. */
    private static final class SendRequest {
        private final HostMicros latest;
        private HostMicros due;

        SendRequest(HostMicros now) {
            latest = now.plus(LATEST_MICROS);
            due = now.plus(QUIET_MICROS);
        }
    }

    /**
     * @param possible whether the port can be shared without loss: {@link UdpTransport}
     * @param mostWaiting how many datagrams the buffer of the listening socket holds at most
     */
    ConnectedUdpSockets(
            DatagramChannel listening,
            Selector selector,
            HostClock clock,
            UdpPeerCache addresses,
            boolean possible,
            int mostWaiting) {
        this.clock = clock;
        this.listening = listening;
        this.selector = selector;
        this.addresses = addresses;
        this.possible = possible;
        this.mostWaiting = mostWaiting;
    }

    /** Sets the listener for datagrams that a peer has refused. */
    void onRefusal(Consumer<Peer> listener) {
        refusals = listener;
    }

    /**
     * Keeps a socket for each of these peers and for no others; {@link #maintain} opens and
     * connects them.
     */
    void keepConnected(Collection<Peer> peers) {
        if (possible) {
            kept = Set.copyOf(peers);
            keptIsNew = true;
        }
    }

    /** Whether a peer has its own socket. Thread safe. */
    boolean has(Peer peer) {
        return lines.containsKey(peer);
    }

    /** When {@link #maintain} has work; may be never. */
    HostMicros nextTend() {
        if (keptIsNew) {
            return clock.now();
        }
        HostMicros next = HostMicros.NEVER;
        for (SendRequest sendRequest : wishes.values()) {
            next = next.orEarlier(sendRequest.due);
        }
        return next;
    }

    /** A datagram of a peer was read. */
    void onDatagram(Peer from, HostMicros now) {
        if (!wishes.isEmpty()) {
            SendRequest sendRequest = wishes.get(from);
            if (sendRequest != null) {
                sendRequest.due = now.plus(QUIET_MICROS).orEarlier(sendRequest.latest);
            }
        }
    }

    /** Releases sockets that are not needed any more, and connects at most one. */
    void maintain(HostMicros now, ListeningSocketReader unconnectedSender, ByteBuffer datagram) {
        if (keptIsNew) {
            keptIsNew = false;
            settle(kept, now);
        }
        for (Map.Entry<Peer, SendRequest> each : wishes.entrySet()) {
            if (!each.getValue().due.isAfter(now)) {
                send(each.getKey(), each.getValue(), now, unconnectedSender, datagram);
                return;
            }
        }
    }

    private void settle(Set<Peer> peers, HostMicros now) {
        for (Iterator<ConnectedSocket> each = lines.values().iterator(); each.hasNext(); ) {
            ConnectedSocket connectedSocket = each.next();
            if (!peers.contains(connectedSocket.to)) {
                each.remove();
                closeSocket(connectedSocket);
            }
        }
        wishes.keySet().retainAll(peers);
        for (ConnectedSocket connectedSocket : List.copyOf(leaving)) {
            if (peers.contains(connectedSocket.to)
                    && lines.putIfAbsent(connectedSocket.to, connectedSocket) == null) {
                leaving.remove(connectedSocket);
            }
        }
        for (Peer peer : peers) {
            if (!lines.containsKey(peer)) {
                wishes.computeIfAbsent(peer, to -> new SendRequest(now));
            }
        }
    }

    private void send(
            Peer peer,
            SendRequest sendRequest,
            HostMicros now,
            ListeningSocketReader unconnectedSender,
            ByteBuffer datagram) {
        InetSocketAddress address = addresses.addressOf(peer);
        if (address == null || lines.size() + leaving.size() >= MOST) {
            sendRequest.due = now.plus(LATER_MICROS);
            return;
        }
        try {
            if (connect(
                    peer, address, sendRequest.latest.isAfter(now), unconnectedSender, datagram)) {
                wishes.remove(peer);
            } else {
                sendRequest.due = now.plus(QUIET_MICROS);
            }
        } catch (IOException | RuntimeException refused) {
            // The next subscription tries again.
            wishes.remove(peer);
            LOG.debug("no socket of its own for {}: {}", peer, refused.toString());
        }
    }

    /** False if a flood of datagrams arrives, so that it is better to wait. */
    private boolean connect(
            Peer peer,
            InetSocketAddress address,
            boolean mayWait,
            ListeningSocketReader unconnectedSender,
            ByteBuffer datagram)
            throws IOException {
        // Of the same family as the one that listens, so that the system prefers that one.
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            UdpTransport.setOption(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            UdpTransport.setOption(channel, StandardSocketOptions.SO_BROADCAST, true);
            if (!share(channel, mayWait, unconnectedSender)) {
                channel.close();
                return false;
            }
            handOver(channel, unconnectedSender, datagram);
            channel.connect(address);
            var connectedSocket = new ConnectedSocket(peer, channel, clock.now());
            channel.register(selector, SelectionKey.OP_READ, connectedSocket);
            hasNewSockets = true;
            readSinceNew = 0;
            lines.put(peer, connectedSocket);
            return true;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    /** The port is shared only while a socket is bound to it, so that no other program can join. */
    private boolean share(
            DatagramChannel channel, boolean mayWait, ListeningSocketReader unconnectedSender)
            throws IOException {
        InetSocketAddress own = (InetSocketAddress) listening.getLocalAddress();
        boolean wildcard = own.getAddress().isAnyLocalAddress();
        InetSocketAddress place = wildcard ? new InetSocketAddress(own.getPort()) : own;
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        try {
            allowPortSharing(true);
            // Datagrams of the old socket are passed on before those of the new socket.
            if (!unconnectedSender.readAll() && mayWait) {
                return false;
            }
            channel.bind(place);
        } finally {
            allowPortSharing(false);
        }
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, false);
        return true;
    }

    private void allowPortSharing(boolean allowed) throws IOException {
        // The listening one first: what comes is its own again from then on.
        listening.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
        for (ConnectedSocket connectedSocket : lines.values()) {
            connectedSocket.channel.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
        }
        for (ConnectedSocket connectedSocket : leaving) {
            connectedSocket.channel.setOption(StandardSocketOptions.SO_REUSEPORT, allowed);
        }
    }

    /** Bounded, in case the system keeps giving it datagrams of the listening socket. */
    private void handOver(
            DatagramChannel channel, ListeningSocketReader unconnectedSender, ByteBuffer datagram)
            throws IOException {
        for (int taken = 0; taken < mostWaiting; taken++) {
            datagram.clear();
            var from = (InetSocketAddress) channel.receive(datagram);
            if (from == null) {
                return;
            }
            unconnectedSender.onDatagram(from, datagram.flip());
        }
    }

    private void closeSocket(ConnectedSocket connectedSocket) {
        connectedSocket.silentSince = clock.now();
        leaving.add(connectedSocket);
    }

    /** Sends through the peer's own socket; false if it has none that works. */
    boolean send(Peer to, ByteBuffer data) {
        ConnectedSocket connectedSocket = lines.get(to);
        if (connectedSocket == null) {
            return false;
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                connectedSocket.channel.write(data);
                return true;
            } catch (PortUnreachableException ofAnEarlierOne) {
                refusals.accept(to);
            } catch (IOException broken) {
                // The network has changed: the next subscription connects again.
                LOG.debug("sending to {}: {}", to, broken.toString());
                lines.remove(to, connectedSocket);
                closeSocket(connectedSocket);
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the listening socket may still have datagrams that a peer sent before it had its own
     * socket. Those are read first.
     */
    boolean hasNewSockets() {
        return hasNewSockets;
    }

    /**
     * The listening socket was read.
     *
     * @param found false if nothing was there
     */
    void onListeningSocketRead(boolean found) {
        if (hasNewSockets) {
            readSinceNew++;
            if (!found || readSinceNew > mostWaiting) {
                hasNewSockets = false;
                readSinceNew = 0;
            }
        }
    }

    /** Finds the sockets with datagrams, without waiting. */
    void poll() {
        if (lines.isEmpty() && leaving.isEmpty()) {
            return;
        }
        try {
            selector.selectNow(this::note);
        } catch (IOException failed) {
            LOG.debug("looking at the UDP sockets", failed);
        }
    }

    /** Records a socket that the selector has found ready. */
    void note(SelectionKey key) {
        if (key.attachment() instanceof ConnectedSocket connectedSocket
                && !connectedSocket.isReady) {
            connectedSocket.isReady = true;
            ready.add(connectedSocket);
        }
    }

    /** The next datagram of any of them, put into the buffer; null if there is none. */
    @Nullable InetSocketAddress receive(ByteBuffer datagram) {
        for (ConnectedSocket connectedSocket = ready.peek();
                connectedSocket != null;
                connectedSocket = ready.peek()) {
            InetSocketAddress from = receive(connectedSocket, datagram);
            ready.remove();
            if (from == null) {
                connectedSocket.isReady = false;
            } else {
                // Behind the others: what one sends does not hold up another.
                ready.add(connectedSocket);
                return from;
            }
        }
        return null;
    }

    private @Nullable InetSocketAddress receive(
            ConnectedSocket connectedSocket, ByteBuffer datagram) {
        while (connectedSocket.channel.isOpen()) {
            datagram.clear();
            try {
                var from = (InetSocketAddress) connectedSocket.channel.receive(datagram);
                datagram.flip();
                if (from != null) {
                    connectedSocket.silentSince = clock.now();
                }
                return from;
            } catch (PortUnreachableException refused) {
                refusals.accept(connectedSocket.to);
            } catch (IOException broken) {
                LOG.debug("receiving from {}: {}", connectedSocket.to, broken.toString());
                return null;
            }
        }
        return null;
    }

    /** Closes sockets that are not needed, are silent, and have been read completely. */
    void closeIdle() {
        if (leaving.isEmpty()) {
            return;
        }
        HostMicros now = clock.now();
        for (ConnectedSocket connectedSocket : List.copyOf(leaving)) {
            if (!connectedSocket.isReady
                    && now.since(connectedSocket.silentSince) > IDLE_MICROS
                    && isUnused(connectedSocket)) {
                leaving.remove(connectedSocket);
                close(connectedSocket);
            }
        }
    }

    /**
     * Removes the socket from the selector, which would delay its closing, and checks once more.
     */
    private boolean isUnused(ConnectedSocket connectedSocket) {
        SelectionKey key = connectedSocket.channel.keyFor(selector);
        if (key == null) {
            return true;
        }
        try {
            selector.selectNow(this::note);
            if (!connectedSocket.isReady) {
                key.cancel();
                selector.selectNow(this::note);
            }
        } catch (IOException failed) {
            LOG.debug("looking at the UDP sockets", failed);
        }
        return !connectedSocket.isReady;
    }

    void close() {
        lines.values().forEach(ConnectedUdpSockets::close);
        leaving.forEach(ConnectedUdpSockets::close);
    }

    private static void close(ConnectedSocket connectedSocket) {
        try {
            connectedSocket.channel.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing the socket to {}", connectedSocket.to, alreadyBroken);
        }
    }
}
