package io.downbeat.link.peer;

import static io.downbeat.link.peer.SimulatedNetwork.SECOND;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.link.peer.Measurement.Pending.Found;
import io.downbeat.link.wire.GhostOffset;

import org.junit.jupiter.api.Test;

/** Measurements on a machine that was busy. */
class MeasurementAcceptanceAndScheduleTest {

    private static final Found QUICK = new Found(new GhostOffset(1_000), 200);
    private static final Found SLOW = new Found(new GhostOffset(4_500), 7_000);

    private final MeasurementAcceptanceAndSchedule measurementAcceptanceAndSchedule =
            new MeasurementAcceptanceAndSchedule();

    @Test
    void aFastMeasurementIsValidForTheUsualTime() {
        assertTrue(measurementAcceptanceAndSchedule.accept(QUICK));
        assertEquals(
                MeasurementAcceptanceAndSchedule.USUAL_MICROS,
                measurementAcceptanceAndSchedule.nextMicros());
    }

    @Test
    void aSlowFirstMeasurementIsAcceptedAndRepeatedSoon() {
        assertTrue(measurementAcceptanceAndSchedule.accept(SLOW));
        assertEquals(
                MeasurementAcceptanceAndSchedule.SOON_MICROS,
                measurementAcceptanceAndSchedule.nextMicros());
        assertTrue(measurementAcceptanceAndSchedule.accept(QUICK));
        assertEquals(
                MeasurementAcceptanceAndSchedule.USUAL_MICROS,
                measurementAcceptanceAndSchedule.nextMicros());
    }

    @Test
    void aSlowMeasurementDoesNotReplaceAFastOneUntilAllAreSlow() {
        measurementAcceptanceAndSchedule.accept(QUICK);
        for (int doubt = 0; doubt < MeasurementAcceptanceAndSchedule.MOST_DOUBTS; doubt++) {
            assertFalse(measurementAcceptanceAndSchedule.accept(SLOW));
            assertEquals(
                    MeasurementAcceptanceAndSchedule.SOON_MICROS,
                    measurementAcceptanceAndSchedule.nextMicros());
        }
        assertTrue(measurementAcceptanceAndSchedule.accept(SLOW));
        assertEquals(
                MeasurementAcceptanceAndSchedule.USUAL_MICROS,
                measurementAcceptanceAndSchedule.nextMicros());
    }

    @Test
    void anotherSessionStartsWithNewMeasurements() {
        measurementAcceptanceAndSchedule.accept(QUICK);
        measurementAcceptanceAndSchedule.forget();
        assertTrue(measurementAcceptanceAndSchedule.accept(SLOW));
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
        assertEquals(52 * (1 + MeasurementAcceptanceAndSchedule.MOST_DOUBTS), older.pings().size());
    }
}
