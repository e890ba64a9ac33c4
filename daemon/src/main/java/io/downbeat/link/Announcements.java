package io.downbeat.link;

import io.downbeat.time.HostMicros;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What we say of ourselves on every gateway, each in its own time. Not thread safe. */
final class Announcements {

    private final Network network;
    private final Map<Gateway, Announcer> announcers = new TreeMap<>();

    Announcements(Network network) {
        this.network = network;
    }

    /** Begins to announce on a gateway, at once. */
    void open(Gateway gateway, Membership self, HostMicros now) {
        Announcer announcer = new Announcer(now);
        announcers.put(gateway, announcer);
        announce(gateway, announcer, self, now);
    }

    void close(Gateway gateway) {
        announcers.remove(gateway);
    }

    /** Our state has changed: tells it on every gateway, as soon as may be. */
    void announce(Membership self, HostMicros now) {
        announcers.forEach((gateway, announcer) -> announce(gateway, announcer, self, now));
    }

    /** Repeats our state where it is time. */
    void repeat(Membership self, HostMicros now) {
        announcers.forEach((gateway, announcer) -> {
            if (!announcer.due().isAfter(now)) {
                announce(gateway, announcer, self, now);
            }
        });
    }

    /** Answers a peer's announcement. */
    void respond(Gateway gateway, InetSocketAddress to, Membership self, HostMicros now) {
        Announcer announcer = announcers.get(gateway);
        if (announcer != null && announcer.answers(now)) {
            network.unicast(gateway, to, DiscoveryCodec.response(state(gateway, self)));
        }
    }

    void sayGoodbye(Membership self) {
        for (Gateway gateway : announcers.keySet()) {
            network.multicast(gateway, DiscoveryCodec.byebye(self.node()));
        }
    }

    /** When {@link #repeat} has something to say, or never. */
    HostMicros due() {
        return announcers.values().stream()
                .map(Announcer::due)
                .min(Comparator.naturalOrder())
                .orElse(HostMicros.NEVER);
    }

    private void announce(Gateway gateway, Announcer announcer, Membership self, HostMicros now) {
        if (announcer.announces(now)) {
            network.multicast(gateway, DiscoveryCodec.alive(state(gateway, self)));
        }
    }

    private static PeerState state(Gateway gateway, Membership self) {
        return new PeerState(
                self.node(),
                self.session(),
                self.timeline(),
                self.startStop(),
                Optional.of(gateway.pingAt()));
    }
}
