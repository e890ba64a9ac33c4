package io.downbeat.net;

import io.downbeat.osc.OscTimetag;
import io.downbeat.osc.OscWriter;
import io.downbeat.osc.Peer;
import io.downbeat.output.OutputConnection;
import io.downbeat.rig.Endpoint;
import io.downbeat.session.view.SessionView.OutputStatus;
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
 * A UDP socket that is connected to the receiver of one output.
 *
 * <pre>
 *               refused                    probed and not refused
 *   OK --------------------> UNREACHABLE -------------------------> OK
 *                              |     ^
 *                              +-----+ probed once a second
 *
 *   UNRESOLVED -- the name has an address --> OK
 * </pre>
 *
 * <p>A computer refuses a datagram by ICMP, and the system reports that at the next use of the
 * socket. Nothing reports that a receiver is back, so the socket probes it: once a second it sends
 * an empty bundle, the smallest packet that is valid OSC and means nothing. (An empty datagram
 * makes some receivers believe that the input has ended.) The receiver counts as back when the
 * probe is not refused for as long as a refusal may take. Datagrams are sent in the meantime too,
 * since the receiver may be back before that is known.
 */
public final class OutputSocket implements OutputConnection {
    private static final Logger LOG = LoggerFactory.getLogger(OutputSocket.class);

    /** Bytes; some hundred full datagrams, as a large launch sends at once. */
    private static final int SEND_BUFFER = 1 << 20;

    /** Pending refusals that one poll reads: more than come in between two polls. */
    private static final int REFUSALS_A_POLL = 16;

    private static final long PROBE_PERIOD_MICROS = 1_000_000;

    /** An ICMP refusal comes within a few milliseconds, on a slow network within this time. */
    private static final long REFUSAL_MICROS = 300_000;

    /** Neighbour discovery gives up after three seconds, and only then reports that. */
    private static final long NO_ROUTE_MICROS = 4_000_000;

    private final Endpoint receiver;
    private final HostNames names;
    private final Optional<OwnUdpPortCheck> own;
    private final Optional<Consumer<DatagramChannel>> opened;
    private final ByteBuffer ignored = ByteBuffer.allocateDirect(64);
    private final ByteBuffer probe = emptyBundle();
    private @Nullable DatagramChannel channel;
    private @Nullable InetAddress address;
    private @Nullable HostMicros probedAt;
    private OutputStatus status = OutputStatus.OK;
    private boolean refused;
    private boolean noRoute;
    private boolean loggedOwnPort;
    private long sent;
    private long dropped;

    /**
     * A socket that is not open yet.
     *
     * @param own this program's own OSC port, to which nothing is sent
     * @param opened receives each channel that is opened, so that it is read when a datagram comes
     *     back; empty if nothing that comes back is read
     */
    OutputSocket(
            Endpoint receiver,
            HostNames names,
            Optional<OwnUdpPortCheck> own,
            Optional<Consumer<DatagramChannel>> opened) {
        this.receiver = receiver;
        this.names = names;
        this.own = own;
        this.opened = opened;
    }

    /** Connects to the receiver, if its address is known. */
    void open() {
        Optional<InetAddress> found = names.addressOf(receiver.host());
        if (found.isEmpty()) {
            status = OutputStatus.UNRESOLVED;
            return;
        }
        if (status == OutputStatus.UNRESOLVED) {
            status = OutputStatus.OK;
        }
        connect(found.orElseThrow());
    }

    /** The receiver, as the sender of what comes back. The socket must be open. */
    Peer peer() {
        return Peer.of(Peer.Transport.UDP, Objects.requireNonNull(address), receiver.port());
    }

    /** Reads one datagram that came back into a buffer; false if there is none. */
    boolean read(ByteBuffer into) {
        DatagramChannel open = channel;
        if (open == null || opened.isEmpty()) {
            return false;
        }
        try {
            return open.read(into.clear()) > 0;
        } catch (IOException refusal) {
            onRefusal(refusal);
            return false;
        }
    }

