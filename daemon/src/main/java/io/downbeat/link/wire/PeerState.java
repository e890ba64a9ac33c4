package io.downbeat.link.wire;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * All that a peer says of itself in one message.
 *
 * @param pingAt where it answers measurements; empty if it said none that can be reached
 */
public record PeerState(
        NodeId node,
        NodeId session,
        SessionTimeline timeline,
        StartStop startStop,
        Optional<InetSocketAddress> pingAt) {

    /** The same peer, measured at another place or at none. */
    public PeerState measuredAt(Optional<InetSocketAddress> place) {
        return new PeerState(node, session, timeline, startStop, place);
    }

    /** The same peer with another timeline. */
    public PeerState withTimeline(SessionTimeline other) {
        return new PeerState(node, session, other, startStop, pingAt);
    }
}
