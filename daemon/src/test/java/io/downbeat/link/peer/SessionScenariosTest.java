package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.MILLI;
import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.wire.NodeId;
import io.downbeat.time.Beats;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** Peers that meet, agree and part, on a simulated network. */
class SessionScenariosTest {

    private final SimulatedNetwork network = new SimulatedNetwork();

    @Test
    void aPeerThatEnablesLinkAloneKeepsTempoAndBeat() {
        SimulatedPeer alone = network.peer("lan");
        var before = new Timeline(new Tempo(121), Beats.micro(-7_300_000), alone.clock());
        alone.enable(new Tempo(121));
        alone.force(before);

        assertEquals(121, alone.tempo());
        assertEquals(-7.3, alone.beat().quarters(), 1e-5);
        network.run(62 * SECOND);
        assertEquals(before.beatsAt(alone.clock()).quarters(), alone.beat().quarters(), 1e-4);
        assertEquals(0, alone.peers());
    }

    @Test
    void theYoungerSessionTakesOverTempoAndPhaseOfTheOlder() {
        SimulatedPeer older = network.enabled("lan", 120);
        network.run(3 * SECOND);
        double beatsBefore = older.beat().quarters();
        SimulatedPeer younger = network.enabled("lan", 93);
        network.run(120 * MILLI);

        assertEquals(List.of(1, 1), List.of(older.peers(), younger.peers()));
        assertEquals(120, younger.tempo());
        assertEquals(0, younger.aheadOf(older), 100);
        assertEquals(beatsBefore + 0.24, older.beat().quarters(), 1e-5);
        assertEquals(52, older.pings().size());
    }

    @Test
    void aTempoChangeOfEitherPeerAppliesToBothAndMovesNoBeat() {
        SimulatedPeer one = network.enabled("lan", 120);
        network.run(SECOND);
        SimulatedPeer other = network.enabled("lan", 93);
        network.run(SECOND);

        other.tempo(137.5);
        network.run(SECOND);
        assertEquals(137.5, one.tempo());
        assertEquals(0, one.aheadOf(other), 100);
        one.tempo(70);
        network.run(SECOND);
        assertEquals(70, other.tempo());
        assertEquals(0, one.aheadOf(other), 100);
    }

    @Test
    void ofManyTempoChangesInABurstTheLastCountsAndFewPacketsAreSent() {
        SimulatedPeer one = network.enabled("lan", 120);
        network.run(SECOND);
        SimulatedPeer other = network.enabled("lan", 93);
        network.run(SECOND);
        for (int bpm = 121; bpm <= 150; bpm++) {
            one.tempo(bpm);
            network.run(7 * MILLI);
        }
        network.run(100 * MILLI);

        assertEquals(150, other.tempo());
        assertEquals(0, one.aheadOf(other), 100);
        assertTrue(shortest(one.alives()) >= 49_990, "spacing " + shortest(one.alives()));
        assertTrue(shortest(other.alives()) >= 49_990, "spacing " + shortest(other.alives()));
    }

    private static long shortest(List<Long> moments) {
        return Stream.iterate(1, i -> i < moments.size(), i -> i + 1)
                .mapToLong(i -> moments.get(i) - moments.get(i - 1))
                .min()
                .orElseThrow();
    }

    @Test
    void withinHalfASecondTheSmallerIdWins() {
        SimulatedPeer older = network.peer("west").named('~').enable(new Tempo(120));
        network.run(280 * MILLI);
        SimulatedPeer younger = network.peer("east").named('!').enable(new Tempo(93));
        network.run(50 * MILLI);
        network.plug("west", "east");
        network.run(SECOND);

        assertEquals(List.of(93.0, 93.0), List.of(older.tempo(), younger.tempo()));
        assertEquals(List.of(1, 1), List.of(older.peers(), younger.peers()));
    }

    @Test
    void beyondHalfASecondTheOlderSessionWins() {
        SimulatedPeer older = network.peer("west").named('~').enable(new Tempo(120));
        network.run(950 * MILLI);
        SimulatedPeer younger = network.peer("east").named('!').enable(new Tempo(93));
        network.run(50 * MILLI);
        network.plug("west", "east");
        network.run(SECOND);

        assertEquals(List.of(120.0, 120.0), List.of(older.tempo(), younger.tempo()));
    }

    @Test
    void aSilentPeerIsRemovedAfterSixSeconds() {
        SimulatedPeer stays = network.enabled("lan", 120);
        SimulatedPeer dies = network.enabled("lan", 120);
        network.run(2 * SECOND);
        dies.die();

        network.run(5_500 * MILLI);
        assertEquals(1, stays.peers());
        network.run(750 * MILLI);
        assertEquals(0, stays.peers());
    }

    @Test
    void aPeerLeftAloneFoundsANewSessionAndItsBeatsContinue() {
        SimulatedPeer stays = network.enabled("lan", 120);
        network.run(SECOND);
        SimulatedPeer leaves = network.enabled("lan", 93);
        network.run(2 * SECOND);
        NodeId before = stays.session();
        double beat = stays.beat().quarters();
        leaves.disable();
        network.run(250 * MILLI);

        assertEquals(0, stays.peers());
        assertNotEquals(before, stays.session());
        assertEquals(beat + 0.5, stays.beat().quarters(), 1e-4);

        network.run(SECOND);
        SimulatedPeer elsewhere = network.enabled("else", 100);
        network.run(SECOND);
        SimulatedPeer newer = network.enabled("lan", 140);
        network.run(SECOND);
        assertEquals(120, newer.tempo());
        network.plug("lan", "else");
        network.run(SECOND);
        assertEquals(
                List.of(120.0, 120.0, 120.0),
                List.of(stays.tempo(), newer.tempo(), elsewhere.tempo()));
    }

