package io.downbeat.feedback.request;

import io.downbeat.osc.Peer;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the destination of answers to a sender: its own address and port, or the port that it named
 * with {@code /respond}.
 */
final class ReplyDestinations {

    private static final int MOST_ENTRIES = 1024;

    private final Map<Peer, Integer> portsByPeer = bounded();
    private final Map<String, Integer> portsByHost = bounded();
    private final Map<RequestSender, Optional<Peer>> peers = bounded();

    private static <K, V> Map<K, V> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > MOST_ENTRIES;
            }
        };
    }

    /** The peer of an origin; empty if the origin is not a peer but the program itself. */
    Optional<Peer> peerOf(RequestSender origin) {
        return peers.computeIfAbsent(origin, ReplyDestinations::parsed);
    }

    /** The destination of answers to an origin. */
    Optional<Peer> destinationOf(RequestSender origin) {
        return peerOf(origin).map(this::destinationOf);
    }

    private Peer destinationOf(Peer peer) {
        if (peer.transport() != Peer.Transport.UDP) {
            return peer;
        }
        Integer port =
                portsByPeer.getOrDefault(peer, portsByHost.getOrDefault(peer.host(), peer.port()));
        return new Peer(Peer.Transport.UDP, peer.host(), port);
    }

    void redirect(RequestSender by, Command.Respond respond) {
        peerOf(by)
                .ifPresent(peer -> {
                    if (respond.all()) {
                        portsByHost.put(peer.host(), respond.port());
                    } else {
                        portsByPeer.put(peer, respond.port());
                    }
                });
    }

    private static Optional<Peer> parsed(RequestSender origin) {
        try {
            return Optional.of(Peer.parse(origin.text()));
        } catch (IllegalArgumentException noPeer) {
            return Optional.empty();
        }
    }
}
