package io.downbeat.clock.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An OSC master in stories: whatever it sends, and whatever it leaves out. */
class OscFollowerTest {
    private static final double EXACT = 0.001;

    private final PulseFollower follower = PulseFollower.ofOsc(new Tempo(120));
    private final TestClock clock = new TestClock(follower, 90);

    @Test
    void aStatedTempoWithoutPulsesSetsTheTempo() {
        follower.onStatedTempo(new Tempo(133), clock.now());

        assertEquals(ClockSyncLevel.TEMPO, follower.clockSyncLevel());
        assertEquals(133, tempo(), EXACT);
        assertFalse(follower.running());
    }

    @Test
    void beatsWithoutNumbersGiveTempoAndPhase() {
        clock.beats(4);

        assertTrue(follower.running());
        assertEquals(ClockSyncLevel.BEAT, follower.clockSyncLevel());
        assertEquals(90, tempo(), 0.05);
        assertEquals(0, follower.locates());
        assertEquals(4, clock.heardAs(), 0.01);
    }

    @Test
    void numbersFromTheStartGiveThePosition() {
        clock.waits(9).numbers(10, 11, 12, 13, 14, 15);

        assertEquals(ClockSyncLevel.POSITION, follower.clockSyncLevel());
        assertEquals(15, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    @Tag("PULSE-7")
    void numbersThatFallBackAfterAFullBarContinueTheCount() {
        clock.beatsInBars(11);

        assertEquals(11, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    @Tag("PULSE-7")
    void aNumberThatFallsBackWithinTheBarRestartsTheCount() {
        clock.numbers(1, 2, 3, 4, 1, 2, 1, 2);

        assertEquals(2, clock.heardAs(), 0.01);
        assertEquals(2, follower.locates());
    }

    @Test
    void aCountFromTheStartThatFallsBackRestarts() {
        clock.numbers(1, 2, 3, 4, 5, 6, 7, 8, 1, 2);

        assertEquals(2, clock.heardAs(), 0.01);
        assertEquals(2, follower.locates());
    }

    @Test
    void barsHaveTheLengthOfTheSignature() {
        follower.meter(new Meter(3, 4));
        clock.beatsABar(3).beatsInBars(10);

        assertEquals(10, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    @Tag("PULSE-8")
    void anExtraBeatChangesNothing() {
        clock.beatsInBars(6).waits(-0.7);
        follower.onBeat(2, clock.now());
        clock.waits(0.7).beatsInBars(6);

        assertEquals(12, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    void anExtraBeatWithoutANumberChangesNothing() {
        clock.beats(16).waits(-0.6);
        follower.onBeat(clock.now());
        clock.waits(0.6).beats(4);

        assertEquals(20, clock.heardAs(), 0.01);
        assertEquals(90, tempo(), 0.1);
    }

    @Test
    @Tag("PULSE-8")
    void aLostBeatChangesNothing() {
        clock.beatsInBars(6).waits(1).beatsInBars(3);

        assertEquals(10, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    void aLostBeatWithoutANumberChangesNothing() {
        clock.beats(16).waits(1).beats(4);

        assertEquals(21, clock.heardAs(), 0.01);
        assertEquals(90, tempo(), 0.1);
    }

    @Test
    void theBeatWhoseNumberFallsBackMayBeLost() {
        clock.beatsInBars(7).waits(2).beatsInBars(3);

        assertEquals(12, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    @Tag("PULSE-8")
    void aNumberThatDoesNotFitMustComeTwice() {
        clock.numbers(1, 2, 3, 4, 9);
        assertEquals(5, clock.heardAs(), 0.01);

        clock.numbers(6, 7, 40);
        assertEquals(8, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());

        clock.numbers(41);
        assertEquals(41, clock.heardAs(), 0.01);
        assertEquals(2, follower.locates());
    }

    @Test
    @Tag("PULSE-9")
    void runningOnAfterOffRestartsWithTheNextBeat() {
        clock.beats(5);
        follower.onTransport(false, clock.now());
        assertFalse(follower.running());
        assertEquals(HostMicros.NEVER, follower.lostAt());

        clock.beats(3);
        follower.onTransport(true, clock.waits(-0.5).now());
        clock.waits(0.5).beats(3);

        assertTrue(follower.running());
        assertEquals(ClockSyncLevel.POSITION, follower.clockSyncLevel());
        assertEquals(3, clock.heardAs(), 0.01);
    }

    @Test
    void repeatedRunningOnChangesNothing() {
        clock.numbers(1, 2, 3, 4, 5);
        follower.onTransport(true, clock.now());
        clock.numbers(6, 7);

        assertEquals(7, clock.heardAs(), 0.01);
        assertEquals(1, follower.locates());
    }

    @Test
    void amongTicksABeatGivesThePositionOfItsTick() {
        clock.ticks(10 / 24.0);
        for (int beat = 0; beat < 4; beat++) {
            follower.onBeat(clock.now());
            clock.ticks(1);
        }

        assertEquals(ClockSyncLevel.BEAT, follower.clockSyncLevel());
        assertEquals(0, clock.heardAs() - Math.rint(clock.heardAs()), EXACT);
        assertEquals(90, tempo(), 0.01);
    }

    @Test
    void amongTicksASingleWrongBeatIsIgnored() {
        for (int beat = 0; beat < 4; beat++) {
            follower.onBeat(clock.now());
            clock.ticks(1);
        }
        clock.ticks(0.5);
        follower.onBeat(clock.now());
        clock.ticks(0.5);

        assertEquals(5, clock.heardAs(), EXACT);
    }

    @Test
    void amongBeatsABarGivesThePositionOfItsBeat() {
        clock.beats(3);
        follower.onBar(clock.now());
        clock.beats(2);

        assertEquals(ClockSyncLevel.BAR, follower.clockSyncLevel());
        assertEquals(2, Math.floorMod(Math.round(clock.heardAs()), 4L));
    }

    @Test
    void barsAloneAreEnough() {
        for (int bar = 3; bar < 8; bar++) {
            follower.onBar(bar, clock.now());
            clock.waits(4);
        }

        assertEquals(ClockSyncLevel.POSITION, follower.clockSyncLevel());
        assertEquals(28, clock.heardAs(), 0.01);
        assertEquals(90, tempo(), 0.1);
    }

    @Test
    void phasesAloneAreEnough() {
        clock.waits(0.4).phases(6);

        assertEquals(ClockSyncLevel.BEAT, follower.clockSyncLevel());
        assertEquals(90, tempo(), 0.05);
        assertEquals(0.4, clock.heardAs() - Math.floor(clock.heardAs()), 0.01);
    }

    @Test
    void phasesRestartWithTheNextWholeBeat() {
        clock.phases(3);
        follower.onTransport(false, clock.now());
        clock.phases(2.5);
        follower.onTransport(true, clock.now());
        clock.phases(2);

        assertEquals(1.5, clock.heardAs(), 0.01);
    }

    @Test
    void aStatedTempoAppliesFromTheFirstBeat() {
        follower.onStatedTempo(new Tempo(90), clock.now());
        clock.numbers(1);

        assertEquals(1, clock.heardAs(), EXACT);
        assertEquals(90, tempo(), EXACT);
    }

    @Test
    void aNewStatedTempoAppliesAtOnce() {
        follower.onStatedTempo(new Tempo(90), clock.now());
        clock.beatsInBars(8);
        follower.onStatedTempo(new Tempo(150), clock.now());
        clock.at(150).beatsInBars(1);

        assertEquals(150, tempo(), 0.2);
        assertEquals(9, clock.heardAs(), 0.01);
    }

    @Test
    void aClockIsLostAfterTwoSecondsOrAFewSlowPulses() {
        clock.beats(8);
        assertEquals(2_000_000, (double) follower.lostAt().since(clock.waits(-1).now()), 1000);

        clock.at(25).waits(1).beats(12);
        assertEquals(6_000_000, (double) follower.lostAt().since(clock.waits(-1).now()), 100_000);
    }

    private double tempo() {
        return follower.line().orElseThrow().tempo().bpm();
    }

    @Test
    void delayedPulsesThatArriveTogetherDoNotChangeTheTempo() {
        double pulse = 60e6 / 90 / 24;
        for (long stall : new long[] {100_000, 200_000, 300_000, 500_000}) {
            PulseFollower held = PulseFollower.ofOsc(new Tempo(120));
            held.onStatedTempo(new Tempo(90), new HostMicros(0));
            for (int n = 0; n < 480; n++) {
                long due = Math.round(n * pulse);
                long from = Math.round(100 * pulse);
                boolean waits = n >= 100 && due < from + stall;
                held.onTick(n, new HostMicros(waits ? from + stall + n * 20L : due));
                if (n > 10) {
                    assertEquals(90, held.line().orElseThrow().tempo().bpm(), 6, n + " " + stall);
                }
            }
            assertEquals(90, held.line().orElseThrow().tempo().bpm(), 0.1);
        }
    }

    @Test
    void aTempoStatedAgainBeforeAStartAppliesFromItsFirstBeat() {
        PulseFollower again = PulseFollower.ofOsc(new Tempo(120));
        for (int start = 0; start < 3; start++) {
            long at = start * 30_000_000L;
            again.onTransport(true, new HostMicros(at));
            again.onStatedTempo(new Tempo(90), new HostMicros(at + 10));
            for (int beat = 0; beat < 6; beat++) {
                long late = beat % 2 * 15_000L;
                again.onBeat(
                        beat + 1, new HostMicros(at + 20 + Math.round(beat * 60e6 / 90) + late));
                assertEquals(90, again.line().orElseThrow().tempo().bpm(), 1, start + " " + beat);
            }
            again.onTransport(false, new HostMicros(at + 5_000_000));
        }
    }
}
