package io.downbeat.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.time.Instant;

/** Two clocks in the test's hand. */
class WallClockTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.000007Z");

    private HostMicros host = new HostMicros(1_000);
    private Instant wall = NOON;

    private final WallClock clock = WallClock.of(() -> host, () -> wall);

    @Test
    void aLaterHostTimeIsEquallyLaterOnTheWallClock() {
        assertEquals(micros(NOON) + 500_000, clock.epochMicros(new HostMicros(501_000)));
    }

    @Test
    void hostTimeToWallTimeAndBackIsTheSame() {
        HostMicros moment = new HostMicros(-77);

        assertEquals(moment, clock.hostAt(clock.epochMicros(moment)));
    }

    @Test
    void aStepOfTheSystemTimeIsSeenAtTheNextReading() {
        wall = wall.plusSeconds(3_600);
        assertEquals(micros(NOON), clock.epochMicros(host));

        clock.reread();
        assertEquals(micros(NOON) + 3_600_000_000L, clock.epochMicros(host));
    }

    @Test
    void aStepBackIsSeenToo() {
        for (int seconds : new int[] {3, 3, 1}) {
            long before = clock.epochMicros(host);
            wall = wall.minusSeconds(seconds);
            clock.reread();

            assertEquals(before - seconds * 1_000_000L, clock.epochMicros(host));
            assertEquals(host, clock.hostAt(clock.epochMicros(host)));
        }
    }

    @Test
    void theHostClockNeverGoesBack() {
        HostClock system = new SystemHostClock();
        HostMicros last = system.now();
        for (int i = 0; i < 10_000; i++) {
            HostMicros now = system.now();
            assertEquals(now, now.orLater(last));
            last = now;
        }
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
