package io.downbeat.engine.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The part of a processor that the conductor thread leaves to other threads. */
class ProcessorTimeLimiterTest {

    private static final long SLICE = 100;

    private HostMicros now = new HostMicros(1_000);
    private long worked;
    private final ProcessorTimeLimiter limiter = new ProcessorTimeLimiter(() -> worked * 1_000);

    @Test
    @Tag("FLOOD-12")
    void eachSecondOfWorkWithoutEndLeavesMoreThanATwentiethOfItFree() {
        for (int second = 0; second < 5; second++) {
            long before = worked;
            workForOneSecond();

            long used = worked - before;
            assertTrue(used < 930_000, used + " us in second " + second);
            assertTrue(used > 880_000, used + " us in second " + second);
        }
    }

    @Test
    @Tag("FLOOD-12")
    void aPauseIsShort() {
        workForOneSecond();
        for (int n = 0; n < 1_000; n++) {
            long pause = workOnce();
            assertTrue(pause <= ProcessorTimeLimiter.LONGEST_PAUSE_MICROS, pause + " us");
            now = now.plus(pause);
        }
    }

    @Test
    @Tag("FLOOD-12")
    void workForHalfOfTheTimeIsNeverPaused() {
        for (int n = 0; n < 100_000; n++) {
            assertEquals(0, workOnce());
            now = now.plus(SLICE);
        }
    }

    @Test
    @Tag("FLOOD-12")
    void waitingForTheProcessorIsNotWork() {
        workForOneSecond();
        for (int n = 0; n < 10_000; n++) {
            now = now.plus(5_000);
            assertEquals(0, limiter.pauseMicros(now));
        }
    }

    private void workForOneSecond() {
        HostMicros end = now.plus(1_000_000);
        while (now.isBefore(end)) {
            long pause = workOnce();
            now = now.plus(pause);
        }
    }

    /** Returns the pause after a slice of work. */
    private long workOnce() {
        now = now.plus(SLICE);
        worked += SLICE;
        return limiter.pauseMicros(now);
    }
}
