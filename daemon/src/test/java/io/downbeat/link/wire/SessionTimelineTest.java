package io.downbeat.link.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

/** The arithmetic of sessions; the large numbers were worked out by the original library. */
class SessionTimelineTest {

    @ParameterizedTest
    @CsvSource({
        "377405, 151676189, -1976679409, 5460831649, 19858651608",
        "401201, 183546842, -968144515, -2075562990, -2576711669",
        "1083971, 308653464, 1182873142, 241386729, -559899673",
        "2901818, 176530936, -663847726, 3551321722, 1629127015",
    })
    void beatsEqualThoseOfLink(long m, long b0, long t0, long moment, long beat) {
        assertEquals(beat, line(m, b0, t0).beatsAt(new GhostMicros(moment)).micro());
    }

    @ParameterizedTest
    @CsvSource({
        "377405, 151676189, -1976679409, 344296628, -1903983492",
        "401201, 183546842, -968144515, -469359611, -1230091237",
        "1083971, 308653464, 1182873142, 680859614, 1586333815",
        "2901818, 176530936, -663847726, 5052109, -1161448073",
    })
    void timesEqualThoseOfLink(long m, long b0, long t0, long beat, long moment) {
        assertEquals(moment, line(m, b0, t0).momentOf(Beats.micro(beat)).micros());
    }

    @ParameterizedTest
    @CsvSource({
        "120, 500000",
        "121, 495868",
        "93, 645161",
        "999, 60060",
        "5000, 60060",
        "3, 3000000"
    })
    void aTempoIsAWholeNumberOfMicrosecondsWithinTheRange(double bpm, long micros) {
        assertEquals(micros, SessionTimeline.microsPerBeat(new Tempo(bpm)));
    }

    @ParameterizedTest
    @CsvSource({"30000, 60060", "6000000, 3000000", "500000, 500000", "1, 60060"})
    void anAdoptedTempoIsKeptWithinTheRange(long said, long kept) {
        assertEquals(line(kept, 7, 9), line(said, 7, 9).clamped());
    }

    @Test
    void aTempoChangeOfLinkHutIsComputedIdentically() {
        SessionTimeline old = line(500_000, 149_440, 0);
        GhostMicros committed = new GhostMicros(2_056_324);
        GhostMicros effective = committed.plus(21_540);

        assertEquals(
                line(495_868, 4_262_088, 2_056_502),
                old.followedBy(old.atTempo(new Tempo(121), effective), committed));
    }

    @Test
    void aProposalGainsAtLeastAMicroBeat() {
        SessionTimeline old = line(469_107, 423_902_689, 3_028_233_743L);
        GhostMicros before = new GhostMicros(354_744_489 - 2_940_563_286L);
        SessionTimeline next =
                old.followedBy(old.atTempo(new Tempo(32.5718399072354), before), before);

        assertEquals(1_842_082, next.microsPerBeat());
        assertEquals(423_902_690, next.beatOrigin().micro());
        assertTrue(next.replaces(old));
        assertFalse(old.replaces(next));
        assertFalse(next.replaces(next));
    }

    @Test
    void aStartOfLinkHutIsAtItsStatedTime() {
        SessionTimeline line = line(495_868, 6_477_307, 2_421_345);

        assertEquals(7_956_759, line.beatsAt(new GhostMicros(3_154_958)).micro());
    }

    @Test
    void aChangeOfTempoIsContinuousAndStateableAsAHostsTimeline() {
        Random dice = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            GhostOffset offset = new GhostOffset(dice.nextLong(-1L << 40, 1L << 40));
            HostMicros now = new HostMicros(dice.nextLong(1L << 40));
            SessionTimeline old =
                    line(
                            dice.nextLong(60_060, 3_000_000),
                            dice.nextLong(1L << 32),
                            offset.ghost(now).micros() - dice.nextLong(1L << 36));
            Tempo tempo = new Tempo(dice.nextDouble(20, 999));
            SessionTimeline next =
                    old.followedBy(old.atTempo(tempo, offset.ghost(now)), offset.ghost(now));
            Timeline host = next.onHost(offset);

            assertEquals(
                    old.beatsAt(offset.ghost(now)).quarters(),
                    next.beatsAt(offset.ghost(now)).quarters(),
                    1.0 / next.microsPerBeat() + 2e-6);
            HostMicros later = now.plus(dice.nextLong(1L << 32));
            assertEquals(
                    next.beatsAt(offset.ghost(later)).quarters(),
                    host.beatsAt(later).quarters(),
                    2e-6);
        }
    }

    @Test
    void absurdTimelinesAreRejected() {
        assertTrue(line(500_000, -5, 7).isCredible());
        assertFalse(line(0, 0, 0).isCredible());
        assertFalse(line(-500_000, 0, 0).isCredible());
        assertFalse(line(500_000, Long.MAX_VALUE - 5, 0).isCredible());
        assertFalse(line(500_000, Long.MIN_VALUE, 0).isCredible());
        assertFalse(line(500_000, 0, Long.MIN_VALUE).isCredible());
        assertFalse(line(500_000, 0, 1L << 62).isCredible());
    }

    private static SessionTimeline line(long m, long b0, long t0) {
        return new SessionTimeline(m, Beats.micro(b0), new GhostMicros(t0));
    }
}
