package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LeaseRenewalTest {
    private final LeaseRenewal lease = new LeaseRenewal();

    @Test
    void aDaemonThatIsHeardIsPingedEveryTwentySeconds() {
        int pings = 0;
        for (int second = 1; second <= 60; second++) {
            assertFalse(lease.onMessage("/heartbeat"));
            pings += lease.tick() ? 1 : 0;
        }

        assertEquals(3, pings);
        assertEquals(Link.UP, lease.link());
    }

    @Test
    void aSilentDaemonIsPingedEverySecondUntilItIsHeard() {
        for (int second = 1; second <= 5; second++) {
            assertFalse(lease.tick());
        }

        assertTrue(lease.tick());
        assertEquals(Link.SILENT, lease.link());
        assertTrue(lease.tick());
        assertTrue(lease.onMessage("/pong"), "it may not know us");
        assertEquals(Link.UP, lease.link());
        assertFalse(lease.onMessage("/track/1/active"));
    }

    @Test
    void aDaemonThatSaysHelloKnowsUsStill() {
        assertFalse(lease.onMessage("/bye"));
        assertEquals(Link.SILENT, lease.link());
        assertFalse(lease.onMessage("/hello"));
        assertEquals(Link.UP, lease.link());
    }

    @Test
    void aRefusedPortIsTriedEverySecond() {
        lease.refused();

        assertTrue(lease.tick());
        assertEquals(Link.REFUSED, lease.link());
        assertTrue(lease.onMessage("/pong"));
    }
}
