package io.downbeat.net;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.rig.Endpoint;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The line to one receiver: a connected socket, and what is known of the other end.
 *
 * <pre>
 *               refused                    asked and not refused
 *   OK --------------------> UNREACHABLE -------------------------> OK
 *                              |     ^
 *                              +-----+ asked once a second
 *
 *   UNRESOLVED -- the name has an address --> OK
 * </pre>
 *
 * <p>A machine refuses a datagram by ICMP, and the system tells so at the next use of the socket;
 * nothing tells that a receiver is back. So it is asked: once a second by an empty bundle, the
 * smallest packet that is valid OSC and means nothing (an empty datagram would make some receivers
 * believe in the end of their input). It is back when the question has not been refused for as long
 * as a refusal may take.
 */
final class OutputSocket {
    private static final Logger LOG = LoggerFactory.getLogger(OutputSocket.class);
    private static final int SEND_BUFFER = 1 << 20;
    private static final int DRAINED_AT_ONCE = 16;
    private static final long BETWEEN_QUESTIONS = 1_000_000;
    private static final long REFUSAL_TAKES = 300_000;
    // Neighbour discovery gives up after three seconds, and only then says that nobody is there.
    private static final long NO_ROUTE_TAKES = 4_000_000;

    private final Endpoint receiver;
    private final HostNames names;
    private final Consumer<OutputReachability> listener;
    private final Optional<ListeningUdpPort> own;
    private final Optional<Consumer<DatagramChannel>> opened;
    private final ByteBuffer ignored = ByteBuffer.allocateDirect(64);
    private final ByteBuffer question = emptyBundle();
    private @Nullable DatagramChannel channel;
    private @Nullable InetAddress address;
    private @Nullable HostMicros askedAt;
    private OutputReachability status = OutputReachability.OK;
    private OutputReachability told = OutputReachability.OK;
    private boolean refused;
    private boolean noRoute;
    private boolean saidOwn;
    private long sent;
    private long dropped;

    /**
     * A line that is not open yet.
     *
     * @param own the place that nothing must be sent to
     * @param opened takes each socket that is to be read when something has come to it; empty if
     *     nothing that comes back is wanted
     */
    OutputSocket(
            Endpoint receiver,
            HostNames names,
            Consumer<OutputReachability> listener,
            Optional<ListeningUdpPort> own,
            Optional<Consumer<DatagramChannel>> opened) {
        this.receiver = receiver;
        this.names = names;
        this.listener = listener;
        this.own = own;
        this.opened = opened;
    }

    /** Connects to the receiver, if its address is known. */
    void open() {
        Optional<InetAddress> found = names.addressOf(receiver.host());
        if (found.isEmpty()) {
            status = OutputReachability.UNRESOLVED;
            return;
        }
        if (status == OutputReachability.UNRESOLVED) {
            status = OutputReachability.OK;
        }
        connect(found.orElseThrow());
    }

    /** The address it sends to, of a line that is open. */
    InetAddress receiverAddress() {
        return Objects.requireNonNull(address);
    }

    /** Takes what has come back, one datagram a call, into a buffer; false if there is none. */
    boolean read(ByteBuffer into) {
        DatagramChannel open = channel;
        if (open == null || opened.isEmpty()) {
            return false;
        }
        try {
            return open.read(into.clear()) > 0;
        } catch (IOException refusal) {
            refusedBy(refusal);
            return false;
        }
    }

    void send(ByteBuffer datagram) {
        DatagramChannel open = channel;
        if (open != null && isTaken(open, datagram)) {
            sent++;
        } else {
            dropped++;
        }
    }

    void poll(HostMicros now) {
        reportStatus();
        if (channel == null) {
            open();
        }
        DatagramChannel open = channel;
        if (open != null) {
            if (opened.isEmpty()) {
                pollRefusals(open);
            }
            if (status == OutputReachability.UNREACHABLE) {
                watchForReturn(now);
            }
        }
        reportStatus();
    }

    OutputReachability status() {
        return status;
    }

    long sent() {
        return sent;
    }

    long dropped() {
        return dropped;
    }

    void close() {
        DatagramChannel open = channel;
        channel = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyBroken) {
                LOG.debug("closing the socket to {}", receiver, alreadyBroken);
            }
        }
    }

    private void reportStatus() {
        if (status != told) {
            told = status;
            listener.accept(status);
        }
    }

    private void connect(InetAddress found) {
        close();
        address = found;
        if (own.filter(own -> own.isAt(found, receiver.port())).isPresent()) {
            logOwnPort();
            status = OutputReachability.UNRESOLVED;
            return;
        }
        try {
            DatagramChannel opened = DatagramChannel.open(familyOf(found));
            channel = opened;
            UdpTransport.tune(opened, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            UdpTransport.tune(opened, StandardSocketOptions.SO_BROADCAST, true);
            opened.configureBlocking(false);
            opened.connect(new InetSocketAddress(found, receiver.port()));
            this.opened.ifPresent(wanted -> wanted.accept(opened));
        } catch (IOException noWay) {
            refusedBy(noWay);
            close();
        }
    }

    /** At the start this is refused; a name may come to mean this program later. */
    private void logOwnPort() {
        if (!saidOwn) {
            saidOwn = true;
            LOG.warn("{} is this program's own OSC port now: nothing is sent there", receiver);
        }
    }

    /** An IPv4 receiver by an IPv6 socket costs a look at the routes for each datagram. */
    private static ProtocolFamily familyOf(InetAddress receiver) {
        return receiver instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    private boolean isTaken(DatagramChannel open, ByteBuffer datagram) {
        try {
            return open.write(datagram) > 0;
        } catch (IOException earlier) {
            // Told of an earlier datagram, in place of sending this one.
            refusedBy(earlier);
        }
        try {
            return open.write(datagram) > 0;
        } catch (IOException again) {
            refusedBy(again);
            return false;
        }
    }

    private void pollRefusals(DatagramChannel open) {
        for (int i = 0; i < DRAINED_AT_ONCE; i++) {
            try {
                ignored.clear();
                if (open.read(ignored) <= 0) {
                    return;
                }
            } catch (IOException refusal) {
                refusedBy(refusal);
            }
        }
    }

    private void refusedBy(IOException refusal) {
        refused = true;
        noRoute = !(refusal instanceof PortUnreachableException);
        status = OutputReachability.UNREACHABLE;
    }

    private void watchForReturn(HostMicros now) {
        HostMicros asked = askedAt;
        long waited = asked == null ? Long.MAX_VALUE : now.since(asked);
        if (asked == null || (refused && waited >= BETWEEN_QUESTIONS)) {
            probe(now);
        } else if (!refused && waited >= (noRoute ? NO_ROUTE_TAKES : REFUSAL_TAKES)) {
            askedAt = null;
            status = OutputReachability.OK;
        }
    }

    private void probe(HostMicros now) {
        askedAt = now;
        names.lookUpAgain(receiver.host());
        names.addressOf(receiver.host())
                .filter(found -> !found.equals(address))
                .ifPresent(this::connect);
        refused = false;
        DatagramChannel open = channel;
        if (open != null) {
            isTaken(open, question.rewind());
        }
    }

    private static ByteBuffer emptyBundle() {
        ByteBuffer bundle = ByteBuffer.allocateDirect(OscWriter.BUNDLE_HEAD);
        new OscWriter(bundle).beginBundle(OscTimetag.IMMEDIATE.ntp());
        return bundle;
    }
}
