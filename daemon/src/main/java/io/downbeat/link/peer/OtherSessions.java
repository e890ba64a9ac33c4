package io.downbeat.link.peer;

import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.SessionTimeline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions that this peer is not in, and the measurements in progress. A session that was
 * measured is not measured again as long as it has members.
 */
final class OtherSessions {

    /** Measurements at once; each takes a thread and a socket. */
    static final int MOST_MEASUREMENTS = 16;

    private final Map<NodeId, SessionTimeline> known = new LinkedHashMap<>();
    private final Set<NodeId> measuring = new HashSet<>();

    boolean isKnown(NodeId session) {
        return known.containsKey(session);
    }

    /** Stores a timeline of a session, if it is newer than the stored one. */
    void remember(NodeId session, SessionTimeline timeline) {
        known.merge(session, timeline, (old, line) -> line.replaces(old) ? line : old);
    }

    Optional<SessionTimeline> timeline(NodeId session) {
        return Optional.ofNullable(known.get(session));
    }

    void forget(NodeId session) {
        known.remove(session);
    }

    /** Removes all sessions but these and those being measured. */
    void keepOnly(Set<NodeId> sessions) {
        known.keySet().removeIf(one -> !sessions.contains(one) && !measuring.contains(one));
    }

    /** Removes all sessions but those being measured. */
    void forgetDecisions() {
        known.keySet().retainAll(measuring);
    }

    void clear() {
        known.clear();
        measuring.clear();
    }

    /** Whether a measurement of this session may begin now. */
    boolean mayMeasure(NodeId session) {
        return measuring.size() < MOST_MEASUREMENTS && !measuring.contains(session);
    }

    void begin(NodeId session) {
        measuring.add(session);
    }

    /** Ends a measurement; whether it was still waited for. */
    boolean end(NodeId session) {
        return measuring.remove(session);
    }
}
