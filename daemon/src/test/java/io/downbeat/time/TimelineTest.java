package io.downbeat.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

/** Laws of the line that ties beats to the host clock, over many tempos. */
class TimelineTest {

    private static final double MICRO_BEATS_A_MICROSECOND_AT_MOST = 300.0 / 60;

    private final Random dice = new Random(4);

    @Test
    void aTimeConvertedToABeatAndBackIsTheSame() {
        for (int n = 0; n < 20_000; n++) {
            // Below 60 a micro-beat lasts longer than a microsecond and can not tell two apart.
            Timeline line = line(60 + dice.nextDouble() * 240);
            HostMicros moment = line.start().plus(dice.nextLong(-1_000_000_000, 1_000_000_000));

            assertEquals(moment, line.momentOf(line.beatsAt(moment)));
        }
    }

    @Test
    void aBeatConvertedToATimeAndBackIsAtMostHalfAMicrosecondOff() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = line(20 + dice.nextDouble() * 280);
            Beats beat = Beats.micro(dice.nextLong(-1_000_000_000, 1_000_000_000));
            long off = line.beatsAt(line.momentOf(beat)).minus(beat).micro();

            assertTrue(
                    Math.abs(off) <= Math.ceil(MICRO_BEATS_A_MICROSECOND_AT_MOST / 2),
                    () -> line + " " + beat + " " + off);
        }
    }

    @Test
    void laterBeatsAreNeverEarlier() {
        for (int n = 0; n < 20_000; n++) {
            Timeline line = line(20 + dice.nextDouble() * 280);
            Beats one = Beats.micro(dice.nextLong(-1_000_000_000, 1_000_000_000));
            Beats later = one.plus(Beats.micro(dice.nextInt(10)));

            assertTrue(!line.momentOf(later).isBefore(line.momentOf(one)));
        }
    }

    @Test
    void aWaitingTimelineApproachesItsBeatAndStopsBeforeIt() {
        for (int n = 0; n < 1_000; n++) {
            Timeline line = line(20 + dice.nextDouble() * 280);
            Beats unknown = line.origin().plus(Beats.micro(1 + dice.nextInt(4_000_000)));
            Timeline waiting = line.haltingBefore(unknown);
            Beats before = unknown.minus(Beats.micro(1));
            HostMicros reached = line.momentOf(unknown);
            Beats further = Beats.micro(dice.nextInt(9_000_000));
            Timeline moved = waiting.ahead(further).with(before, reached.plus(7));

            assertEquals(line.momentOf(before), waiting.momentOf(before));
            assertEquals(before, waiting.beatsAt(reached.plus(dice.nextInt(9_000_000))));
            assertTrue(waiting.momentOf(unknown).since(reached) > 1_000_000_000);
            assertEquals(before, moved.beatsAt(reached.plus(9_000)));
            assertEquals(line, waiting.withoutWaiting());
        }
    }

    @Test
    void aTempoChangeIsContinuous() {
        Timeline line = line(120);
        for (int n = 0; n < 1_000; n++) {
            HostMicros moment = line.start().plus(dice.nextInt(5_000_000));
            var tempo = new Tempo(20 + dice.nextDouble() * 280);
            var next = new Timeline(tempo, line.beatsAt(moment), moment);

            assertEquals(line.beatsAt(moment), next.beatsAt(moment));
            line = next;
        }
    }

    @Test
    void theOriginIsAtTheStart() {
        Timeline line = line(97);

        assertEquals(line.start(), line.momentOf(line.origin()));
        assertEquals(line.origin(), line.beatsAt(line.start()));
    }

    @Test
    void twoBeatsAtOneHundredAndTwentyAreOneSecond() {
        var line = new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(7));

        assertEquals(new HostMicros(1_000_007), line.momentOf(Beats.of(2)));
    }

    private Timeline line(double bpm) {
        return new Timeline(
                new Tempo(bpm),
                Beats.micro(dice.nextLong(-10_000_000, 10_000_000)),
                new HostMicros(dice.nextLong(1_000_000_000)));
    }
}