    @Override
    public void send(ByteBuffer datagram) {
        DatagramChannel open = channel;
        if (open == null) {
            dropped++;
            return;
        }
        try {
            count(open.write(datagram));
        } catch (IOException earlier) {
            // The error is about an earlier datagram, and this one was not sent.
            onRefusal(earlier);
            sendAgain(open, datagram);
        }
    }

    private void sendAgain(DatagramChannel open, ByteBuffer datagram) {
        try {
            count(open.write(datagram));
        } catch (IOException again) {
            onRefusal(again);
            dropped++;
        }
    }

    private void count(int bytes) {
        if (bytes > 0) {
            sent++;
        } else {
            dropped++;
        }
    }

    @Override
    public void poll(HostMicros now) {
        if (channel == null) {
            open();
        }
        DatagramChannel open = channel;
        if (open != null) {
            if (opened.isEmpty()) {
                pollRefusals(open);
            }
            if (status == OutputStatus.UNREACHABLE) {
                watchForReturn(now);
            }
        }
    }

    @Override
    public OutputStatus status() {
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

    private void connect(InetAddress found) {
        close();
        address = found;
        if (own.filter(own -> own.isAt(found, receiver.port())).isPresent()) {
            logOwnPort();
            status = OutputStatus.UNRESOLVED;
            return;
        }
        try {
            DatagramChannel opened = DatagramChannel.open(familyOf(found));
            channel = opened;
            UdpTransport.setOption(opened, StandardSocketOptions.SO_SNDBUF, SEND_BUFFER);
            UdpTransport.setOption(opened, StandardSocketOptions.SO_BROADCAST, true);
            opened.configureBlocking(false);
            opened.connect(new InetSocketAddress(found, receiver.port()));
            this.opened.ifPresent(wanted -> wanted.accept(opened));
        } catch (IOException failed) {
            onRefusal(failed);
            close();
        }
    }

    /** At the start this is an error; later, a name may get the address of this program. */
    private void logOwnPort() {
        if (!loggedOwnPort) {
            loggedOwnPort = true;
            LOG.warn("{} is this program's own OSC port now: nothing is sent there", receiver);
        }
    }

    /** An IPv6 socket with an IPv4 receiver looks up the route for each datagram. */
    private static ProtocolFamily familyOf(InetAddress receiver) {
        return receiver instanceof Inet4Address
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6;
    }

    private void pollRefusals(DatagramChannel open) {
        for (int i = 0; i < REFUSALS_A_POLL; i++) {
            try {
                ignored.clear();
                if (open.read(ignored) <= 0) {
                    return;
                }
            } catch (IOException refusal) {
                onRefusal(refusal);
            }
        }
    }

    private void onRefusal(IOException refusal) {
        refused = true;
        noRoute = !(refusal instanceof PortUnreachableException);
        status = OutputStatus.UNREACHABLE;
    }

    private void watchForReturn(HostMicros now) {
        HostMicros probed = probedAt;
        long waited = probed == null ? Long.MAX_VALUE : now.since(probed);
        if (probed == null || (refused && waited >= PROBE_PERIOD_MICROS)) {
            sendProbe(now);
        } else if (!refused && waited >= (noRoute ? NO_ROUTE_MICROS : REFUSAL_MICROS)) {
            probedAt = null;
            status = OutputStatus.OK;
        }
    }

    private void sendProbe(HostMicros now) {
        probedAt = now;
        names.lookUpAgain(receiver.host());
        names.addressOf(receiver.host())
                .filter(found -> !found.equals(address))
                .ifPresent(this::connect);
        refused = false;
        DatagramChannel open = channel;
        if (open != null) {
            writeProbe(open);
        }
    }

    /**
     * Sends the probe; a second time if the first write only reports the refusal of an earlier
     * datagram.
     */
    private void writeProbe(DatagramChannel open) {
        for (int tries = 0; tries < 2; tries++) {
            try {
                open.write(probe.rewind());
                return;
            } catch (IOException refusal) {
                onRefusal(refusal);
            }
        }
    }

    private static ByteBuffer emptyBundle() {
        ByteBuffer bundle = ByteBuffer.allocateDirect(OscWriter.BUNDLE_HEAD);
        new OscWriter(bundle).beginBundle(OscTimetag.IMMEDIATE.ntp());
        return bundle;
    }
}
