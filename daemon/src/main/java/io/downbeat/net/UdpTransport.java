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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * OSC over UDP, by one socket that listens and, for subscribers, {@link ConnectedUdpSockets}. The
 * conductor's thread owns it for waiting and reading; {@link #send} and {@link #wakeUp} may be
 * called from any thread, {@link #keepConnected} from one of them. A datagram of a known sender
 * allocates nothing, as long as datagrams do not come faster than they are handled.
 *
 * <p>When they come faster, they are moved from the socket into {@link FairReceiveQueues}, and
 * senders are served in turn. A datagram that may have waited longer than {@link
 * EarliestDatagramArrival} allows is delivered as late, or dropped if its sender floods. {@link
 * #reportLosses} logs how many were dropped, by sender.
 *
 * <p>Datagrams of hosts that are not allowed are dropped before their bytes are read. Sending never
 * blocks and never throws; a datagram that cannot be sent is counted.
 */
public final class UdpTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);

    /**
     * Linux grants twice as much and counts its own overhead against it: 10,900 short messages,
     * what a flood of 40,000 a second sends in 270 ms. It holds that only while this program is
     * stopped; otherwise its content is moved out within milliseconds.
     */
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** Datagrams of this size or less take well under a millisecond, whatever they hold. */
    static final int LARGE_BYTES = 2_048;

    /** What a datagram of 65 kB of patterns takes on a slow machine that has just started. */
    static final long LARGE_NEEDS_MICROS = 30_000;

    /** Bytes of the receive buffer for the smallest datagram, as Linux counts: 576 or more. */
    private static final int SMALLEST_IN_BUFFER = 512;

    private static final int SEND_BUFFER = 1 << 20;

    /**
     * The time for reading and handling in one call of {@link #read}; then the caller checks the
     * clock.
     */
    private static final long READING_MICROS = 100;

    /**
     * The longest time for moving datagrams out of the socket in one call of {@link #read}. It is
     * reached only in the first seconds of a program whose code is not compiled yet: a datagram
     * then takes 20 us, so that a shorter time would leave some of a flood of 40,000 a second in
     * the socket, where the launches of others wait behind it. Later one takes 1 us.
     */
    private static final long FETCHING_MICROS = 1_500;

    /**
     * A socket is only added if this much time is left for reading, a quarter of all time that is
     * left.
     */
    private static final long TENDING_MICROS = 500;

    /** After a longer sleep it would not be known whether the whole process was stopped. */
    private static final long LONGEST_SLEEP_MILLIS = 50;

    private final DatagramChannel channel;
    private final Selector selector;
    private final HostClock clock;
    private final UdpPeerCache peers;
    private final ConnectedUdpSockets connected;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final DroppedDatagramCounter losses;
    private final LogLimiter lines = new LogLimiter();
    private final FairReceiveQueues waiting;
    private final EarliestDatagramArrival age;
    private boolean more;
    private int largest = Integer.MAX_VALUE;
    private boolean passedOver;
    private HostMicros largeWaitUntil = new HostMicros(0);
    private boolean fromListening;
    private HostMicros seenAt = HostMicros.NEVER;

    /** Receives the datagrams. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A datagram, on the reading thread.
         *
         * @param data its bytes, valid only during the call
         * @param at when it was read or noticed by a glance between waits
         * @param late whether it may have waited longer than {@link EarliestDatagramArrival}
         *     allows; then none of its actions may be performed
         */
        void packet(ByteBuffer data, Peer from, HostMicros at, boolean late);
    }

    private UdpTransport(Listening socket, Selector selector, HostClock clock, UdpPeerCache peers) {
        this.channel = socket.channel();
        this.selector = selector;
        this.clock = clock;
        this.peers = peers;
        connected =
                new ConnectedUdpSockets(
                        channel, selector, clock, peers, socket.shares(), queueCapacity(channel));
        losses = new DroppedDatagramCounter(port());
        waiting = new FairReceiveQueues(losses);
        age = new EarliestDatagramArrival(queueCapacity(channel), clock.now());
    }

    /**
     * Opens a listening socket.
     *
     * @throws PortUnavailableException if the address is in use or does not belong to this computer
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
            return new UdpTransport(socket, selector, clock, new UdpPeerCache(accessCheck, names));
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

    /** The address and port that it listens on. */
    public OwnUdpPortCheck ownPort(ThisComputer computer) {
        try {
            var bound = (InetSocketAddress) channel.getLocalAddress();
            return OwnUdpPortCheck.at(bound, computer);
        } catch (IOException closed) {
            throw new UncheckedIOException("the UDP socket is closed", closed);
        }
    }

    /**
     * Makes {@link #await} also end when another socket receives something. The owner of that
     * socket reads it.
     */
    public void watch(DatagramChannel other) {
        try {
            other.register(selector, SelectionKey.OP_READ);
        } catch (IOException closed) {
            LOG.debug("watching another socket", closed);
        }
    }

    /**
     * Waits for a datagram, for {@link #wakeUp}, or until a time. It sleeps at first and polls
     * during the last millisecond.
     */
    public void await(HostMicros until) {
        // A glance may have used up the selector's own wake-up.
        if (more || woken.getAndSet(false)) {
            more = false;
            return;
        }
        try {
            HostMicros now = clock.now();
            HostMicros end = waiting.isEmpty() ? until : until.orEarlier(largeWaitUntil);
            while (now.isBefore(end) && !isReadable(now, end)) {
                now = clock.now();
            }
        } catch (IOException failed) {
            LOG.warn("cannot wait on the UDP socket: {}", failed.toString());
        }
    }

    /** Sleeps until a time, whatever arrives. */
    public void pause(HostMicros until) {
        long micros = until.since(clock.now());
        if (micros > 0) {
            LockSupport.parkNanos(this, TimeUnit.MICROSECONDS.toNanos(micros));
        }
    }

    /** Ends the present wait, or else the next one. */
    public void wakeUp() {
        woken.set(true);
        selector.wakeup();
    }

    /**
     * Delivers received datagrams: at most {@code most}, and for at most a tenth of a millisecond.
     * Further datagrams are then moved out of the socket into the queues, and senders are served in
     * turn until the queues are empty.
     *
     * @param withinMicros the longest time for moving datagrams
     * @return the number of datagrams that were delivered, or dropped because their host is not
     *     allowed
     */
    public int read(int most, long withinMicros, Listener listener) {
        return read(most, withinMicros, Long.MAX_VALUE, listener);
    }

    /**
     * As the other, but a datagram longer than {@value #LARGE_BYTES} bytes waits if less than
     * {@value #LARGE_NEEDS_MICROS} microseconds are left. It may hold thousands of costly messages,
     * which are handled in one step.
     *
     * @param leftMicros until the caller must do something at an exact moment
     */
    public int read(int most, long withinMicros, long leftMicros, Listener listener) {
        HostMicros began = clock.now();
        boolean isNear = leftMicros < LARGE_NEEDS_MICROS;
        largest = isNear ? LARGE_BYTES : Integer.MAX_VALUE;
        largeWaitUntil = isNear ? began.plus(leftMicros) : began;
        connected.poll();
        if (withinMicros >= TENDING_MICROS) {
            manageSockets(began);
        }
        more = true;
        int done = waiting.isEmpty() ? readDirectly(most, began, listener) : 0;
        if (more) {
            fetch(Math.min(withinMicros, FETCHING_MICROS));
        }
        if (!waiting.isEmpty()) {
            done += handOverWaiting(most - done, clock.now(), listener);
            // Large ones that were passed over wait for the exact moment, not for the next call.
            more |= !waiting.isEmpty() && !passedOver;
        }
        seenAt = HostMicros.NEVER;
        connected.closeIdle();
        return done;
    }

    /**
     * Checks whether a datagram has arrived by {@code now}, when the caller may not read yet. The
     * next {@link #read} then reports this arrival time. Takes a microsecond or two.
     */
    public void poll(HostMicros now) {
        try {
            if (!seenAt.equals(HostMicros.NEVER)) {
                return;
            }
            if (selector.selectNow(connected::note) > 0) {
                seenAt = now;
            } else {
                age.onEmpty(now);
            }
        } catch (IOException failed) {
            LOG.debug("glancing at the UDP socket", failed);
        }
    }

    /**
     * Logs the senders that have recently lost datagrams, and the datagrams that the system
     * dropped. Call it some times a minute, and not on the conductor thread.
     */
    public void reportLosses() {
        losses.report(clock.now());
    }

    /**
     * Gives each of these peers, and no others, its own socket on the same port, so that refusals
     * are known. The reading thread does it soon. Call it on the thread that sends to them.
     */
    public void keepConnected(Collection<Peer> destinations) {
        connected.keepConnected(destinations);
        wakeUp();
    }

    /** Whether a peer has its own socket now. */
    boolean hasItsOwnSocket(Peer peer) {
        return connected.has(peer);
    }

    /** Sets the listener for refused datagrams of kept peers. It is called on any thread. */
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

    /** Counts a datagram of which some messages were not handled because it was late. */
    public void countLate(Peer from) {
        losses.dropped(from, FairReceiveQueues.Reason.OLD);
    }

    /**
     * The number of received datagrams that were not handled, because there was no room or they
     * were too old.
     */
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
     * The listening socket.
     *
     * @param shares whether {@link ConnectedUdpSockets} can be added without losing datagrams: on
     *     Linux, if both sockets use the family for IPv4 and IPv6. (The system would prefer a new
     *     IPv4 socket until it is connected.)
     */
    private record Listening(DatagramChannel channel, boolean shares) {

        static Listening at(ListenAddress listenAddress) throws IOException {
            DatagramChannel forBoth = isLinux() ? openForBoth() : null;
            DatagramChannel channel = forBoth == null ? DatagramChannel.open() : forBoth;
            try {
                setOption(channel, StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                setOption(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
                setOption(channel, StandardSocketOptions.SO_BROADCAST, true);
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

    /** The largest number of datagrams in the receive buffer; one more may be on its way. */
    private static int queueCapacity(DatagramChannel channel) {
        try {
            return 1 + channel.getOption(StandardSocketOptions.SO_RCVBUF) / SMALLEST_IN_BUFFER;
        } catch (IOException closed) {
            throw new UncheckedIOException("the UDP socket is closed", closed);
        }
    }

    /** Sets an option if the system allows it. */
    static <T> void setOption(DatagramChannel channel, SocketOption<T> option, T value) {
        try {
            channel.setOption(option, value);
        } catch (IOException | UnsupportedOperationException refused) {
            LOG.debug("{} stays as it is: {}", option.name(), refused.toString());
        }
    }

    /** Adds and closes the sockets of subscribers, which takes some tens of microseconds. */
    private void manageSockets(HostMicros now) {
        if (!connected.nextTend().isAfter(now)) {
            connected.maintain(now, new Arrived(), datagram);
        }
    }

    /** Puts datagrams that arrive while a socket is added into the queues of their senders. */
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
            Peer peer = peerIfAllowed(from, now);
            if (peer != null) {
                waiting.add(peer, data, now.orEarlier(seenAt), began);
            }
        }
    }

    private boolean isReadable(HostMicros now, HostMicros until) throws IOException {
        if (SleepBeforeDeadline.sleepMillis(now, until) > 0) {
            manageSockets(now);
            if (more || !waiting.isEmpty()) {
                more = false;
                return true;
            }
        }
        HostMicros next = until.orEarlier(connected.nextTend());
        long sleepMillis =
                Math.min(SleepBeforeDeadline.sleepMillis(now, until), LONGEST_SLEEP_MILLIS);
        if (sleepMillis > 0 && next.isBefore(until)) {
            sleepMillis = Math.clamp(next.since(now) / 1_000, 1, sleepMillis);
        }
        int ready =
                sleepMillis == 0
                        ? selector.selectNow(connected::note)
                        : selector.select(connected::note, sleepMillis);
        if (ready == 0) {
            // The socket was empty at the end of the wait, so every datagram in it is newer.
            age.onEmpty(now);
        }
        return ready > 0 || woken.getAndSet(false) || Thread.currentThread().isInterrupted();
    }

    /**
     * Reads one datagram, in turn from the listening socket and the connected ones. Null if there
     * is none; then {@code now} is noted as the time at which they were empty.
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
            age.onEmpty(now);
        }
        return from;
    }

    private @Nullable InetSocketAddress receiveListening(HostMicros now) {
        while (channel.isOpen()) {
            datagram.clear();
            try {
                SocketAddress from = channel.receive(datagram);
                datagram.flip();
                connected.onListeningSocketRead(from != null);
                if (from != null) {
                    age.onRead(now);
                }
                return (InetSocketAddress) from;
            } catch (IOException earlierSendWasRefused) {
                // Some systems report a refused datagram here. Received datagrams must still be
                // read.
                LOG.debug("receiving UDP", earlierSendWasRefused);
            }
        }
        return null;
    }

    /** The path without queues, used while datagrams do not come faster than they are handled. */
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
            Peer peer = peerIfAllowed(from, now);
            if (peer != null && datagram.remaining() > largest) {
                waiting.add(peer, datagram, now.orEarlier(seenAt), age.notBefore());
            } else if (peer != null) {
                boolean late = age.isTooOld(age.notBefore(), now);
                handOver(datagram, peer, now.orEarlier(seenAt), late, listener);
            }
        }
        return taken;
    }

    /** Moves datagrams from the socket into the queues of their senders. */
    private void fetch(long withinMicros) {
        HostMicros began = clock.now();
        HostMicros now = began;
        while (now.since(began) < withinMicros) {
            InetSocketAddress from = receive(now);
            if (from == null) {
                return;
            }
            now = clock.now();
            Peer peer = peerIfAllowed(from, now);
            if (peer != null) {
                waiting.add(peer, datagram, now.orEarlier(seenAt), age.notBefore());
            }
        }
    }

    private int handOverWaiting(int most, HostMicros began, Listener listener) {
        HostMicros now = began;
        int done = 0;
        passedOver = false;
        while (done < most && now.since(began) <= READING_MICROS) {
            FairReceiveQueues.QueuedDatagram next = waiting.poll(now, age, largest);
            if (next == null) {
                passedOver = !waiting.isEmpty();
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

    /** The sender of the last datagram; null if its host is not allowed. */
    private @Nullable Peer peerIfAllowed(InetSocketAddress from, HostMicros now) {
        Peer peer = peers.peerIfAllowed(from, now);
        // An empty datagram has no message and is ignored.
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
