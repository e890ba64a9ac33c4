package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.peer.Measurement.Pending.Found;
import io.downbeat.link.wire.GhostOffset;

import org.junit.jupiter.api.Test;

/** Measurements on a machine that was busy. */
class MeasurementValidityTest {

    private static final Found QUICK = new Found(new GhostOffset(1_000), 200);
    private static final Found SLOW = new Found(new GhostOffset(4_500), 7_000);

    private final MeasurementValidity measurementValidity = new MeasurementValidity();

    @Test
    void aQuickMeasurementHoldsForTheUsualTime() {
        assertTrue(measurementValidity.accept(QUICK));
        assertEquals(MeasurementValidity.USUAL_MICROS, measurementValidity.nextMicros());
    }

    @Test
    void aSlowOneIsBetterThanNoneAndIsMadeAgainSoon() {
        assertTrue(measurementValidity.accept(SLOW));
        assertEquals(MeasurementValidity.SOON_MICROS, measurementValidity.nextMicros());
        assertTrue(measurementValidity.accept(QUICK));
        assertEquals(MeasurementValidity.USUAL_MICROS, measurementValidity.nextMicros());
    }

    @Test
    void aSlowOneDoesNotReplaceAQuickOneUntilAllAreSlow() {
        measurementValidity.accept(QUICK);
        for (int doubt = 0; doubt < MeasurementValidity.MOST_DOUBTS; doubt++) {
            assertFalse(measurementValidity.accept(SLOW));
            assertEquals(MeasurementValidity.SOON_MICROS, measurementValidity.nextMicros());
        }
        assertTrue(measurementValidity.accept(SLOW));
        assertEquals(MeasurementValidity.USUAL_MICROS, measurementValidity.nextMicros());
    }

    @Test
    void anotherSessionIsTrustedAnew() {
        measurementValidity.accept(QUICK);
        measurementValidity.forget();
        assertTrue(measurementValidity.accept(SLOW));
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
        assertEquals(52 * (1 + MeasurementValidity.MOST_DOUBTS), older.pings().size());
    }
}
