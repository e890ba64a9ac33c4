package io.downbeat.link.wire;

import java.util.Optional;

/** A message by which peers find each other and repeat their state. */
public sealed interface DiscoveryMessage {

    /** The sender. */
    NodeId node();

    /**
     * A peer's state, to all. It is answered even if the state is unreadable.
     *
     * @param ttlSeconds for how long it is valid
     */
    record Alive(NodeId node, int ttlSeconds, Optional<PeerState> state)
            implements DiscoveryMessage {}

    /** The answer to an {@link Alive}, to its sender only. */
    record Response(NodeId node, int ttlSeconds, Optional<PeerState> state)
            implements DiscoveryMessage {}

    /** A peer leaves this network. */
    record ByeBye(NodeId node) implements DiscoveryMessage {}
}
