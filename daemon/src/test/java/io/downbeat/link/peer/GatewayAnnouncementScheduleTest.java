package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class GatewayAnnouncementScheduleTest {

    private final GatewayAnnouncementSchedule gatewayAnnouncementSchedule =
            new GatewayAnnouncementSchedule(at(0));

    @Test
    void withoutChangesItAnnouncesFourTimesASecond() {
        assertTrue(gatewayAnnouncementSchedule.shouldAnnounce(at(0)));
        assertEquals(at(250), gatewayAnnouncementSchedule.due());
    }

    @Test
    void aChangeIsAnnouncedAtOnceButNotTwiceWithinFiftyMilliseconds() {
        gatewayAnnouncementSchedule.shouldAnnounce(at(0));
        assertTrue(gatewayAnnouncementSchedule.shouldAnnounce(at(60)));
        assertFalse(gatewayAnnouncementSchedule.shouldAnnounce(at(70)));
        assertEquals(at(110), gatewayAnnouncementSchedule.due());
        assertFalse(gatewayAnnouncementSchedule.shouldAnnounce(at(109)));
        assertTrue(gatewayAnnouncementSchedule.shouldAnnounce(at(110)));
        assertEquals(at(360), gatewayAnnouncementSchedule.due());
    }

    @Test
    void anAnswerPostponesTheAnnouncement() {
        gatewayAnnouncementSchedule.shouldAnnounce(at(0));
        gatewayAnnouncementSchedule.shouldAnswer(at(240));
        assertFalse(gatewayAnnouncementSchedule.shouldAnnounce(at(250)));
        assertEquals(at(290), gatewayAnnouncementSchedule.due());
    }

    @Test
    void manyPeersDoNotDelayAnnouncementsForEver() {
        gatewayAnnouncementSchedule.shouldAnnounce(at(0));
        int answered = 0;
        for (int millis = 10;
                !gatewayAnnouncementSchedule.shouldAnnounce(at(millis));
                millis += 10) {
            gatewayAnnouncementSchedule.shouldAnswer(at(millis));
            answered++;
        }
        assertEquals(49, answered);
    }

    @Test
    void aFloodIsAnsweredInPart() {
        int answered = 0;
        for (int i = 0; i < 100_000; i++) {
            answered += gatewayAnnouncementSchedule.shouldAnswer(new HostMicros(i * 10L)) ? 1 : 0;
        }
        assertEquals(2_000, answered);
    }

    private static HostMicros at(long millis) {
        return new HostMicros(millis * 1_000);
    }
}
