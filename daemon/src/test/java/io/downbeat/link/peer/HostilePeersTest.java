package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.PeerState;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What somebody may send who means no good, or knows no better. */
class HostilePeersTest {

    private static final InetSocketAddress STRANGER = new InetSocketAddress("10.99.9.9", 4444);

    private final SimulatedNetwork network = new SimulatedNetwork();
    private SimulatedPeer one = network.peer("lan");
    private SimulatedPeer other = network.peer("lan");

    @BeforeEach
    void twoHonestPeersHaveASession() {
        one = network.enabled("lan", 120);
        network.run(SECOND);
        other = network.enabled("lan", 93);
        network.run(SECOND);
    }

    @Test
    void anAbsurdTimelineIsIgnoredAndTheTempoStays() {
        for (long[] line :
                List.of(
                        new long[] {500_000, Long.MAX_VALUE, 0},
                        new long[] {500_000, Long.MAX_VALUE - 1_000_000, 0},
                        new long[] {500_000, 1L << 62, 0},
                        new long[] {500_000, 9_000_000, Long.MIN_VALUE},
                        new long[] {0, 1L << 40, 0},
                        new long[] {-1, 1L << 40, 0},
                        new long[] {Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE})) {
            say("x", one.session(), line[0], line[1], line[2]);
            network.run(SECOND);
            assertEquals(120, one.tempo(), "after " + Arrays.toString(line));
        }
        other.tempo(131);
        network.run(SECOND);
        assertEquals(List.of(131.0, 131.0), List.of(one.tempo(), other.tempo()));
    }

    @Test
    void anAbsurdTempoIsClampedAndCanBeChangedBack() {
        say("x", one.session(), 1, 1L << 40, 0);
        network.run(SECOND);
        assertEquals(List.of(999.0, 999.0), List.of(one.tempo(), other.tempo()));
        say("x", one.session(), Long.MAX_VALUE, 1L << 41, 0);
        network.run(SECOND);
        assertEquals(List.of(20.0, 20.0), List.of(one.tempo(), other.tempo()));
        one.tempo(120);
        network.run(SECOND);
        assertEquals(List.of(120.0, 120.0), List.of(one.tempo(), other.tempo()));
    }

    @Test
    void aStartFromTheFarFutureDoesNotBlockLaterOnes() {
        one.sync();
        other.sync();
        for (long issued : List.of(Long.MAX_VALUE, 1L << 53, 3_600 * SECOND)) {
            PeerState state =
                    new PeerState(
                            name("x"),
                            one.session(),
                            one.link().ownPeerAndSession().timeline(),
                            new StartStop(true, Beats.micro(Long.MAX_VALUE), at(issued)),
                            Optional.empty());
            one.receives(STRANGER, DiscoveryCodec.response(state));
        }
        network.run(SECOND);
        assertEquals(Optional.empty(), one.plays());
        other.playing(true);
        network.run(SECOND);
        assertEquals(Optional.of(true), one.plays());
    }

    @Test
    void aPeerWithOurIdIsIgnored() {
        NodeId ours = one.link().ownPeerAndSession().node();
        PeerState state =
                new PeerState(
                        ours,
                        one.session(),
                        new SessionTimeline(300_000, Beats.micro(1L << 40), GhostMicros.ZERO),
                        StartStop.NONE,
                        Optional.empty());
        one.receives(STRANGER, DiscoveryCodec.alive(state));
        one.receives(STRANGER, DiscoveryCodec.byebye(ours));
        network.run(SECOND);

        assertEquals(120, one.tempo());
        assertEquals(1, one.peers());
    }

    @Test
    void aFloodOfSessionsDoesNotChangeOurSession() {
        Random dice = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            NodeId name = NodeId.random(dice);
            one.receives(STRANGER, DiscoveryCodec.alive(state(name, name, 300_000, i, 0)));
            if (i % 100 == 0) {
                network.run(10_000);
            }
        }
        assertEquals(1, one.peers());
        assertEquals(120, one.tempo());
        other.tempo(140);
        network.run(SECOND);
        assertEquals(140, one.tempo());

        network.run(8 * SECOND);
        SimulatedPeer late = network.enabled("lan", 70);
        network.run(SECOND);
        assertEquals(List.of(2, 2), List.of(one.peers(), late.peers()));
        assertEquals(140, late.tempo());
    }

    @Test
    void aFloodOfMembersIsForgottenWhenItEnds() {
        Random dice = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            say(NodeId.random(dice), one.session(), 300_000, -i, 0);
        }
        assertEquals(PeerTable.MOST_ROWS, one.peers());
        network.run(8 * SECOND);
        assertEquals(1, one.peers());
        assertEquals(120, one.tempo());
    }

    @Test
    void damagedDatagramsChangeNothing() {
        Random dice = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = Arrays.copyOf(CapturedPackets.START, dice.nextInt(600));
            for (int hits = 0; hits < 4 && damaged.length > 0; hits++) {
                damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
            }
            one.receives(STRANGER, damaged);
        }
        network.run(SECOND);
        assertEquals(1, one.peers());
        assertEquals(120, one.tempo());
    }

    @Test
    void anUnreadableAliveMessageIsStillAnswered() {
        int before = one.answers();
        one.receives(STRANGER, Arrays.copyOf(CapturedPackets.ALIVE, 60));
        assertEquals(before + 1, one.answers());
        one.receives(STRANGER, DiscoveryCodec.response(state(name("x"), name("x"), 1, 1, 1)));
        assertEquals(before + 1, one.answers());
        assertTrue(one.peers() == 1);
    }

    private void say(String letter, NodeId session, long m, long b0, long t0) {
        say(name(letter), session, m, b0, t0);
    }

    private void say(NodeId node, NodeId session, long m, long b0, long t0) {
        one.receives(STRANGER, DiscoveryCodec.response(state(node, session, m, b0, t0)));
    }

    private static PeerState state(NodeId node, NodeId session, long m, long b0, long t0) {
        return new PeerState(
                node,
                session,
                new SessionTimeline(m, Beats.micro(b0), at(t0)),
                StartStop.NONE,
                Optional.of(STRANGER));
    }

    private static GhostMicros at(long micros) {
        return new GhostMicros(micros);
    }

    private static NodeId name(String letter) {
        return CapturedPackets.name(letter.repeat(8));
    }
}
