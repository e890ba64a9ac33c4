package io.downbeat.feedback.request;

import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestOrigin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the destination of answers to a sender: its own address and port, or the port that it named
 * with {@code /respond}.
 */
final class ReplyDestinations {

    private static final int MOST = 1024;

    private final Map<Peer, Integer> byPeer = bounded();
    private final Map<String, Integer> byHost = bounded();
    private final Map<RequestOrigin, Optional<Peer>> peers = bounded();

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST;
            }
        };
    }

    /** The peer of an origin; empty if it is none, such as the program itself. */
    Optional<Peer> peer(RequestOrigin origin) {
        return peers.computeIfAbsent(origin, ReplyDestinations::parsed);
    }

    /** The destination of answers to an origin. */
    Optional<Peer> to(RequestOrigin origin) {
        return peer(origin).map(this::to);
    }

    private Peer to(Peer peer) {
        if (peer.transport() != Peer.Transport.UDP) {
            return peer;
        }
        Integer port = byPeer.getOrDefault(peer, byHost.getOrDefault(peer.host(), peer.port()));
        return new Peer(Peer.Transport.UDP, peer.host(), port);
    }

    void redirect(RequestOrigin by, Command.Respond respond) {
        peer(by).ifPresent(peer -> {
            if (respond.all()) {
                byHost.put(peer.host(), respond.port());
            } else {
                byPeer.put(peer, respond.port());
            }
        });
    }

    private static Optional<Peer> parsed(RequestOrigin origin) {
        try {
            return Optional.of(Peer.parse(origin.text()));
        } catch (IllegalArgumentException noPeer) {
            return Optional.empty();
        }
    }
}
