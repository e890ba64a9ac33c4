package io.downbeat.link;

import io.downbeat.clock.HostClock;

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
 * The network as it really is: a gateway on every address of this machine, coming and going with
 * them. The link's thread owns it.
 */
final class Gateways implements Network, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private final Selector selector;
    private final HostClock clock;
    private final BiConsumer<NodeId, Optional<Measurement.Standing.Found>> measured;
    private final Predicate<InetAddress> welcome;
    private final Map<LocalAddress, GatewaySockets> open = new LinkedHashMap<>();
    private final Set<LocalAddress> refused = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(DiscoveryCodec.TOO_LONG);
    private volatile CommonClock answer = new CommonClock(new NodeId(0), new GhostOffset(0));

    /** Who is told that gateways come and go. */
    interface Listener {
        void opened(Gateway gateway);

        void lost(Gateway gateway);
    }

    /**
     * @param welcome whether a host may take part; asked on several threads
     * @param measured what is done with the outcome of a measurement; called on its thread
     */
    Gateways(
            Selector selector,
            HostClock clock,
            Predicate<InetAddress> welcome,
            BiConsumer<NodeId, Optional<Measurement.Standing.Found>> measured) {
        this.selector = selector;
        this.clock = clock;
        this.welcome = welcome;
        this.measured = measured;
    }

    /** Opens gateways on addresses that are new and closes those whose address is gone. */
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
            var clocks = new Responder.Clocks(clock, () -> answer, welcome);
            GatewaySockets sockets = GatewaySockets.open(address, selector, clocks);
            open.put(address, sockets);
            refused.remove(address);
            return Optional.of(sockets);
        } catch (IOException | RuntimeException unusable) {
            if (refused.add(address)) {
                LOG.warn(
                        "Link is not heard on {}: {}",
                        address.address().getHostAddress(),
                        unusable.toString());
            }
            return Optional.empty();
        }
    }

    /** Hands over what has come to a socket that is ready. */
    void read(SelectionKey ready, GatewaySockets.Reader reader) {
        ((GatewaySockets) ready.attachment()).read(ready, buffer, reader);
    }

    @Override
    public void multicast(Gateway from, byte[] datagram) {
        sockets(from).ifPresent(sockets -> sockets.multicast(datagram));
    }

    @Override
    public void unicast(Gateway from, InetSocketAddress to, byte[] datagram) {
        sockets(from).ifPresent(sockets -> sockets.send(to, datagram));
    }

    @Override
    public void measure(NodeId session, Member member) {
        Surveyor.start(session, member, clock, found -> measured.accept(session, found));
    }

    @Override
    public void answerWith(CommonClock clock) {
        answer = clock;
    }

    private Optional<GatewaySockets> sockets(Gateway gateway) {
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
