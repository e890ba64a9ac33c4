package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.Measurement;
import io.downbeat.link.peer.OwnLinkPeer;
import io.downbeat.link.peer.PingAddressAndGateway;
import io.downbeat.link.peer.SessionIdAndClockOffset;
import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The gateways of this machine: one on every address, opened and closed as addresses come and go.
 */
final class Gateways implements OwnLinkPeer.Network, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private final Selector selector;
    private final HostClock clock;
    private final BiConsumer<NodeId, Optional<Measurement.Pending.Found>> measured;
    private final Predicate<InetAddress> welcome;
    private final Map<LocalAddress, GatewaySockets> open = new LinkedHashMap<>();
    private final Set<LocalAddress> refused = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DiscoveryCodec.TOO_LONG);
    private volatile SessionIdAndClockOffset answer =
            new SessionIdAndClockOffset(new NodeId(0), new GhostOffset(0));

    /** Is notified when gateways open and close. */
    interface Listener {
        void opened(LinkInterfaceAddress gateway);

        void lost(LinkInterfaceAddress gateway);
    }

    /**
     * @param welcome whether a host may take part; called on several threads
     * @param measured handles the result of a measurement; called on its thread
     */
    Gateways(
            Selector selector,
            HostClock clock,
            Predicate<InetAddress> welcome,
            BiConsumer<NodeId, Optional<Measurement.Pending.Found>> measured) {
        this.selector = selector;
        this.clock = clock;
        this.welcome = welcome;
        this.measured = measured;
    }

    /** Opens gateways on new addresses and closes those whose address is gone. */
    void rescan(Listener listener) {
        List<LocalAddress> present = present();
        open.entrySet()
                .removeIf(entry -> {
                    boolean isGone = !present.contains(entry.getKey());
                    if (isGone) {
                        entry.getValue().close();
                        listener.lost(entry.getValue().gateway());
                    }
                    return isGone;
                });
        refused.retainAll(present);
        for (LocalAddress address : present) {
            if (!open.containsKey(address)) {
                open(address).ifPresent(sockets -> listener.opened(sockets.gateway()));
            }
        }
    }

    private List<LocalAddress> present() {
        try {
            return LocalAddress.present();
        } catch (IOException unknown) {
            LOG.warn("cannot list the networks of this machine: {}", unknown.toString());
            return List.copyOf(open.keySet());
        }
    }

    private Optional<GatewaySockets> open(LocalAddress address) {
        try {
            var clocks = new MeasurementResponder.Clocks(clock, () -> answer, welcome);
            GatewaySockets sockets = GatewaySockets.open(address, selector, clocks);
            open.put(address, sockets);
            refused.remove(address);
            return Optional.of(sockets);
        } catch (IOException | RuntimeException unusable) {
            if (refused.add(address)) {
                LOG.warn(
                        "Link messages cannot be received on {}: {}",
                        address.address().getHostAddress(),
                        unusable.toString());
            }
            return Optional.empty();
        }
    }

    /** Passes on what a ready socket has received. */
    void read(SelectionKey ready, GatewaySockets.DatagramReader datagramReader) {
        ((GatewaySockets) ready.attachment()).read(ready, buffer, datagramReader);
    }

    @Override
    public void multicast(LinkInterfaceAddress from, byte[] datagram) {
        sockets(from).ifPresent(sockets -> sockets.multicast(datagram));
    }

    @Override
    public void unicast(LinkInterfaceAddress from, InetSocketAddress to, byte[] datagram) {
        sockets(from).ifPresent(sockets -> sockets.send(to, datagram));
    }

    @Override
    public void measure(NodeId session, PingAddressAndGateway pingAddressAndGateway) {
        SingleMeasurementThread.start(
                session, pingAddressAndGateway, clock, found -> measured.accept(session, found));
    }

    @Override
    public void answerWith(SessionIdAndClockOffset clock) {
        answer = clock;
    }

    private Optional<GatewaySockets> sockets(LinkInterfaceAddress gateway) {
        return open.values().stream()
                .filter(sockets -> sockets.gateway().equals(gateway))
                .findFirst();
    }

    @Override
    public void close() {
        open.values().forEach(GatewaySockets::close);
        open.clear();
        refused.clear();
    }
}
