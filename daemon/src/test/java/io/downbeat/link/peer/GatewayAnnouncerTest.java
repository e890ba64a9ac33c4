package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class GatewayAnnouncerTest {

    private final GatewayAnnouncer gatewayAnnouncer = new GatewayAnnouncer(at(0));

    @Test
    void withoutChangesItAnnouncesFourTimesASecond() {
        assertTrue(gatewayAnnouncer.shouldAnnounce(at(0)));
        assertEquals(at(250), gatewayAnnouncer.due());
    }

    @Test
    void aChangeIsAnnouncedAtOnceButNotTwiceWithinFiftyMilliseconds() {
        gatewayAnnouncer.shouldAnnounce(at(0));
        assertTrue(gatewayAnnouncer.shouldAnnounce(at(60)));
        assertFalse(gatewayAnnouncer.shouldAnnounce(at(70)));
        assertEquals(at(110), gatewayAnnouncer.due());
        assertFalse(gatewayAnnouncer.shouldAnnounce(at(109)));
        assertTrue(gatewayAnnouncer.shouldAnnounce(at(110)));
        assertEquals(at(360), gatewayAnnouncer.due());
    }

    @Test
    void anAnswerPostponesTheAnnouncement() {
        gatewayAnnouncer.shouldAnnounce(at(0));
        gatewayAnnouncer.shouldAnswer(at(240));
        assertFalse(gatewayAnnouncer.shouldAnnounce(at(250)));
        assertEquals(at(290), gatewayAnnouncer.due());
    }

    @Test
    void manyPeersDoNotDelayAnnouncementsForEver() {
        gatewayAnnouncer.shouldAnnounce(at(0));
        int answered = 0;
        for (int millis = 10; !gatewayAnnouncer.shouldAnnounce(at(millis)); millis += 10) {
            gatewayAnnouncer.shouldAnswer(at(millis));
            answered++;
        }
        assertEquals(49, answered);
    }

    @Test
    void aFloodIsAnsweredInPart() {
        int answered = 0;
        for (int i = 0; i < 100_000; i++) {
            answered += gatewayAnnouncer.shouldAnswer(new HostMicros(i * 10L)) ? 1 : 0;
        }
        assertEquals(2_000, answered);
    }

    private static HostMicros at(long millis) {
        return new HostMicros(millis * 1_000);
    }
}
