package io.downbeat.link.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The state that a peer sends in one message.
 *
 * @param pingAt where it answers measurements; empty if it gave no reachable address
 */
public record PeerState(
        NodeId node,
        NodeId session,
        SessionTimeline timeline,
        StartStop startStop,
        Optional<InetSocketAddress> pingAt) {

    /** The same peer with another measurement address, or none. */
    public PeerState measuredAt(Optional<InetSocketAddress> place) {
        return new PeerState(node, session, timeline, startStop, place);
    }

    /** The same peer with another timeline. */
    public PeerState withTimeline(SessionTimeline other) {
        return new PeerState(node, session, other, startStop, pingAt);
    }
}
