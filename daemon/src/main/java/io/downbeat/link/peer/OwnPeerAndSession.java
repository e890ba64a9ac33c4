package io.downbeat.link.peer;

import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.HostMicros;

/**
 * This peer, its session, and the state of the session as far as it is known.
 *
 * @param node the id of this peer; equal to the session's if this peer founded it
 * @param offset how far the session's clock is ahead of the host's
 */
record OwnPeerAndSession(
        NodeId node,
        NodeId session,
        GhostOffset offset,
        SessionTimeline timeline,
        StartStop startStop) {

    /**
     * Microseconds: sessions whose ages differ by less are equally old, and the smaller id wins.
     */
    private static final long TIE_MICROS = 500_000;

    /** The only member of a new session on this timeline. */
    static OwnPeerAndSession founding(
            NodeId node, SessionTimeline line, GhostMicros at, HostMicros now) {
        SessionTimeline timeline =
                new SessionTimeline(line.microsPerBeat(), line.beatsAt(at), GhostMicros.ZERO);
        return new OwnPeerAndSession(
                node, node, GhostOffset.foundedAt(now), timeline, StartStop.NONE);
    }

    /** The only member of a new session that continues the old one. */
    OwnPeerAndSession withNewSession(NodeId next, HostMicros now) {
        return founding(next, timeline, offset.ghost(now), now);
    }

    SessionIdAndClockOffset clock() {
        return new SessionIdAndClockOffset(session, offset);
    }

    boolean isFounder() {
        return node.equals(session);
    }

    /** Whether the other session, with that clock, is the one to join. */
    boolean shouldJoin(NodeId other, GhostOffset otherOffset) {
        long older = otherOffset.olderThan(offset);
        boolean tied = Math.abs(older) < TIE_MICROS && other.compareTo(session) < 0;
        return older > TIE_MICROS || tied;
    }

    /** A member of the other session, which keeps its timeline. */
    OwnPeerAndSession joining(NodeId other, GhostOffset otherOffset, SessionTimeline line) {
        return new OwnPeerAndSession(node, other, otherOffset, line.clamped(), StartStop.NONE);
    }

    OwnPeerAndSession withOffset(GhostOffset measured) {
        return new OwnPeerAndSession(node, session, measured, timeline, startStop);
    }

    OwnPeerAndSession withTimeline(SessionTimeline line) {
        return new OwnPeerAndSession(node, session, offset, line, startStop);
    }

    OwnPeerAndSession withStartStop(StartStop command) {
        return new OwnPeerAndSession(node, session, offset, timeline, command);
    }
}
