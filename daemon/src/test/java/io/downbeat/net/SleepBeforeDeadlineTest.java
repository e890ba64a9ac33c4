package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class SleepBeforeDeadlineTest {
    private static final HostMicros NOW = new HostMicros(-5_000);

    @Test
    void aSleepEndsAboutAMillisecondEarly() {
        assertEquals(9, SleepBeforeDeadline.sleepMillis(NOW, NOW.plus(10_000)));
        assertEquals(9, SleepBeforeDeadline.sleepMillis(NOW, NOW.plus(10_999)));
        assertEquals(1, SleepBeforeDeadline.sleepMillis(NOW, NOW.plus(2_000)));
    }

    @Test
    void theLastTwoMillisecondsArePolled() {
        for (long left = -3_000; left < 2_000; left++) {
            assertEquals(0, SleepBeforeDeadline.sleepMillis(NOW, NOW.plus(left)));
        }
    }

    @Test
    void withoutADeadlineItSleepsLong() {
        assertEquals(60_000, SleepBeforeDeadline.sleepMillis(NOW, HostMicros.NEVER));
    }
}
