package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The part of its time that the conductor thread spends on launches without end. */
class LaunchFloodLimiterTest {

    private static final long SLICE = 100;

    private HostMicros now = new HostMicros(1_000);
    private final LaunchFloodLimiter limit = new LaunchFloodLimiter(now);
    private long handled;

    @Test
    @Tag("FLOOD-9")
    void aBurstIsHandledWithoutAPauseInWholeSlices() {
        for (long spent = 0; spent < 40_000; spent += SLICE) {
            assertEquals(0, handleSlice());
            assertEquals(16, limit.limitedSlice(16));
        }
    }

    @Test
    @Tag("FLOOD-9")
    void launchesWithoutEndTakeAQuarterOfTheTimeInShortSlicesAndPauses() {
        handleForOneSecond();
        handled = 0;
        HostMicros began = now;

        handleForOneSecond();

        double share = handled / (double) now.since(began);
        assertTrue(share > 0.24 && share < 0.26, share + " of the time");
        assertEquals(4, limit.limitedSlice(16));
        assertEquals(1, limit.limitedSlice(1));
        assertEquals(2, limit.limitedSlice(2));
        assertEquals(2, limit.limitedSlice(4));
    }

    @Test
    @Tag("FLOOD-9")
    void afterASecondWithoutLaunchesThereIsRoomForABurstAgain() {
        handleForOneSecond();
        now = now.plus(1_000_000);
        limit.onHandled(now, now);

        aBurstIsHandledWithoutAPauseInWholeSlices();
    }

    @Test
    @Tag("FLOOD-9")
    void aHaltOfTheWholeProgramCostsOnePause() {
        handleForOneSecond();

        HostMicros began = now;
        now = now.plus(500_000);
        limit.onHandled(began, now);

        assertTrue(limit.pauseMicros() <= LaunchFloodLimiter.LONGEST_PAUSE_MICROS);
    }

    private void handleForOneSecond() {
        HostMicros end = now.plus(1_000_000);
        while (now.isBefore(end)) {
            long pause = handleSlice();
            assertTrue(pause <= LaunchFloodLimiter.LONGEST_PAUSE_MICROS, pause + " us");
            now = now.plus(pause);
        }
    }

    /** Returns the pause after the slice. */
    private long handleSlice() {
        HostMicros began = now;
        now = now.plus(SLICE);
        handled += SLICE;
        limit.onHandled(began, now);
        return limit.pauseMicros();
    }
}
