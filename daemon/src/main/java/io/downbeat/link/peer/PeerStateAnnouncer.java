package io.downbeat.link.peer;

import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.OwnGatewayAddress;
import io.downbeat.link.wire.PeerState;
import io.downbeat.time.HostMicros;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends this peer's state on every gateway, on a schedule for each. */
final class PeerStateAnnouncer {

    private final LinkPeer.Network linkPeerNetwork;
    private final Map<OwnGatewayAddress, GatewayAnnouncer> announcers = new TreeMap<>();

    PeerStateAnnouncer(LinkPeer.Network linkPeerNetwork) {
        this.linkPeerNetwork = linkPeerNetwork;
    }

    /** Begins to announce on a gateway, at once. */
    void open(OwnGatewayAddress gateway, PeerAndSession self, HostMicros now) {
        GatewayAnnouncer gatewayAnnouncer = new GatewayAnnouncer(now);
        announcers.put(gateway, gatewayAnnouncer);
        announce(gateway, gatewayAnnouncer, self, now);
    }

    void close(OwnGatewayAddress gateway) {
        announcers.remove(gateway);
    }

    /** The state has changed: sends it on every gateway as soon as allowed. */
    void announce(PeerAndSession self, HostMicros now) {
        announcers.forEach(
                (gateway, gatewayAnnouncer) -> announce(gateway, gatewayAnnouncer, self, now));
    }

    /** Repeats the state where it is due. */
    void repeat(PeerAndSession self, HostMicros now) {
        announcers.forEach((gateway, gatewayAnnouncer) -> {
            if (!gatewayAnnouncer.due().isAfter(now)) {
                announce(gateway, gatewayAnnouncer, self, now);
            }
        });
    }

    /** Answers a peer's announcement. */
    void respond(
            OwnGatewayAddress gateway, InetSocketAddress to, PeerAndSession self, HostMicros now) {
        GatewayAnnouncer gatewayAnnouncer = announcers.get(gateway);
        if (gatewayAnnouncer != null && gatewayAnnouncer.shouldAnswer(now)) {
            linkPeerNetwork.unicast(gateway, to, DiscoveryCodec.response(state(gateway, self)));
        }
    }

    void sendByeBye(PeerAndSession self) {
        for (OwnGatewayAddress gateway : announcers.keySet()) {
            linkPeerNetwork.multicast(gateway, DiscoveryCodec.byebye(self.node()));
        }
    }

    /** When {@link #repeat} is due, or never. */
    HostMicros due() {
        return announcers.values().stream()
                .map(GatewayAnnouncer::due)
                .min(Comparator.naturalOrder())
                .orElse(HostMicros.NEVER);
    }

    private void announce(
            OwnGatewayAddress gateway,
            GatewayAnnouncer gatewayAnnouncer,
            PeerAndSession self,
            HostMicros now) {
        if (gatewayAnnouncer.shouldAnnounce(now)) {
            linkPeerNetwork.multicast(gateway, DiscoveryCodec.alive(state(gateway, self)));
        }
    }

    private static PeerState state(OwnGatewayAddress gateway, PeerAndSession self) {
        return new PeerState(
                self.node(),
                self.session(),
                self.timeline(),
                self.startStop(),
                Optional.of(gateway.pingAt()));
    }
}
