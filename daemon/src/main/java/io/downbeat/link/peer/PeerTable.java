package io.downbeat.link.peer;

import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PeerState;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.time.HostMicros;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The peers that sent something lately, one row for each gateway that receives a peer. The table is
 * bounded: a member of this session takes the row of another session's peer; other peers wait for a
 * free row.
 */
final class PeerTable {

    static final int MOST_ROWS = 2048;

    /** Microseconds: a silent peer is removed this long after its time to live. */
    private static final long GRACE_MICROS = 1_000_000;

    /** A peer has a row for each gateway. */
    private record PeerKey(NodeId node, LinkInterfaceAddress gateway)
            implements Comparable<PeerKey> {
        private static final Comparator<PeerKey> ORDER =
                Comparator.comparing(PeerKey::node).thenComparing(PeerKey::gateway);

        @Override
        public int compareTo(PeerKey other) {
            return ORDER.compare(this, other);
        }
    }

    private record Entry(PeerState state, HostMicros goneAt) {}

    /**
     * The new information of a message.
     *
     * @param member the peer was not known as a member of this session
     * @param timeline no row had this timeline of this session
     * @param startStop no row had this command of this session
     */
    record Change(boolean member, boolean timeline, boolean startStop) {}

    private final Map<PeerKey, Entry> rows = new TreeMap<>();
    private HostMicros nextCheck = HostMicros.NEVER;

    /**
     * Stores the state of a peer.
     *
     * @param believedUntil when it is removed if it sends nothing more
     * @param ours this peer's session
     * @return what is new; empty if there was no free row
     */
    Optional<Change> store(
            LinkInterfaceAddress gateway, PeerState state, HostMicros believedUntil, NodeId ours) {
        PeerKey peerKey = new PeerKey(state.node(), gateway);
        Entry before = rows.get(peerKey);
        if (before == null && !hasRoomFor(state, ours)) {
            return Optional.empty();
        }
        Change change = before == null ? changeOf(state) : changeOf(before.state(), state);
        Entry entry = new Entry(state, believedUntil.plus(GRACE_MICROS));
        rows.put(peerKey, entry);
        nextCheck = nextCheck.orEarlier(entry.goneAt());
        return Optional.of(change);
    }

    private boolean hasRoomFor(PeerState newcomer, NodeId ours) {
        if (rows.size() < MOST_ROWS) {
            return true;
        }
        return newcomer.session().equals(ours) && makeRoom(ours);
    }

    private boolean makeRoom(NodeId ours) {
        Iterator<Entry> all = rows.values().iterator();
        while (all.hasNext()) {
            if (!all.next().state().session().equals(ours)) {
                all.remove();
                return true;
            }
        }
        return false;
    }

    /** Most messages repeat the last one of their sender. */
    private Change changeOf(PeerState before, PeerState now) {
        boolean sameSession = before.session().equals(now.session());
        return new Change(
                !sameSession,
                !(sameSession && before.timeline().equals(now.timeline())) && isNewTimeline(now),
                !(sameSession && before.startStop().equals(now.startStop()))
                        && isNewStartStop(now));
    }

    private Change changeOf(PeerState now) {
        return new Change(true, isNewTimeline(now), isNewStartStop(now));
    }

    private boolean isNewTimeline(PeerState state) {
        return members(state.session()).noneMatch(row -> row.timeline().equals(state.timeline()));
    }

    private boolean isNewStartStop(PeerState state) {
        return members(state.session()).noneMatch(row -> row.startStop().equals(state.startStop()));
    }

    private Stream<PeerState> members(NodeId session) {
        return rows.values().stream()
                .map(Entry::state)
                .filter(state -> state.session().equals(session));
    }

    /** A peer has said goodbye on a gateway. */
    void forget(LinkInterfaceAddress gateway, NodeId node) {
        rows.remove(new PeerKey(node, gateway));
    }

    void forget(LinkInterfaceAddress gateway) {
        rows.keySet().removeIf(peerKey -> peerKey.gateway().equals(gateway));
    }

    void forget(NodeId session) {
        rows.values().removeIf(entry -> entry.state().session().equals(session));
    }

    void clear() {
        rows.clear();
    }

    /** When {@link #forgetSilent} is due, or never. */
    HostMicros nextCheck() {
        return nextCheck;
    }

    /** Removes peers whose time to live has passed. */
    void forgetSilent(HostMicros now) {
        rows.values().removeIf(entry -> !entry.goneAt().isAfter(now));
        nextCheck =
                rows.values().stream()
                        .map(Entry::goneAt)
                        .min(Comparator.naturalOrder())
                        .orElse(HostMicros.NEVER);
    }

    /** The members of a session, each counted once. */
    int count(NodeId session) {
        return (int) members(session).map(PeerState::node).distinct().count();
    }

    /** All sessions that have members. */
    Set<NodeId> sessions() {
        Set<NodeId> sessions = new LinkedHashSet<>();
        rows.values().forEach(entry -> sessions.add(entry.state().session()));
        return sessions;
    }

    /** The member of a session to measure: its founder if it is there, else the first. */
    Optional<PingAddressAndGateway> toMeasure(NodeId session) {
        return reachable(session)
                .filter(row -> row.getKey().node().equals(session))
                .findFirst()
                .or(() -> reachable(session).findFirst())
                .flatMap(PeerTable::member);
    }

    private Stream<Map.Entry<PeerKey, Entry>> reachable(NodeId session) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().state().session().equals(session))
                .filter(row -> row.getValue().state().pingAt().isPresent());
    }

    private static Optional<PingAddressAndGateway> member(Map.Entry<PeerKey, Entry> row) {
        LinkInterfaceAddress from = row.getKey().gateway();
        return row.getValue().state().pingAt().map(at -> new PingAddressAndGateway(from, at));
    }

    /**
     * This peer has changed the session's timeline. A member that returns to an earlier one then
     * has new information.
     */
    void rewrite(NodeId session, SessionTimeline timeline) {
        rows.replaceAll((peerKey, entry) ->
                entry.state().session().equals(session)
                        ? new Entry(entry.state().withTimeline(timeline), entry.goneAt())
                        : entry);
    }
}
