package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.peer.Measurement.Pending.Found;
import io.downbeat.link.wire.GhostOffset;

import org.junit.jupiter.api.Test;

/** Measurements on a machine that was busy. */
class MeasurementScheduleTest {

    private static final Found QUICK = new Found(new GhostOffset(1_000), 200);
    private static final Found SLOW = new Found(new GhostOffset(4_500), 7_000);

    private final MeasurementSchedule measurementSchedule = new MeasurementSchedule();

    @Test
    void aFastMeasurementIsValidForTheUsualTime() {
        assertTrue(measurementSchedule.accept(QUICK));
        assertEquals(MeasurementSchedule.USUAL_MICROS, measurementSchedule.nextMicros());
    }

    @Test
    void aSlowFirstMeasurementIsAcceptedAndRepeatedSoon() {
        assertTrue(measurementSchedule.accept(SLOW));
        assertEquals(MeasurementSchedule.SOON_MICROS, measurementSchedule.nextMicros());
        assertTrue(measurementSchedule.accept(QUICK));
        assertEquals(MeasurementSchedule.USUAL_MICROS, measurementSchedule.nextMicros());
    }

    @Test
    void aSlowMeasurementDoesNotReplaceAFastOneUntilAllAreSlow() {
        measurementSchedule.accept(QUICK);
        for (int doubt = 0; doubt < MeasurementSchedule.MOST_DOUBTS; doubt++) {
            assertFalse(measurementSchedule.accept(SLOW));
            assertEquals(MeasurementSchedule.SOON_MICROS, measurementSchedule.nextMicros());
        }
        assertTrue(measurementSchedule.accept(SLOW));
        assertEquals(MeasurementSchedule.USUAL_MICROS, measurementSchedule.nextMicros());
    }

    @Test
    void anotherSessionStartsWithNewMeasurements() {
        measurementSchedule.accept(QUICK);
        measurementSchedule.forget();
        assertTrue(measurementSchedule.accept(SLOW));
    }

    @Test
    void aMeasurementOnABusyMachineIsRepeatedAfterTwoSeconds() {
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
    void onASlowNetworkMeasurementsAreRepeatedOnlyAFewTimes() {
        var network = new SimulatedNetwork();
        SimulatedPeer older = network.enabled("lan", 120);
        network.run(SECOND);
        network.slow(3_000);
        network.enabled("lan", 93);
        network.run(29 * SECOND);
        assertEquals(52 * (1 + MeasurementSchedule.MOST_DOUBTS), older.pings().size());
    }
}
