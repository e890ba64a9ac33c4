package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A tempo on its way to another, and a hand that bends it. */
class TempoRampTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("TEMPO-10")
    void aTempoRampTakesItsBeatsAndEndsExactly() {
        ramp(60, 4).at("2.1").quietly();

        // Four beats from 120 to 60, linear in beats: four seconds times the logarithm of two.
        assertEquals(4 * Math.log(2), scenario.elapsed(), 2e-6);
        scenario.at("3.1").heard("");
        assertEquals(60, scenario.view().transport().tempo().bpm());
        assertEquals(4 * Math.log(2) + 4, scenario.elapsed(), 3e-6);
    }

    @Test
    @Tag("TEMPO-10")
    void theTempoIsReportedDuringARamp() {
        ramp(60, 4).at("1.3");

        assertEquals(90, scenario.view().transport().tempo().bpm(), 2);
    }

    @Test
    @Tag("TEMPO-11")
    void queuedLaunchesKeepTheirBeatsThroughARamp() {
        scenario.at("1.2").launch("Drums/Drop", "bar");
        ramp(200, 16).quietly();

        scenario.at("2.1");
        assertEquals(4, scenario.position(), 3e-6);
        assertTrue(scenario.view().track(1).active() == 4);
    }

    @Test
    @Tag("TEMPO-12")
    void aTempoThatIsSetEndsARamp() {
        ramp(60, 8).at("1.3").tempo(100).quietly();

        scenario.at("3.1").heard("");
        assertEquals(100, scenario.view().transport().tempo().bpm());
    }

    @Test
    @Tag("TEMPO-12")
    void aNewRampStartsFromThePresentTempo() {
        ramp(60, 4).at("1.3");
        ramp(90, 4).at("2.3").quietly();

        assertEquals(90, scenario.view().transport().tempo().bpm());
        assertEquals(6, scenario.position(), 3e-6);
    }

    @Test
    @Tag("TEMPO-13")
    void aRampPausesWhileTheTransportIsStopped() {
        ramp(60, 4).at("1.3").halt().seconds(10).play().at("2.1").quietly();

        assertEquals(10 + 4 * Math.log(2), scenario.elapsed(), 4e-6);
    }

    @Test
    @Tag("TEMPO-14")
    void aNudgeBendsTheTempoButNotTheReportedTempo() {
        scenario.at("1.2").send(new Command.Nudge(1)).heard("1.2 bend 1.0").at("1.4");

        assertEquals(0.5 + 1 / 1.1, scenario.elapsed(), 2e-6);
        assertEquals(120, scenario.view().transport().tempo().bpm());
        assertEquals(1, scenario.view().transport().nudge());
        scenario.send(new Command.Nudge(0)).heard("1.4 bend 0.0").at("2.2");
        assertEquals(0.5 + 1 / 1.1 + 1, scenario.elapsed(), 3e-6);
    }

    @Test
    @Tag("TEMPO-15")
    void aNudgeEndsAfterFourSecondsUnlessItIsRepeated() {
        nudge(-0.5).seconds(3);
        nudge(-0.5).seconds(3.999).heard("1.1 bend -0.5");

        scenario.seconds(0.002);
        assertEquals(0, scenario.view().transport().nudge());
    }

    @Test
    @Tag("TEMPO-14")
    void aTempoThatIsSetDuringANudgeIsBentToo() {
        nudge(1).tempo(60);
        scenario.seconds(1);

        assertEquals(1.1, scenario.position(), 1e-5);
        assertEquals(60, scenario.view().transport().tempo().bpm());
    }

    private EngineScenario ramp(double bpm, double quarters) {
        return scenario.send(new Command.SetTempo(new Tempo(bpm), quarters));
    }

    private EngineScenario nudge(double bend) {
        return scenario.send(new Command.Nudge(bend));
    }
}
