package io.downbeat.link;

import static io.downbeat.link.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.Measurement.Standing.Found;

import org.junit.jupiter.api.Test;

/** Measurements on a machine that was busy. */
class TrustTest {

    private static final Found QUICK = new Found(new GhostOffset(1_000), 200);
    private static final Found SLOW = new Found(new GhostOffset(4_500), 7_000);

    private final Trust trust = new Trust();

    @Test
    void aQuickMeasurementHoldsForTheUsualTime() {
        assertTrue(trust.take(QUICK));
        assertEquals(Trust.USUAL_MICROS, trust.nextMicros());
    }

    @Test
    void aSlowOneIsBetterThanNoneAndIsMadeAgainSoon() {
        assertTrue(trust.take(SLOW));
        assertEquals(Trust.SOON_MICROS, trust.nextMicros());
        assertTrue(trust.take(QUICK));
        assertEquals(Trust.USUAL_MICROS, trust.nextMicros());
    }

    @Test
    void aSlowOneDoesNotReplaceAQuickOneUntilAllAreSlow() {
        trust.take(QUICK);
        for (int doubt = 0; doubt < Trust.MOST_DOUBTS; doubt++) {
            assertFalse(trust.take(SLOW));
            assertEquals(Trust.SOON_MICROS, trust.nextMicros());
        }
        assertTrue(trust.take(SLOW));
        assertEquals(Trust.USUAL_MICROS, trust.nextMicros());
    }

    @Test
    void anotherSessionIsTrustedAnew() {
        trust.take(QUICK);
        trust.forget();
        assertTrue(trust.take(SLOW));
    }

    @Test
    void whoJoinedWhileTheMachineWasBusyMeasuresAgainTwoSecondsLater() {
        var network = new SimulatedNetwork();
        SimulatedPeer older = network.enabled("lan", 120);
        network.run(SECOND);
        network.slow(3_000);
        network.enabled("lan", 93);
        network.run(SECOND);
        assertEquals(52, older.pings().size());

        network.slow(0);
        network.run(4 * SECOND);
        assertEquals(104, older.pings().size());
        network.run(20 * SECOND);
        assertEquals(104, older.pings().size());
    }

    @Test
    void aNetworkThatIsAlwaysSlowIsNotAskedForEver() {
        var network = new SimulatedNetwork();
        SimulatedPeer older = network.enabled("lan", 120);
        network.run(SECOND);
        network.slow(3_000);
        network.enabled("lan", 93);
        network.run(29 * SECOND);
        assertEquals(52 * (1 + Trust.MOST_DOUBTS), older.pings().size());
    }
}
