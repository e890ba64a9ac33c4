package io.downbeat.link.peer;

import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.HostMicros;

/**
 * Who we are, in which session, and what it has agreed on as far as we know.
 *
 * @param node our name; equal to the session's as long as we are its founder
 * @param offset how far the session's clock is ahead of ours
 */
record SessionMembership(
        NodeId node,
        NodeId session,
        GhostOffset offset,
        SessionTimeline timeline,
        StartStop startStop) {

    /** Sessions whose ages differ by less are of one age, and the smaller name wins. */
    private static final long TIE_MICROS = 500_000;

    /** The only member of a session that begins now, on the {@code line} of a clock. */
    static SessionMembership founding(
            NodeId node, SessionTimeline line, GhostMicros at, HostMicros now) {
        SessionTimeline timeline =
                new SessionTimeline(line.microsPerBeat(), line.beatsAt(at), GhostMicros.ZERO);
        return new SessionMembership(
                node, node, GhostOffset.foundedAt(now), timeline, StartStop.NONE);
    }

    /** The only member of a new session that goes on as the old one would have. */
    SessionMembership foundingAnew(NodeId next, HostMicros now) {
        return founding(next, timeline, offset.ghost(now), now);
    }

    SessionClock clock() {
        return new SessionClock(session, offset);
    }

    boolean isFounder() {
        return node.equals(session);
    }

    /** Whether the other session, of that age, is the one to be in. */
    boolean leavesFor(NodeId other, GhostOffset otherOffset) {
        long older = otherOffset.olderThan(offset);
        boolean tied = Math.abs(older) < TIE_MICROS && other.compareTo(session) < 0;
        return older > TIE_MICROS || tied;
    }

    /** A member of the other session, which keeps its timeline. */
    SessionMembership joining(NodeId other, GhostOffset otherOffset, SessionTimeline line) {
        return new SessionMembership(node, other, otherOffset, line.clamped(), StartStop.NONE);
    }

    SessionMembership withOffset(GhostOffset measured) {
        return new SessionMembership(node, session, measured, timeline, startStop);
    }

    SessionMembership withTimeline(SessionTimeline line) {
        return new SessionMembership(node, session, offset, line, startStop);
    }

    SessionMembership withStartStop(StartStop command) {
        return new SessionMembership(node, session, offset, timeline, command);
    }
}
