package io.downbeat.clock.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A MIDI master in stories: its transport, its loss, its return. */
class PulseFollowerTest {
    private static final double EXACT = 0.001;

    private final PulseFollower follower = PulseFollower.ofMidi(new Tempo(120));
    private final TestClock clock = new TestClock(follower, 90);

    @Test
    void aClockThatNeverSentAnythingIsNotLost() {
        assertEquals(ClockSyncLevel.NOTHING, follower.clockSyncLevel());
        assertEquals(HostMicros.NEVER, follower.lostAt());
        assertTrue(follower.line().isEmpty());
        assertFalse(follower.running());
    }

    @Test
    void ticksWithoutAStartGiveOnlyTheTempo() {
        clock.ticks(1);

        assertFalse(follower.running());
        assertEquals(ClockSyncLevel.TEMPO, follower.clockSyncLevel());
        assertEquals(90, tempo(), 0.01);
        assertEquals(HostMicros.NEVER, follower.lostAt());
    }

    @Test
    @Tag("PULSE-4")
    void theFirstTickAfterAStartIsBeatZero() {
        clock.waits(3);
        follower.onStart(clock.now());
        HostMicros first = clock.waits(0.2).now();
        follower.onTick(first);

        assertTrue(follower.running());
        assertEquals(ClockSyncLevel.POSITION, follower.clockSyncLevel());
        assertEquals(1, follower.locates());
        assertEquals(first, follower.line().orElseThrow().momentOf(Beats.ZERO));
        assertEquals(120, tempo(), 0.01);
    }

    @Test
    void afterFewTicksTheTempoIsKnown() {
        follower.onStart(clock.now());
        clock.ticks(4 / 24.0);

        assertEquals(90, tempo(), 0.1);
        assertEquals(4 / 24.0, clock.heardAs(), EXACT);
    }

    @Test
    void beatZeroOfATickingClockIsPredictedAfterItsStartMessage() {
        clock.ticks(4.5);
        follower.onStart(clock.waits(-0.02).now());

        assertEquals(-0.02, clock.heardAs(), EXACT);

        clock.waits(0.02).ticks(1);
        assertEquals(1, clock.heardAs(), EXACT);
        assertEquals(1, follower.locates());
    }

    @Test
    @Tag("PULSE-5")
    void aClockContinuesWhereItStopped() {
        follower.onStart(clock.now());
        clock.ticks(2.5);
        follower.onStop(clock.now());
        assertFalse(follower.running());

        clock.ticks(1.25);
        follower.onRestart(clock.now());
        clock.ticks(1);

        assertTrue(follower.running());
        assertEquals(3.5, clock.heardAs(), EXACT);
    }

    @Test
    @Tag("PULSE-5")
    void aClockContinuesFromItsSongPosition() {
        follower.onSongPosition(34, clock.now());
        follower.onRestart(clock.now());
        clock.ticks(1);

        assertEquals(9.5, clock.heardAs(), EXACT);
        assertEquals(1, follower.locates());
    }

    @Test
    void aJumpOfARunningClockIsFollowed() {
        follower.onStart(clock.now());
        clock.ticks(3);
        follower.onSongPosition(4 * 32, clock.now());
        clock.ticks(1);

        assertEquals(33, clock.heardAs(), EXACT);
        assertEquals(2, follower.locates());
    }

    @Test
    @Tag("PULSE-6")
    void aSilentClockIsLostAfterHalfASecondOrADozenTicks() {
        follower.onStart(clock.now());
        clock.ticks(4);
        HostMicros lastTick = clock.waits(-1 / 24.0).now();

        assertEquals(500_000, (double) follower.lostAt().since(lastTick), 1000);

        clock.at(30).waits(1 / 24.0).ticks(4);
        HostMicros last = clock.waits(-1 / 24.0).now();
        assertEquals(1_000_000, (double) follower.lostAt().since(last), 5000);
    }

    @Test
    @Tag("PULSE-6")
    void aClockThatReturnsHasThePositionItWouldHaveWithoutTheGap() {
        follower.onStart(clock.now());
        clock.ticks(8);
        clock.waits(6.01).ticks(4);

        assertEquals(1, follower.locates());
        assertEquals(18.01, clock.heardAs(), 1 / 48.0);
        assertEquals(90, tempo(), 0.1);
    }

    @Test
    void aClockThatReturnsFasterIsFollowed() {
        follower.onStart(clock.now());
        clock.ticks(8);
        clock.waits(6).at(99).ticks(4);

        assertEquals(99, tempo(), 0.1);
    }

    @Test
    void aClockThatReturnsWithAStartIsAtItsBeginning() {
        follower.onStart(clock.now());
        clock.ticks(8).waits(6.3);
        follower.onStart(clock.now());
        clock.ticks(2);

        assertEquals(2, clock.heardAs(), EXACT);
        assertEquals(2, follower.locates());
    }

    @Test
    void aNewTempoIsFollowedWithinABeatAndThePositionStays() {
        follower.onStart(clock.now());
        clock.ticks(16).at(99).ticks(1);

        assertEquals(99, tempo(), 0.05);
        assertEquals(17, clock.heardAs(), EXACT);
        assertEquals(1, follower.locates());
    }

    @Test
    void pulsesWithoutJitterHaveNone() {
        follower.onStart(clock.now());
        clock.ticks(16);

        assertEquals(0, follower.jitterMillis(), 0.01);
    }

    @Test
    void randomPulsesBreakNothing() {
        follower.onStart(clock.now());
        for (int i = 0; i < 5000; i++) {
            follower.onTick(new HostMicros(5_000_000 + i * 37L));
        }
        follower.onTick(new HostMicros(12));
        assertTrue(tempo() <= 600);

        clock.waits(90).ticks(8);
        assertEquals(90, tempo(), 0.1);
    }

    private double tempo() {
        return follower.line().orElseThrow().tempo().bpm();
    }
}
