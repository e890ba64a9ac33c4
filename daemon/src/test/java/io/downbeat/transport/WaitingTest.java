package io.downbeat.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final HostMicros NOW = new HostMicros(-5_000);

    private final Waiting waiting = new Waiting(60);

    @Test
    void aSleepEndsAboutAMillisecondEarly() {
        assertEquals(9, waiting.sleepMillis(NOW, NOW.plus(10_000)));
        assertEquals(9, waiting.sleepMillis(NOW, NOW.plus(10_999)));
        assertEquals(1, waiting.sleepMillis(NOW, NOW.plus(2_000)));
    }

    @Test
    void theLastTwoMillisecondsArePolled() {
        for (long left = -3_000; left < 2_000; left++) {
            assertEquals(0, waiting.sleepMillis(NOW, NOW.plus(left)));
        }
    }

    @Test
    void theWaitIsOverWhereTheSpinBegins() {
        assertFalse(waiting.isOver(NOW, NOW.plus(61)));
        assertTrue(waiting.isOver(NOW, NOW.plus(60)));
        assertTrue(waiting.isOver(NOW, NOW.plus(-1_000_000)));
    }

    @Test
    void neverIsWaitedForInLongSleeps() {
        assertFalse(waiting.isOver(NOW, HostMicros.NEVER));
        assertEquals(60_000, waiting.sleepMillis(NOW, HostMicros.NEVER));
    }

    @Test
    void aSpinLongerThanTheLastMillisecondIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Waiting(1_001));
    }
}
