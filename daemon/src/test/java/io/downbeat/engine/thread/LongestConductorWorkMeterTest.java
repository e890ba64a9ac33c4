package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LongestConductorWorkMeterTest {

    private long nanos;
    private final LongestConductorWorkMeter times = new LongestConductorWorkMeter(() -> nanos);

    private void work(long leftMicros, long micros) {
        times.begin(leftMicros);
        nanos += micros * 1_000;
        times.end();
    }

    @Test
    @Tag("FLOOD-10")
    void workBeforeAPreparedPacketIsCountedApart() {
        work(Long.MAX_VALUE, 5_000);
        work(LongestConductorWorkMeter.NEAR_MICROS - 1, 300);
        work(500, 1_001);

        assertEquals(new LongestConductorWorkMeter.Report(5_000, 1_001, 2, 1), times.drain());
        assertEquals(new LongestConductorWorkMeter.Report(0, 0, 0, 0), times.drain());
    }
}
