package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * OSC over UDP, by one socket that listens and, for subscribers, {@link ConnectedUdpSockets}. The
 * conductor's thread owns it for waiting and reading; {@link #send} and {@link #wakeUp} may be
 * called from any thread, {@link #keepConnected} from one of them. Nothing is allocated for a
 * datagram from a sender seen before, as long as datagrams come no faster than they are handled.
 *
 * <p>When they come faster, what has come is moved out of the socket into {@link
 * FairReceiveQueues}, and senders take turns. What may have waited for longer than {@link
 * ReceiveAge} allows is handed over as late, and of a sender that floods it is dropped. {@link
 * #reportLosses} tells how many were dropped, and whose.
 *
 * <p>Datagrams of strangers are dropped before their bytes are looked at. Sending never blocks and
 * never throws: what does not go is counted.
 */
public final class UdpTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

    /**
     * Linux grants twice as much and counts its own overhead against it: 10,900 short messages,
     * what a flood of 40,000 a second sends in 270 ms. It holds that only while this program is
     * stopped; otherwise its content is moved out within milliseconds.
     */
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** What the smallest datagram takes of the receive buffer, by Linux's count: 576 and more. */
    private static final int SMALLEST_IN_BUFFER = 512;

    private static final int SEND_BUFFER = 1 << 20;

    /** Reading and handling in one call of {@link #read}: the loop then looks at the clock. */
    private static final long READING_MICROS = 100;

    /** Moving datagrams out of the socket in one call of {@link #read}: some 150 short ones. */
    private static final long FETCHING_MICROS = 200;

    /** What is left for reading, a quarter of all that is left, when a socket may be added. */
    private static final long TENDING_MICROS = 500;

    /** A longer sleep could not be told from a stop of the whole process. */
    private static final long LONGEST_SLEEP_MILLIS = 50;

    private final DatagramChannel channel;
    private final Selector selector;
    private final HostClock clock;
    private final UdpPeers peers;
    private final ConnectedUdpSockets connected;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final UdpLosses losses;
    private final LogLimiter lines = new LogLimiter();
    private final FairReceiveQueues waiting;
    private final ReceiveAge age;
    private boolean more;
    private boolean fromListening;
    private HostMicros seenAt = HostMicros.NEVER;

    /** What is done with a datagram. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One datagram, on the reading thread.
         *
         * @param data its bytes, good only during the call
         * @param at when it was read, or seen to be there: {@link #glance}
         * @param late whether it may have waited for longer than {@link ReceiveAge} allows: nothing
         *     is to be performed that it asks for
         */
        void packet(ByteBuffer data, Peer from, HostMicros at, boolean late);
    }

    private UdpTransport(Listening socket, Selector selector, HostClock clock, UdpPeers peers) {
        this.channel = socket.channel();
        this.selector = selector;
        this.clock = clock;
        this.peers = peers;
        connected =
                new ConnectedUdpSockets(
                        channel, selector, clock, peers, socket.shares(), queueCapacity(channel));
        losses = new UdpLosses(port());
        waiting = new FairReceiveQueues(losses);
        age = new ReceiveAge(queueCapacity(channel), clock.now());
    }

    /**
     * A socket that listens.
     *
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    public static UdpTransport open(
            ListenAddress listenAddress,
            HostClock clock,
            AccessCheck accessCheck,
            HostNames names) {
        try {
            Listening socket = Listening.at(listenAddress);
            Selector selector = Selector.open();
            socket.channel().register(selector, SelectionKey.OP_READ);
            return new UdpTransport(socket, selector, clock, new UdpPeers(accessCheck, names));
        } catch (IOException refused) {
            throw PortUnavailableException.at("UDP", listenAddress, "--osc-port", refused);
        }
    }

    /** The port it listens on. */
    public int port() {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException closed) {
            throw new UncheckedIOException("the UDP socket is closed", closed);
        }
    }

    /** The address and port it listens on, as others may name it. */
    public ListeningUdpPort ownPort(ThisComputer computer) {
        try {
            var bound = (InetSocketAddress) channel.getLocalAddress();
            return ListeningUdpPort.at(bound, computer);
        } catch (IOException closed) {
            throw new UncheckedIOException("the UDP socket is closed", closed);
        }
    }

    /**
     * Has {@link #await} end when something has come to another socket, too; whoever opened that
     * reads it.
     */
    public void watch(DatagramChannel other) {
        try {
            other.register(selector, SelectionKey.OP_READ);
        } catch (IOException closed) {
            LOG.debug("watching another socket", closed);
        }
    }

    /**
     * Waits for a datagram, for {@link #wakeUp}, or for a moment: asleep at first, polling during
     * the last millisecond.
     */
    public void await(HostMicros until) {
        // A glance may have used up the selector's own wake-up.
        if (more || woken.getAndSet(false)) {
            more = false;
            return;
        }
        try {
            HostMicros now = clock.now();
            while (now.isBefore(until) && !isSomethingThere(now, until)) {
                now = clock.now();
            }
        } catch (IOException failed) {
            LOG.warn("cannot wait on the UDP socket: {}", failed.toString());
        }
    }

    /** Ends a wait that goes on, or else the next one. */
    public void wakeUp() {
        woken.set(true);
        selector.wakeup();
    }

    /**
     * Hands over what has arrived: at most so many datagrams, and none once a tenth of a
     * millisecond has gone by. What is there beyond that is moved out of the socket meanwhile, and
     * from then on senders take turns until nothing waits any more.
     *
     * @param withinMicros how long the moving may last at most
     * @return how many datagrams were handed over, or dropped as strangers'
     */
    public int read(int most, long withinMicros, Listener listener) {
        HostMicros began = clock.now();
        connected.poll();
        if (withinMicros >= TENDING_MICROS) {
            tend(began);
        }
        more = true;
        int done = waiting.isEmpty() ? readDirectly(most, began, listener) : 0;
        if (more) {
            fetch(Math.min(withinMicros, FETCHING_MICROS));
            done += handOverWaiting(most - done, clock.now(), listener);
            more |= !waiting.isEmpty();
        }
        seenAt = HostMicros.NEVER;
        connected.closeIdle();
        return done;
    }

    /**
     * Notes whether something has come in by {@code now}, for who may not read yet: what the next
     * {@link #read} finds came then, and not when it was read. Takes a microsecond or two.
     */
    public void glance(HostMicros now) {
        try {
            if (!seenAt.equals(HostMicros.NEVER)) {
                return;
            }
            if (selector.selectNow(connected::note) > 0) {
                seenAt = now;
            } else {
                age.seenEmpty(now);
            }
        } catch (IOException failed) {
            LOG.debug("glancing at the UDP socket", failed);
        }
    }

    /**
     * Writes a line to the log for each sender that has lost datagrams of late, and for those that
     * the system has dropped unread. Not on a thread that music waits for; a few times a minute at
     * least.
     */
    public void reportLosses() {
        losses.report(clock.now());
    }

    /**
     * Gives each of these peers, and no others, a socket of its own on the same port, so that its
     * refusals are known: soon, by the reading thread. On the thread that sends to them.
     */
    public void keepConnected(Collection<Peer> destinations) {
        connected.keepConnected(destinations);
        wakeUp();
    }

    /** Whether a peer has a socket of its own at present. */
    boolean hasItsOwnSocket(Peer peer) {
        return connected.has(peer);
    }

    /** Has somebody told, on whichever thread hears of it, that a kept peer refuses datagrams. */
    public void onRefusal(Consumer<Peer> listener) {
        connected.onRefusal(listener);
    }

    /** Sends a datagram, or counts it as dropped. Takes the buffer's bytes; never blocks. */
    public void send(Peer to, ByteBuffer data) {
        if (connected.send(to, data)) {
            return;
        }
        InetSocketAddress address = peers.addressOf(to);
        if (address == null || !trySend(data, address)) {
            dropped.incrementAndGet();
            peers.failed(to);
        }
    }

    /** Counts a datagram whose messages were not all obeyed, because it was late. */
    public void countLate(Peer from) {
        losses.dropped(from, FairReceiveQueues.Reason.OLD);
    }

    /** How many datagrams were received and not obeyed: for want of room, or too old. */
    public long lost() {
        return losses.total();
    }

    /** How many datagrams could not be sent. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        try {
            selector.close();
            connected.close();
            channel.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing the UDP socket", alreadyBroken);
        }
    }

    /**
     * The socket that listens.
     *
     * @param shares whether {@link ConnectedUdpSockets} lose nothing of others: on Linux, where
     *     both sockets are of the family that speaks IPv4 and IPv6. A new socket for IPv4 alone
     *     would be preferred to this one until it is connected.
     */
    private record Listening(DatagramChannel channel, boolean shares) {

        static Listening at(ListenAddress listenAddress) throws IOException {
            DatagramChannel forBoth = isLinux() ? openForBoth() : null;
            DatagramChannel channel = forBoth == null ? DatagramChannel.open() : forBoth;
            try {
                tune(channel, StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                tune(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
                tune(channel, StandardSocketOptions.SO_BROADCAST, true);
                channel.bind(listenAddress.address()).configureBlocking(false);
                return new Listening(channel, forBoth != null);
            } catch (IOException refused) {
                channel.close();
                throw refused;
            }
        }

        private static boolean isLinux() {
            return System.getProperty("os.name", "").startsWith("Linux");
        }

        /** Null where the system has no IPv6. */
        private static @Nullable DatagramChannel openForBoth() throws IOException {
            try {
                return DatagramChannel.open(StandardProtocolFamily.INET6);
            } catch (UnsupportedOperationException onlyIpv4) {
                LOG.debug("refusals of UDP are not known: {}", onlyIpv4.toString());
                return null;
            }
        }
    }

    /** How many datagrams the receive buffer holds at most; one more may be under way. */
    private static int queueCapacity(DatagramChannel channel) {
        try {
            return 1 + channel.getOption(StandardSocketOptions.SO_RCVBUF) / SMALLEST_IN_BUFFER;
        } catch (IOException closed) {
            throw new UncheckedIOException("the UDP socket is closed", closed);
        }
    }

    /** A wish: a system that grants less, or none, is lived with. */
    static <T> void tune(DatagramChannel channel, SocketOption<T> option, T value) {
        try {
            channel.setOption(option, value);
        } catch (IOException | UnsupportedOperationException refused) {
            LOG.debug("{} stays as it is: {}", option.name(), refused.toString());
        }
    }

    /** Looks after the subscribers' sockets, which takes some tens of microseconds. */
    private void tend(HostMicros now) {
        if (!connected.nextTend().isAfter(now)) {
            connected.tend(now, new Arrived(), datagram);
        }
    }

    /** What comes while a socket is added goes to its senders' queues. */
    private final class Arrived implements ConnectedUdpSockets.ListeningSocketReader {
        private final HostMicros began = clock.now();

        @Override
        public boolean readAll() {
            more = true;
            fetch(FETCHING_MICROS);
            return !more;
        }

        @Override
        public void onDatagram(InetSocketAddress from, ByteBuffer data) {
            more = true;
            HostMicros now = clock.now();
            Peer peer = letIn(from, now);
            if (peer != null) {
                waiting.add(peer, data, now.orEarlier(seenAt), began);
            }
        }
    }

    private boolean isSomethingThere(HostMicros now, HostMicros until) throws IOException {
        if (BoundaryWait.sleepMillis(now, until) > 0) {
            tend(now);
            if (more || !waiting.isEmpty()) {
                more = false;
                return true;
            }
        }
        HostMicros next = until.orEarlier(connected.nextTend());
        long sleepMillis = Math.min(BoundaryWait.sleepMillis(now, until), LONGEST_SLEEP_MILLIS);
        if (sleepMillis > 0 && next.isBefore(until)) {
            sleepMillis = Math.clamp(next.since(now) / 1_000, 1, sleepMillis);
        }
        int ready =
                sleepMillis == 0
                        ? selector.selectNow(connected::note)
                        : selector.select(connected::note, sleepMillis);
        if (ready == 0) {
            // Nothing was there while it waited; what came after that is newer still.
            age.seenEmpty(now);
        }
        return ready > 0 || woken.getAndSet(false) || Thread.currentThread().isInterrupted();
    }

    /**
     * Reads one datagram, in turns from the socket that listens and from those that are connected;
     * null if none is there, which is noted for the moment given.
     */
    private @Nullable InetSocketAddress receive(HostMicros now) {
        fromListening = !fromListening || connected.hasNewSockets();
        InetSocketAddress from =
                fromListening ? receiveListening(now) : connected.receive(datagram);
        if (from == null) {
            from = fromListening ? connected.receive(datagram) : receiveListening(now);
        }
        if (from == null) {
            more = false;
            age.seenEmpty(now);
        }
        return from;
    }

    private @Nullable InetSocketAddress receiveListening(HostMicros now) {
        while (channel.isOpen()) {
            datagram.clear();
            try {
                SocketAddress from = channel.receive(datagram);
                datagram.flip();
                connected.listeningWasRead(from != null);
                if (from != null) {
                    age.read(now);
                }
                return (InetSocketAddress) from;
            } catch (IOException earlierSendWasRefused) {
                // Some systems tell a refused datagram here; what has arrived is still to be read.
                LOG.debug("receiving UDP", earlierSendWasRefused);
            }
        }
        return null;
    }

    /** The short way, by which everything goes that does not come faster than it is handled. */
    private int readDirectly(int most, HostMicros began, Listener listener) {
        HostMicros now = began;
        int taken = 0;
        while (taken < most && now.since(began) <= READING_MICROS) {
            InetSocketAddress from = receive(now);
            if (from == null) {
                break;
            }
            now = clock.now();
            taken++;
            Peer peer = letIn(from, now);
            if (peer != null) {
                boolean late = age.isTooOld(age.notBefore(), now);
                handOver(datagram, peer, now.orEarlier(seenAt), late, listener);
            }
        }
        return taken;
    }

    /** Moves what has come from the socket to its senders' queues. */
    private void fetch(long withinMicros) {
        HostMicros began = clock.now();
        HostMicros now = began;
        while (now.since(began) < withinMicros) {
            InetSocketAddress from = receive(now);
            if (from == null) {
                return;
            }
            now = clock.now();
            Peer peer = letIn(from, now);
            if (peer != null) {
                waiting.add(peer, datagram, now.orEarlier(seenAt), age.notBefore());
            }
        }
    }

    private int handOverWaiting(int most, HostMicros began, Listener listener) {
        HostMicros now = began;
        int done = 0;
        while (done < most && now.since(began) <= READING_MICROS) {
            FairReceiveQueues.QueuedDatagram next = waiting.poll(now, age);
            if (next == null) {
                break;
            }
            done++;
            ByteBuffer data = ByteBuffer.wrap(next.data(), 0, next.length());
            boolean late = age.isTooOld(next.notBefore(), now);
            handOver(data, next.from(), next.at(), late, listener);
            waiting.recycle(next);
            now = clock.now();
        }
        return done;
    }

    /** The peer behind the datagram that was read last; null for strangers. */
    private @Nullable Peer letIn(InetSocketAddress from, HostMicros now) {
        Peer peer = peers.letIn(from, now);
        // An empty datagram is a knock without a word.
        if (peer == null || !datagram.hasRemaining()) {
            return null;
        }
        connected.onDatagram(peer, now);
        return peer;
    }

    private void handOver(
            ByteBuffer data, Peer from, HostMicros at, boolean late, Listener listener) {
        try {
            listener.packet(data, from, at, late);
        } catch (RuntimeException broken) {
            // One packet's fault must not cost the packets behind it.
            lines.line("bug", from.host(), at, () -> "a packet of " + from + " could not be taken")
                    .ifPresent(line -> LOG.error(line, broken));
        }
    }

    private boolean trySend(ByteBuffer data, InetSocketAddress address) {
        try {
            return channel.send(data, address) > 0;
        } catch (IOException | IllegalArgumentException | SecurityException refused) {
            LOG.debug("sending UDP to {}: {}", address, refused.toString());
            return false;
        }
    }
}
