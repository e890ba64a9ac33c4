package io.downbeat.net;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Maps between peers and socket addresses without creating new objects. Bounded: after {@value
 * #REMEMBERED} entries it is cleared.
 *
 * <p>Read side on the reading thread only; {@link #addressOf} and {@link #failed} from any.
 */
final class UdpPeerCache {
    static final int REMEMBERED = 4096;

    private final AccessCheck accessCheck;
    private final HostNames names;
    private final Map<InetSocketAddress, Peer> peerIfAllowed = new HashMap<>();
    private final Map<Peer, InetSocketAddress> addresses = new ConcurrentHashMap<>();

    UdpPeerCache(AccessCheck accessCheck, HostNames names) {
        this.accessCheck = accessCheck;
        this.names = names;
    }

    /** The peer at an address; null for one that stays outside. */
    @Nullable Peer peerIfAllowed(InetSocketAddress from, HostMicros at) {
        Peer known = peerIfAllowed.get(from);
        if (known != null) {
            return known;
        }
        // A source port of 0 is a forgery: nothing can be answered to it.
        if (from.getPort() == 0 || !accessCheck.admits(from.getAddress(), "UDP", at)) {
            return null;
        }
        Peer peer = Peer.of(Peer.Transport.UDP, from.getAddress(), from.getPort());
        if (peerIfAllowed.size() >= REMEMBERED) {
            peerIfAllowed.clear();
        }
        peerIfAllowed.put(from, peer);
        return peer;
    }

    /** Where a peer is; null while its name is not known. */
    @Nullable InetSocketAddress addressOf(Peer peer) {
        InetSocketAddress known = addresses.get(peer);
        if (known != null) {
            return known;
        }
        Optional<InetAddress> host = names.addressOf(peer.host());
        if (host.isEmpty()) {
            return null;
        }
        if (addresses.size() >= REMEMBERED) {
            addresses.clear();
        }
        InetSocketAddress address = new InetSocketAddress(host.orElseThrow(), peer.port());
        addresses.put(peer, address);
        return address;
    }

    /** Resolves the peer's name again before the next packet to it. */
    void failed(Peer peer) {
        if (addresses.remove(peer) != null) {
            names.lookUpAgain(peer.host());
        }
    }
}
