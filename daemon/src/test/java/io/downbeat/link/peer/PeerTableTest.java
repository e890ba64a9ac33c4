package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.peer.PeerTable.Change;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.LinkInterfaceAddress;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PeerState;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;

class PeerTableTest {

    private static final LinkInterfaceAddress WIRED = gateway("10.0.0.1");
    private static final LinkInterfaceAddress WIRELESS = gateway("192.168.0.1");
    private static final NodeId OURS = CapturedPackets.name("ours....");
    private static final NodeId THEIRS = CapturedPackets.name("theirs..");
    private static final HostMicros UNTIL = new HostMicros(5_000_000);

    private final PeerTable table = new PeerTable();

    @Test
    void onlyNewInformationIsReported() {
        assertEquals(new Change(true, true, true), store(WIRED, "a", OURS, 1));
        assertEquals(new Change(false, false, false), store(WIRED, "a", OURS, 1));
        assertEquals(new Change(true, false, false), store(WIRED, "b", OURS, 1));
        assertEquals(new Change(false, true, false), store(WIRED, "b", OURS, 2));
        assertEquals(new Change(false, false, false), store(WIRED, "a", OURS, 2));
        assertEquals(new Change(true, true, true), store(WIRED, "a", THEIRS, 2));
        assertEquals(new Change(true, false, false), store(WIRELESS, "b", OURS, 2));
    }

    @Test
    void aPeerThatReturnsToAReplacedTimelineIsReported() {
        store(WIRED, "a", OURS, 1);
        table.rewrite(OURS, line(2));

        assertEquals(new Change(false, false, false), store(WIRED, "a", OURS, 2));
        table.rewrite(OURS, line(3));
        assertEquals(new Change(false, true, false), store(WIRED, "a", OURS, 1));
    }

    @Test
    void aPeerOnSeveralGatewaysCountsOnce() {
        store(WIRED, "a", OURS, 1);
        store(WIRELESS, "a", OURS, 1);
        store(WIRELESS, "b", OURS, 1);
        store(WIRELESS, "c", THEIRS, 1);
        assertEquals(2, table.count(OURS));

        table.forget(WIRELESS);
        assertEquals(1, table.count(OURS));
        assertEquals(Set.of(OURS), table.sessions());
        table.forget(WIRED, name("a"));
        assertEquals(0, table.count(OURS));
    }

    @Test
    void theFounderIsMeasuredElseTheFirst() {
        assertEquals(Optional.empty(), table.toMeasure(OURS));
        store(WIRED, "b", OURS, 1);
        store(WIRELESS, "c", OURS, 1);
        assertEquals(
                Optional.of(new PingAddressAndGateway(WIRED, place("b"))), table.toMeasure(OURS));
        store(WIRELESS, "a", OURS, 1);
        assertEquals(
                Optional.of(new PingAddressAndGateway(WIRELESS, place("a"))),
                table.toMeasure(OURS));
        store(WIRELESS, OURS, OURS, 1);
        assertEquals(
                Optional.of(new PingAddressAndGateway(WIRELESS, place("o"))),
                table.toMeasure(OURS));
    }

    @Test
    void aSilentPeerIsRemovedASecondAfterItsTimeToLive() {
        store(WIRED, "a", OURS, 1);
        assertEquals(UNTIL.plus(1_000_000), table.nextCheck());
        table.forgetSilent(UNTIL.plus(999_999));
        assertEquals(1, table.count(OURS));
        table.forgetSilent(UNTIL.plus(1_000_000));
        assertEquals(0, table.count(OURS));
        assertEquals(HostMicros.NEVER, table.nextCheck());
    }

    @Test
    void aFullTableMakesRoomOnlyForOurOwnSession() {
        for (int i = 0; i < PeerTable.MOST_ROWS + 500; i++) {
            table.store(WIRED, state(new NodeId(i), new NodeId(i), 1), UNTIL, OURS);
        }
        assertEquals(PeerTable.MOST_ROWS, table.sessions().size());
        assertTrue(table.store(WIRED, state(name("a"), THEIRS, 1), UNTIL, OURS).isEmpty());
        store(WIRED, "a", OURS, 1);
        assertEquals(1, table.count(OURS));
        assertEquals(PeerTable.MOST_ROWS, table.sessions().size());
    }

    private Change store(LinkInterfaceAddress gateway, String letter, NodeId session, long origin) {
        return store(gateway, name(letter), session, origin);
    }

    private Change store(LinkInterfaceAddress gateway, NodeId node, NodeId session, long origin) {
        return table.store(gateway, state(node, session, origin), UNTIL, OURS).orElseThrow();
    }

    private static PeerState state(NodeId node, NodeId session, long origin) {
        String letter = node.toString().substring(0, 1);
        return new PeerState(
                node, session, line(origin), StartStop.NONE, Optional.of(place(letter)));
    }

    private static SessionTimeline line(long origin) {
        return new SessionTimeline(500_000, Beats.micro(origin), GhostMicros.ZERO);
    }

    private static NodeId name(String letter) {
        return CapturedPackets.name(letter.repeat(8));
    }

    private static InetSocketAddress place(String letter) {
        return new InetSocketAddress("10.0.0.9", 1000 + letter.charAt(0));
    }

    private static LinkInterfaceAddress gateway(String address) {
        return new LinkInterfaceAddress(new InetSocketAddress(address, 5000));
    }
}
