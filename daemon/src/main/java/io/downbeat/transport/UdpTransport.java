package io.downbeat.transport;

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
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * OSC over UDP, by one socket. The conductor's thread owns it for waiting and reading; {@link
 * #send} and {@link #wakeUp} may be called from any thread. Nothing is allocated for a datagram
 * from a sender seen before.
 *
 * <p>Datagrams of strangers are dropped before their bytes are looked at. Sending never blocks and
 * never throws: what does not go is counted.
 */
public final class UdpTransport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpTransport.class);
    private static final int RECEIVE_BUFFER = 4 << 20;
    private static final int SEND_BUFFER = 1 << 20;
    private static final long READING_MICROS = 100;

    private final DatagramChannel channel;
    private final Selector selector;
    private final HostClock clock;
    private final UdpPeers peers;
    private final ByteBuffer datagram = ByteBuffer.allocateDirect(OscCodec.MAX_PACKET);
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean woken = new AtomicBoolean();
    private boolean more;
    private HostMicros seenAt = HostMicros.NEVER;

    /** What is done with a datagram. */
    @FunctionalInterface
    public interface Listener {
        /**
         * One datagram, on the reading thread.
         *
         * @param data its bytes, good only during the call
         * @param at when it was read, or seen to be there: {@link #glance}
         */
        void packet(ByteBuffer data, Peer from, HostMicros at);
    }

    private UdpTransport(
            DatagramChannel channel, Selector selector, HostClock clock, UdpPeers peers) {
        this.channel = channel;
        this.selector = selector;
        this.clock = clock;
        this.peers = peers;
    }

    /**
     * A socket that listens.
     *
     * @throws PortRefused if the place is taken or not this machine's
     */
    public static UdpTransport open(
            Place place, HostClock clock, Admission admission, HostNames names) {
        try {
            DatagramChannel channel = listening(place);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new UdpTransport(channel, selector, clock, new UdpPeers(admission, names));
        } catch (IOException refused) {
            throw PortRefused.at("UDP", place, "--osc-port", refused);
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
            while (now.isBefore(until) && !isSomethingThere(Waiting.sleepMillis(now, until))) {
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
     * millisecond has gone by.
     *
     * @return how many datagrams were taken, strangers' included
     */
    public int read(int most, Listener listener) {
        HostMicros began = clock.now();
        HostMicros now = began;
        int taken = 0;
        more = true;
        while (taken < most && now.since(began) <= READING_MICROS) {
            SocketAddress from = receive();
            if (from == null) {
                more = false;
                break;
            }
            now = clock.now();
            taken++;
            handOver((InetSocketAddress) from, now.orEarlier(seenAt), listener);
        }
        seenAt = HostMicros.NEVER;
        return taken;
    }

    /**
     * Notes whether something has come in by {@code now}, for who may not read yet: what the next
     * {@link #read} finds came then, and not when it was read. Takes a microsecond or two.
     */
    public void glance(HostMicros now) {
        try {
            if (seenAt.equals(HostMicros.NEVER) && selector.selectNow(UdpTransport::leave) > 0) {
                seenAt = now;
            }
        } catch (IOException failed) {
            LOG.debug("glancing at the UDP socket", failed);
        }
    }

    /** Sends a datagram, or counts it as dropped. Takes the buffer's bytes; never blocks. */
    public void send(Peer to, ByteBuffer data) {
        InetSocketAddress address = peers.addressOf(to);
        if (address == null || !isSent(data, address)) {
            dropped.incrementAndGet();
            peers.failed(to);
        }
    }

    /** How many datagrams could not be sent. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing the UDP socket", alreadyBroken);
        }
    }

    private static DatagramChannel listening(Place place) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            tune(channel, StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            tune(channel, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            tune(channel, StandardSocketOptions.SO_BROADCAST, true);
            channel.bind(place.address()).configureBlocking(false);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
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

    private boolean isSomethingThere(long sleepMillis) throws IOException {
        int ready =
                sleepMillis == 0
                        ? selector.selectNow(UdpTransport::leave)
                        : selector.select(UdpTransport::leave, sleepMillis);
        return ready > 0 || woken.getAndSet(false) || Thread.currentThread().isInterrupted();
    }

    private static void leave(SelectionKey ready) {
        // Read later, all that has come at once; the selector has nothing to remember.
    }

    private @Nullable SocketAddress receive() {
        while (channel.isOpen()) {
            datagram.clear();
            try {
                SocketAddress from = channel.receive(datagram);
                datagram.flip();
                return from;
            } catch (IOException earlierSendWasRefused) {
                // Some systems tell a refused datagram here; what has arrived is still to be read.
                LOG.debug("receiving UDP", earlierSendWasRefused);
            }
        }
        return null;
    }

    private void handOver(InetSocketAddress from, HostMicros at, Listener listener) {
        Peer peer = peers.letIn(from, at);
        // An empty datagram is a knock without a word.
        if (peer != null && datagram.hasRemaining()) {
            try {
                listener.packet(datagram, peer, at);
            } catch (RuntimeException broken) {
                // One packet's fault must not cost the packets behind it.
                LOG.error("a packet of {} could not be taken", peer, broken);
            }
        }
    }

    private boolean isSent(ByteBuffer data, InetSocketAddress address) {
        try {
            return channel.send(data, address) > 0;
        } catch (IOException | IllegalArgumentException | SecurityException refused) {
            LOG.debug("sending UDP to {}: {}", address, refused.toString());
            return false;
        }
    }
}