    @Test
    void aShortPauseOfAPeerIsNotNoticed() {
        SimulatedPeer stays = network.enabled("lan", 120);
        SimulatedPeer stumbles = network.enabled("lan", 93);
        network.run(SECOND);
        NodeId session = stays.session();
        for (int i = 0; i < 8; i++) {
            stumbles.stumble();
            network.run(250 * MILLI);
            assertEquals(1, stays.peers());
        }
        assertEquals(session, stays.session());
    }

    @Test
    void afterANetworkPartitionTheOldestSessionRemains() {
        SimulatedPeer a = network.enabled("west", 120);
        network.run(SECOND);
        SimulatedPeer b = network.enabled("west", 93);
        SimulatedPeer c = network.enabled("east", 140);
        network.run(SECOND);
        SimulatedPeer d = network.enabled("east", 141);
        network.run(2 * SECOND);
        assertEquals(List.of(120.0, 120.0), List.of(a.tempo(), b.tempo()));
        assertEquals(List.of(140.0, 140.0), List.of(c.tempo(), d.tempo()));

        network.plug("west", "east");
        network.run(400 * MILLI);
        for (SimulatedPeer peer : List.of(a, b, c, d)) {
            assertEquals(120, peer.tempo());
            assertEquals(3, peer.peers());
            assertEquals(a.session(), peer.session());
            assertEquals(0, peer.aheadOf(a), 150);
        }
    }

    @Test
    void twoHalvesOfASessionRejoinAfterAPartition() {
        network.plug("west", "east");
        SimulatedPeer a = network.enabled("west", 120);
        network.run(SECOND);
        SimulatedPeer b = network.enabled("west", 93);
        SimulatedPeer c = network.enabled("east", 140);
        network.run(SECOND);
        network.unplug("east");
        network.run(7 * SECOND);
        assertEquals(List.of(1, 1, 0), List.of(a.peers(), b.peers(), c.peers()));
        c.tempo(80);
        network.plug("west", "east");
        network.run(SECOND);
        assertEquals(List.of(2, 2, 2), List.of(a.peers(), b.peers(), c.peers()));
        assertEquals(120, c.tempo());
    }

    @Test
    void clocksAreMeasuredAgainEveryThirtySeconds() {
        SimulatedPeer founder = network.enabled("lan", 120);
        network.run(SECOND);
        SimulatedPeer joined = network.enabled("lan", 93);
        double worst = 0;
        for (int second = 0; second < 125; second++) {
            network.run(SECOND);
            worst = Math.max(worst, Math.abs(joined.aheadOf(founder)));
        }
        assertEquals(5 * 52, founder.pings().size());
        assertTrue(joined.pings().size() <= 52, "the founder asks again");
        // Two clocks that part by 40 millionths lose 1.2 ms in thirty seconds.
        assertTrue(worst < 1_300, "parted by " + worst);
    }

    @Test
    void aPeerThatNeverAnswersIsPingedSixTimesAndNeverCounted() {
        SimulatedPeer mute = network.peer("lan").mute().enable(new Tempo(93));
        network.run(SECOND);
        SimulatedPeer other = network.enabled("lan", 120);
        network.run(280 * MILLI);

        assertEquals(0, other.peers());
        assertEquals(120, other.tempo());
        List<Long> pings = mute.pings();
        assertEquals(6, pings.size());
        assertEquals(250, Math.round((pings.getLast() - pings.getFirst()) / 1e3));
        network.run(2 * SECOND);
        assertEquals(0, other.peers());
    }

    @Test
    void twentyPeersEndInOneSession() {
        List<SimulatedPeer> all =
                Stream.generate(() -> network.enabled("lan", 60.0 + network.now() % 100))
                        .limit(20)
                        .peek(peer -> network.run(130 * MILLI))
                        .toList();
        network.run(2 * SECOND);
        SimulatedPeer first = all.getFirst();
        for (SimulatedPeer peer : all) {
            assertEquals(first.session(), peer.session());
            assertEquals(19, peer.peers());
            assertEquals(0, peer.aheadOf(first), 400);
        }
    }

    @Test
    void peersAgreeAlthoughAFifthOfPacketsIsLost() {
        for (int seed = 0; seed < 20; seed++) {
            SimulatedNetwork lossy = new SimulatedNetwork(seed);
            lossy.lose(0.2);
            SimulatedPeer a = lossy.enabled("lan", 120);
            lossy.run(SECOND);
            SimulatedPeer b = lossy.enabled("lan", 93);
            SimulatedPeer c = lossy.enabled("lan", 94);
            lossy.run(10 * SECOND);
            b.tempo(137.5);
            lossy.run(2 * SECOND);
            for (SimulatedPeer peer : List.of(a, b, c)) {
                assertEquals(137.5, peer.tempo(), "seed " + seed);
                assertEquals(2, peer.peers(), "seed " + seed);
                assertEquals(0, peer.aheadOf(a), 500, "seed " + seed);
            }
        }
    }

    @Test
    void aForcedBeatMovesAllPeers() {
        SimulatedPeer one = network.enabled("lan", 120);
        network.run(SECOND);
        SimulatedPeer other = network.enabled("lan", 93);
        network.run(SECOND);
        one.force(new Timeline(new Tempo(90), Beats.ZERO, one.clock()));
        network.run(SECOND);

        assertEquals(1.5, one.beat().quarters() % 4, 1e-3);
        assertEquals(0, one.aheadOf(other), 100);
        assertEquals(90, other.tempo());
    }
}
