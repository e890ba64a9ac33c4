package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.OptionalInt;

/** The count behind a clock that has given one pulse, and has not said how fast it is. */
class SlowClockStartTest {
    private final EngineScenario scenario =
            EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band()).withBeats();

    @Test
    @Tag("CLOCK-37")
    void beatsOfASlowClockAreReportedWhenTheyArrive() {
        beat(1).heard("1.1 count\n1.1 runs\n1.1 clock osc running\n1.1 beat");
        scenario.seconds(1.5).heard("");
        assertEquals("1.2 beat", beat(2).lastHeard());
        scenario.seconds(1.499).heard("");
        scenario.seconds(0.001);
        beat(3).heard("1.3 beat");
    }

    @Test
    @Tag("CLOCK-37")
    void beatsOfASlowerRestartAreReportedWhenTheyArrive() {
        for (int number = 1; number <= 5; number++) {
            beat(number).seconds(0.3);
        }
        running(false).seconds(0.5);
        running(true).seconds(0.2).quietly();

        beat(1).seconds(0.999).heard("1.1 count\n1.1 runs\n1.1 clock osc running\n1.1 beat");
        scenario.seconds(0.001);
        assertEquals("1.2 beat", beat(2).lastHeard());
    }

    @Test
    @Tag("CLOCK-37")
    void aLaunchQueuedForTheSecondBeatFiresOnItForAnyTurns() {
        for (double slice : new double[] {2.9, 0.1, 0.013}) {
            var cut = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
            cut.pulse(ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(1)));
            cut.seconds(0.1).launch("Drums/Drop", "beat").quietly();
            double end = cut.elapsed() + 2.9;
            while (cut.elapsed() < end - slice) {
                cut.seconds(slice);
            }
            cut.seconds(end - cut.elapsed()).heard("");
            assertEquals(1, cut.position(), 1e-5);

            cut.pulse(ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(2)));
            assertEquals("1.2 Drums plays Drop", cut.lastHeard());
        }
    }

    @Test
    @Tag("CLOCK-37")
    void aTempoStatedMeanwhileAppliesFromTheFirstPulse() {
        beat(1).seconds(0.4).quietly();
        scenario.pulse(ClockSource.OSC, new ClockPulse.StatedTempo(new Tempo(60)));
        assertEquals(0.4, scenario.position(), 1e-3);
        scenario.seconds(0.6).heard("1.1+0.4 count\n1.1+0.4 tempo 60.0\n1.2 beat");
        beat(2).seconds(0.5).heard("");
        assertEquals(1.5, scenario.position(), 1e-2);
    }

    @Test
    @Tag("CLOCK-38")
    void aClockThatIsSilentAfterOnePulseIsLost() {
        beat(1).seconds(3.2).quietly();
        assertEquals(Status.RUNNING, scenario.view().clock().status());
        scenario.seconds(2.1);
        assertEquals(Status.LOST, scenario.view().clock().status());
        assertEquals(5, scenario.position(), 0.7);

        beat(2).quietly();
        assertEquals(0, scenario.position() - Math.rint(scenario.position()), 1e-2);
    }

    @Test
    @Tag("CLOCK-38")
    void withAFreewheelTheTransportRunsOnForThatLong() {
        for (double bars : new double[] {0, 1}) {
            var strict = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
            strict.send(new Command.SetFreewheel(bars));
            strict.pulse(ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(1)));
            strict.seconds(3.2);
            assertTrue(strict.view().transport().playing());
            strict.seconds(0.2 + bars * 2);
            assertTrue(!strict.view().transport().playing());
            assertEquals(1 + 4 * bars, strict.position(), 0.7);
        }
    }

    private EngineScenario beat(int number) {
        return scenario.pulse(ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(number)));
    }

    private EngineScenario running(boolean on) {
        return scenario.pulse(ClockSource.OSC, new ClockPulse.Running(on));
    }
}
