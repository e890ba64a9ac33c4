package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class GatewayAnnouncerTest {

    private final GatewayAnnouncer gatewayAnnouncer = new GatewayAnnouncer(at(0));

    @Test
    void undisturbedItAnnouncesFourTimesASecond() {
        assertTrue(gatewayAnnouncer.announces(at(0)));
        assertEquals(at(250), gatewayAnnouncer.due());
    }

    @Test
    void aChangeIsToldAtOnceButNeverWithinFiftyMilliseconds() {
        gatewayAnnouncer.announces(at(0));
        assertTrue(gatewayAnnouncer.announces(at(60)));
        assertFalse(gatewayAnnouncer.announces(at(70)));
        assertEquals(at(110), gatewayAnnouncer.due());
        assertFalse(gatewayAnnouncer.announces(at(109)));
        assertTrue(gatewayAnnouncer.announces(at(110)));
        assertEquals(at(360), gatewayAnnouncer.due());
    }

    @Test
    void anAnswerPutsTheAnnouncementOff() {
        gatewayAnnouncer.announces(at(0));
        gatewayAnnouncer.answers(at(240));
        assertFalse(gatewayAnnouncer.announces(at(250)));
        assertEquals(at(290), gatewayAnnouncer.due());
    }

    @Test
    void manyPeersDoNotDelayAnnouncementsForEver() {
        gatewayAnnouncer.announces(at(0));
        int answered = 0;
        for (int millis = 10; !gatewayAnnouncer.announces(at(millis)); millis += 10) {
            gatewayAnnouncer.answers(at(millis));
            answered++;
        }
        assertEquals(49, answered);
    }

    @Test
    void aFloodIsAnsweredInPart() {
        int answered = 0;
        for (int i = 0; i < 100_000; i++) {
            answered += gatewayAnnouncer.answers(new HostMicros(i * 10L)) ? 1 : 0;
        }
        assertEquals(2_000, answered);
    }

    private static HostMicros at(long millis) {
        return new HostMicros(millis * 1_000);
    }
}
