package io.downbeat.link.peer;

import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.PeerState;
import io.downbeat.time.HostMicros;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends this peer's state on every gateway, on a schedule for each. */
final class PeerStateAnnouncer {

    private final OwnLinkPeer.Network linkPeerNetwork;
    private final Map<LinkInterfaceAddress, GatewayAnnouncementSchedule> announcers =
            new TreeMap<>();

    PeerStateAnnouncer(OwnLinkPeer.Network linkPeerNetwork) {
        this.linkPeerNetwork = linkPeerNetwork;
    }

    /** Begins to announce on a gateway, at once. */
    void open(LinkInterfaceAddress gateway, OwnPeerAndSession self, HostMicros now) {
        GatewayAnnouncementSchedule gatewayAnnouncementSchedule =
                new GatewayAnnouncementSchedule(now);
        announcers.put(gateway, gatewayAnnouncementSchedule);
        announce(gateway, gatewayAnnouncementSchedule, self, now);
    }

    void close(LinkInterfaceAddress gateway) {
        announcers.remove(gateway);
    }

    /** The state has changed: sends it on every gateway as soon as allowed. */
    void announce(OwnPeerAndSession self, HostMicros now) {
        announcers.forEach((gateway, gatewayAnnouncementSchedule) ->
                announce(gateway, gatewayAnnouncementSchedule, self, now));
    }

    /** Repeats the state where it is due. */
    void repeat(OwnPeerAndSession self, HostMicros now) {
        announcers.forEach((gateway, gatewayAnnouncementSchedule) -> {
            if (!gatewayAnnouncementSchedule.due().isAfter(now)) {
                announce(gateway, gatewayAnnouncementSchedule, self, now);
            }
        });
    }

    /** Answers a peer's announcement. */
    void respond(
            LinkInterfaceAddress gateway,
            InetSocketAddress to,
            OwnPeerAndSession self,
            HostMicros now) {
        GatewayAnnouncementSchedule gatewayAnnouncementSchedule = announcers.get(gateway);
        if (gatewayAnnouncementSchedule != null && gatewayAnnouncementSchedule.shouldAnswer(now)) {
            linkPeerNetwork.unicast(gateway, to, DiscoveryCodec.response(state(gateway, self)));
        }
    }

    void sendByeBye(OwnPeerAndSession self) {
        for (LinkInterfaceAddress gateway : announcers.keySet()) {
            linkPeerNetwork.multicast(gateway, DiscoveryCodec.byebye(self.node()));
        }
    }

    /** When {@link #repeat} is due, or never. */
    HostMicros due() {
        return announcers.values().stream()
                .map(GatewayAnnouncementSchedule::due)
                .min(Comparator.naturalOrder())
                .orElse(HostMicros.NEVER);
    }

    private void announce(
            LinkInterfaceAddress gateway,
            GatewayAnnouncementSchedule gatewayAnnouncementSchedule,
            OwnPeerAndSession self,
            HostMicros now) {
        if (gatewayAnnouncementSchedule.shouldAnnounce(now)) {
            linkPeerNetwork.multicast(gateway, DiscoveryCodec.alive(state(gateway, self)));
        }
    }

    private static PeerState state(LinkInterfaceAddress gateway, OwnPeerAndSession self) {
        return new PeerState(
                self.node(),
                self.session(),
                self.timeline(),
                self.startStop(),
                Optional.of(gateway.pingAt()));
    }
}
