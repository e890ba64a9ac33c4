package io.downbeat.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WakeupLatencyMeasurementTest {

    @Test
    void theLatencyIsThatOfNineInTenWakeUps() {
        assertEquals(
                190,
                WakeupLatencyMeasurement.spinMicros(
                        110, 120, 130, 140, 150, 160, 170, 180, 190, 9000));
    }

    @Test
    void theSpinTimeHasALowerAndAnUpperLimit() {
        assertEquals(100, WakeupLatencyMeasurement.spinMicros(3, 4, 5));
        assertEquals(1000, WakeupLatencyMeasurement.spinMicros(8000, 9000, 7000));
    }
}
