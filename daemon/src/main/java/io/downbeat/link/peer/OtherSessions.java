package io.downbeat.link.peer;

import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.SessionTimeline;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sessions that we are not in, and which sessions are being measured. Known ones were measured
 * once and are not measured again for as long as somebody is in them. Not thread safe.
 */
final class OtherSessions {

    /** Measurements at once; each is a thread and a socket. */
    static final int MOST_MEASUREMENTS = 16;

    private final Map<NodeId, SessionTimeline> known = new LinkedHashMap<>();
    private final Set<NodeId> measuring = new HashSet<>();

    boolean isKnown(NodeId session) {
        return known.containsKey(session);
    }

    /** Takes a timeline of a session, if it is newer than the one that is known. */
    void remember(NodeId session, SessionTimeline timeline) {
        known.merge(session, timeline, (old, line) -> line.replaces(old) ? line : old);
    }

    Optional<SessionTimeline> timeline(NodeId session) {
        return Optional.ofNullable(known.get(session));
    }

    void forget(NodeId session) {
        known.remove(session);
    }

    /** Forgets all but these and those that are being measured. */
    void keepOnly(Set<NodeId> sessions) {
        known.keySet().removeIf(one -> !sessions.contains(one) && !measuring.contains(one));
    }

    /** Forgets all but those that are being measured. */
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

    /** Whether this measurement was still waited for. */
    boolean end(NodeId session) {
        return measuring.remove(session);
    }
}
