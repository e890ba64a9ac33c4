package io.downbeat.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

class AnnouncerTest {

    private final Announcer announcer = new Announcer(at(0));

    @Test
    void undisturbedItSpeaksFourTimesASecond() {
        assertTrue(announcer.announces(at(0)));
        assertEquals(at(250), announcer.due());
    }

    @Test
    void aChangeIsToldAtOnceButNeverWithinFiftyMilliseconds() {
        announcer.announces(at(0));
        assertTrue(announcer.announces(at(60)));
        assertFalse(announcer.announces(at(70)));
        assertEquals(at(110), announcer.due());
        assertFalse(announcer.announces(at(109)));
        assertTrue(announcer.announces(at(110)));
        assertEquals(at(360), announcer.due());
    }

    @Test
    void anAnswerPutsTheAnnouncementOff() {
        announcer.announces(at(0));
        announcer.answers(at(240));
        assertFalse(announcer.announces(at(250)));
        assertEquals(at(290), announcer.due());
    }

    @Test
    void aHallFullOfPeersDoesNotPutItOffForEver() {
        announcer.announces(at(0));
        int answered = 0;
        for (int millis = 10; !announcer.announces(at(millis)); millis += 10) {
            announcer.answers(at(millis));
            answered++;
        }
        assertEquals(49, answered);
    }

    @Test
    void aFloodIsAnsweredInPart() {
        int answered = 0;
        for (int i = 0; i < 100_000; i++) {
            answered += announcer.answers(new HostMicros(i * 10L)) ? 1 : 0;
        }
        assertEquals(2_000, answered);
    }

    private static HostMicros at(long millis) {
        return new HostMicros(millis * 1_000);
    }
}
