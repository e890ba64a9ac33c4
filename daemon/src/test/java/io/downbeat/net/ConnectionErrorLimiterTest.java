package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

import java.util.Map;

class ConnectionErrorLimiterTest {
    private static final Peer PATCH = Peer.parse("tcp:10.0.0.2:9000");
    private static final HostMicros NOW = new HostMicros(5_000_000);

    private final ConnectionErrorLimiter limit = new ConnectionErrorLimiter();

    @Test
    void twentyErrorsASecondAreSentAndTheOthersCountedOnce() {
        for (int error = 0; error < 20; error++) {
            assertTrue(limit.mayAnswer(PATCH, NOW));
        }
        for (int error = 0; error < 300; error++) {
            assertFalse(limit.mayAnswer(PATCH, NOW.plus(999_999)));
        }
        assertEquals(0, limit.takeSuppressed(PATCH, NOW.plus(999_999)));

        HostMicros next = NOW.plus(1_000_000);
        assertEquals(300, limit.takeSuppressed(PATCH, next));
        assertEquals(0, limit.takeSuppressed(PATCH, next));
        assertTrue(limit.mayAnswer(PATCH, next));
    }

    @Test
    void whatWasNotSentIsToldWithoutAFurtherMessage() {
        Peer other = Peer.parse("tcp:10.0.0.3:9000");
        for (int error = 0; error < 23; error++) {
            limit.mayAnswer(PATCH, NOW);
            limit.mayAnswer(other, NOW.plus(500_000));
        }
        limit.mayAnswer(Peer.parse("tcp:10.0.0.4:9000"), NOW);

        assertEquals(Map.of(), limit.takeAllSuppressed(NOW.plus(999_999)));
        assertEquals(Map.of(PATCH, 3), limit.takeAllSuppressed(NOW.plus(1_000_000)));
        assertEquals(Map.of(other, 3), limit.takeAllSuppressed(NOW.plus(1_500_000)));
        assertEquals(Map.of(), limit.takeAllSuppressed(NOW.plus(9_000_000)));
    }

    @Test
    void eachPeerIsCountedForItself() {
        for (int error = 0; error < 21; error++) {
            limit.mayAnswer(PATCH, NOW);
        }
        assertTrue(limit.mayAnswer(Peer.parse("tcp:10.0.0.3:9000"), NOW));
        limit.forget(PATCH);
        assertTrue(limit.mayAnswer(PATCH, NOW));
    }
}
