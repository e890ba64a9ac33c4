package io.downbeat.link.wire;

import java.util.Optional;

/** A message by which peers find each other and repeat their state. */
public sealed interface DiscoveryMessage {

    /** Who sent it. */
    NodeId node();

    /**
     * A peer's state, to all. It is answered, also if what it says can not be read.
     *
     * @param ttlSeconds how long it is believed
     */
    record Alive(NodeId node, int ttlSeconds, Optional<PeerState> state)
            implements DiscoveryMessage {}

    /** The answer to an {@link Alive}, to its sender alone. */
    record Response(NodeId node, int ttlSeconds, Optional<PeerState> state)
            implements DiscoveryMessage {}

    /** A peer leaves the network that this comes by. */
    record ByeBye(NodeId node) implements DiscoveryMessage {}
}
