package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.view.ClockSource;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.OptionalInt;

/** Commands with numbers that no message carries, since the contract clips or refuses them. */
@Tag("EXTREME-1")
class ExtremeCountTest {

    @Test
    void aRampLongerThanTheBeatRangeChangesTheTempoAndLosesNoBoundary() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("1.2");

        scenario.send(new Command.SetTempo(new Tempo(20), 9e12)).launch("Drums/Drop", "bar");

        assertEquals(0, scenario.at("1.4").view().track(1).active());
        assertEquals(4, scenario.at("2.1").view().track(1).active());
        assertEquals(120, scenario.view().transport().tempo().bpm(), 0.001);
    }

    @Test
    void thePositionStaysWithinItsRangeAndPlaysOnAfterTheLargestShifts() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("1.2");

        for (int shift = 0; shift < 10; shift++) {
            scenario.send(new Command.ShiftBeats(Integer.MAX_VALUE));
        }
        assertTrue(scenario.position() < 5e9, () -> "at " + scenario.position());
        for (int shift = 0; shift < 10; shift++) {
            scenario.send(new Command.ShiftBeats(Integer.MIN_VALUE));
        }
        scenario.launch("Drums/Drop", "beat").quietly();

        scenario.seconds(1);
        assertEquals(4, scenario.view().track(1).active());
    }

    @Test
    void anEndlessFreewheelNeverEnds() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        scenario.send(new Command.SetFreewheel(Double.MAX_VALUE));
        for (int beat = 1; beat <= 8; beat++) {
            scenario.pulse(ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(beat))).seconds(0.5);
        }
        scenario.seconds(60).launch("Drums/Drop", "bar").quietly().seconds(3);

        assertEquals(4, scenario.view().track(1).active());
    }
}
