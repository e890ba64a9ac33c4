package io.downbeat.link.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.GhostOffset;
import io.downbeat.link.wire.NodeId;
import io.downbeat.link.wire.SessionTimeline;
import io.downbeat.link.wire.StartStop;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPeerAndSessionTest {

    private static final HostMicros NOW = new HostMicros(50_000_000);

    /** It has been founded at 40 seconds; the beat was then 3. */
    private static final OwnPeerAndSession SELF =
            new OwnPeerAndSession(
                    CapturedPackets.name("mmmmmmmm"),
                    CapturedPackets.name("mmmmmmmm"),
                    new GhostOffset(-40_000_000),
                    new SessionTimeline(500_000, Beats.of(3), GhostMicros.ZERO),
                    StartStop.NONE);

    @ParameterizedTest
    @CsvSource({
        "500001, zzzzzzzz, true",
        "500000, zzzzzzzz, false",
        "500000, aaaaaaaa, false",
        "499999, zzzzzzzz, false",
        "499999, aaaaaaaa, true",
        "0, aaaaaaaa, true",
        "-499999, aaaaaaaa, true",
        "-499999, zzzzzzzz, false",
        "-500000, aaaaaaaa, false",
        "-500001, aaaaaaaa, false",
    })
    void theOlderSessionWinsAndAtEqualAgeTheSmallerId(long older, String name, boolean leaves) {
        GhostOffset other = new GhostOffset(SELF.offset().micros() + older);

        assertEquals(leaves, SELF.shouldJoin(CapturedPackets.name(name), other));
    }

    @Test
    void idsAreComparedAsUnsignedBytes() {
        NodeId high = new NodeId(0xff00000000000000L);
        GhostOffset same = SELF.offset();

        assertEquals(1, high.compareTo(SELF.session()));
        assertEquals(false, SELF.shouldJoin(high, same));
    }

    @Test
    void aNewlyFoundedSessionContinuesTheBeatsOfTheOldOne() {
        OwnPeerAndSession anew = SELF.withNewSession(CapturedPackets.name("newborn!"), NOW);

        assertEquals(GhostMicros.ZERO, anew.offset().ghost(NOW));
        assertEquals(new SessionTimeline(500_000, Beats.of(23), GhostMicros.ZERO), anew.timeline());
        assertEquals(true, anew.isFounder());
    }

    @Test
    void aJoiningPeerKeepsItsIdAndChangesNothing() {
        SessionTimeline line = new SessionTimeline(30_000, Beats.of(1), GhostMicros.ZERO);
        OwnPeerAndSession playing =
                SELF.withStartStop(new StartStop(true, Beats.ZERO, new GhostMicros(5)));
        OwnPeerAndSession joined =
                playing.joining(CapturedPackets.name("zzzzzzzz"), new GhostOffset(3), line);

        assertEquals(SELF.node(), joined.node());
        assertEquals(StartStop.NONE, joined.startStop());
        assertEquals(60_060, joined.timeline().microsPerBeat());
        assertEquals(false, joined.isFounder());
    }
}
