package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** The count behind a MIDI or an OSC clock. */
class FollowedClockTest {

    @Test
    @Tag("CLOCK-20")
    void aClockThatHasSentNothingYetCountsAsStopped() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());

        assertEquals(Status.SEARCHING, scenario.view().clock().status());
        scenario.launch("Drums/Drop", "bar").heard("1.1 Drums plays Drop");
        scenario.seconds(5).send(new Command.Play()).heard("1.1 refused locked");
    }

    @Test
    @Tag("CLOCK-21")
    void theFirstBeatOfAnOscClockIsOneOne() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band()).withBeats();
        scenario.seconds(3.3);
        oscBeats(scenario, 100, 1, 9);

        scenario.heard(
                """
                1.1 count
                1.1 runs
                1.1 clock osc running
                1.1 beat
                1.2 tempo 100.0
                1.2 beat
                1.3 beat
                1.4 beat
                2.1 beat
                2.2 beat
                2.3 beat
                2.4 beat
                3.1 beat
                """);
    }

    @Test
    @Tag("CLOCK-22")
    void aMidiStartTakesEffectAtItsFirstTick() {
        var scenario = EngineScenario.ledBy(ClockSource.MIDI, SampleSessions.band());
        ticks(scenario, 140, 24 * 8);
        assertEquals(140, scenario.quietly().view().transport().tempo().bpm(), 0.1);
        assertEquals(Status.STOPPED, scenario.view().clock().status());

        midi(scenario, new ClockPulse.Start()).seconds(0.01).heard("");
        ticks(scenario, 140, 1);
        scenario.heard("1.1 count\n1.1 runs\n1.1 clock midi running");
        assertEquals(0, scenario.position(), 1e-3);
    }

    @Test
    @Tag("CLOCK-22")
    void midiStopContinueAndSongPositionAreFollowed() {
        var scenario = EngineScenario.ledBy(ClockSource.MIDI, SampleSessions.band());
        midi(scenario, new ClockPulse.Start());
        ticks(scenario, 120, 24 * 5 + 1);
        midi(scenario, new ClockPulse.Stop());
        assertEquals(Status.STOPPED, scenario.view().clock().status());
        double halted = scenario.position();
        assertEquals(5, halted, 0.01);

        midi(scenario, new ClockPulse.Position(32)).quietly();
        assertEquals(8, scenario.position(), 1e-6);
        midi(scenario, new ClockPulse.Continue());
        ticks(scenario, 120, 25);
        assertEquals(9, scenario.position(), 0.01);
    }

    @Test
    @Tag("CLOCK-23")
    void changingTheSourceKeepsThePositionAndMovesThePhaseByTheShortestWay() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("5.1").seconds(0.2);
        scenario.send(new Command.SetClockSource(ClockSource.OSC));
        double before = scenario.position();
        assertEquals(16.4, before, 1e-5);

        // The master's beat comes when we are at 16.4: our beat 16 is nearer than 17.
        oscBeat(scenario, 7);
        assertEquals(16, scenario.position(), 1e-3);
        oscBeats(scenario.seconds(0.5), 120, 8, 10);
        assertEquals(26, scenario.position(), 1e-2);

        scenario.send(new Command.SetClockSource(ClockSource.INTERNAL)).seconds(1);
        assertEquals(28, scenario.position(), 1e-2);
    }

    @Test
    @Tag("CLOCK-24")
    void aLostClockFreewheelsForAsLongAsIsAllowed() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario, 120, 1, 17);
        scenario.send(new Command.SetFreewheel(2)).quietly();

        scenario.seconds(2.6);
        assertEquals(Status.LOST, scenario.view().clock().status());
        double lost = scenario.position();
        assertEquals(16 + 2.6 * 2, lost, 0.05);
        scenario.seconds(3);
        assertTrue(scenario.view().transport().playing());
        scenario.seconds(1.5);
        assertTrue(!scenario.view().transport().playing());
    }

    @Test
    @Tag("CLOCK-24")
    void freewheelMinusOneNeverEndsAndZeroStopsAtOnce() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario, 120, 1, 17);
        scenario.seconds(100);
        assertTrue(scenario.view().transport().playing());
        assertEquals(Status.LOST, scenario.view().clock().status());

        var strict = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        strict.send(new Command.SetFreewheel(0));
        oscBeats(strict, 120, 1, 17);
        strict.seconds(3);
        assertTrue(!strict.view().transport().playing());
    }

    @Test
    @Tag("CLOCK-25")
    void aReturningClockIsFollowedAgainWithinHalfABeat() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario, 120, 1, 17);
        scenario.seconds(5.1);
        double before = scenario.position();

        oscBeat(scenario, 3);
        assertEquals(before, scenario.position(), 0.5);
        assertEquals(0, scenario.position() - Math.rint(scenario.position()), 1e-2);
        assertEquals(Status.RUNNING, scenario.view().clock().status());
    }

    @Test
    @Tag("CLOCK-25")
    void aClockThatRestartsBeginsAtOneOne() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario, 120, 1, 11);
        osc(scenario, new ClockPulse.Running(false));
        assertTrue(!scenario.view().transport().playing());
        scenario.seconds(1.2).quietly();

        osc(scenario, new ClockPulse.Running(true)).seconds(0.3).heard("");
        oscBeat(scenario, 1);
        scenario.heard("1.1 count\n1.1 runs\n1.1 clock osc running");
        assertEquals(0, scenario.position(), 1e-3);
    }

    @Test
    @Tag("CLOCK-35")
    void nothingRunsBetweenRunningOnAndTheFirstPulse() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band()).withBeats();
        scenario.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT));
        for (int run = 0; run < 2; run++) {
            osc(scenario, new ClockPulse.Running(false)).seconds(0.1);
            scenario.launch("Drums/Drop", "bar").quietly();
            osc(scenario, new ClockPulse.Running(true)).seconds(0.6).heard("");
            oscBeat(scenario, 1);
            scenario.heard(
                    """
                    1.1 count
                    1.1 runs
                    %s1.1 clock osc running
                    1.1 beat
                    1.1 Drums plays Drop
                    """
                            .formatted(run == 1 ? "1.1 Drums waits for 1.1\n" : ""));
            oscBeats(scenario.seconds(0.5), 120, 2, 5);
            scenario.quietly();
        }
    }

    @Test
    @Tag("CLOCK-35")
    void thePositionAlwaysMatchesTheNumbersOfTheBeats() {
        for (double bpm : new double[] {20, 40, 60, 120, 200, 300}) {
            var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
            for (double tempo : new double[] {bpm, 70, bpm, 250, bpm}) {
                osc(scenario, new ClockPulse.Running(false)).seconds(0.15);
                osc(scenario, new ClockPulse.Running(true)).seconds(0.2);
                oscBeats(scenario, tempo, 1, 6);
                assertEquals(5, scenario.position(), 0.02, bpm + " " + tempo);
                scenario.seconds(0.6);
            }
        }
    }

    @Test
    @Tag("CLOCK-26")
    void theFirstSenderOwnsTheOscClockUntilItIsSilent() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario.as("udp:10.0.0.1:1"), 120, 1, 3);
        scenario.quietly().as("udp:10.0.0.2:2");

        oscBeat(scenario, 50).heard("1.3 refused busy");
        oscBeat(scenario, 51).heard("");
        scenario.seconds(2.001).quietly();
        oscBeat(scenario, 52);
        assertEquals(Status.RUNNING, scenario.view().clock().status());
        scenario.quietly().as("udp:10.0.0.1:1");
        oscBeat(scenario, 4).heard(place(scenario) + " refused busy");
    }

    @Test
    @Tag("CLOCK-27")
    void withAnotherSourceAPulseIsRefusedOnce() {
        var scenario = EngineScenario.of(SampleSessions.band());

        oscBeat(scenario, 1).heard("1.1 refused locked");
        oscBeat(scenario.at("1.2"), 2).heard("");
        scenario.as("udp:10.0.0.9:9");
        oscBeat(scenario, 3).heard("1.2 refused locked");
    }

    @Test
    @Tag("CLOCK-33")
    void aJumpOfTheLeadingClockIsFollowedWithoutTheBeatsBetween() {
        var scenario = EngineScenario.ledBy(ClockSource.MIDI, SampleSessions.band()).withBeats();
        midi(scenario, new ClockPulse.Start());
        ticks(scenario, 120, 24 * 5 + 1);
        midi(scenario, new ClockPulse.Stop());
        midi(scenario, new ClockPulse.Position(128)).quietly();

        midi(scenario.seconds(0.5), new ClockPulse.Continue()).seconds(0.02);
        ticks(scenario, 120, 25);
        scenario.heard("9.1 count\n9.1 runs\n9.1 clock midi running\n9.1 beat\n9.2 beat");
    }

    @Test
    @Tag("CLOCK-34")
    void barLinesOfTheLeadingClockAreFollowed() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        for (int beat = 0; beat < 10; beat++) {
            if (beat % 4 == 2) {
                osc(scenario, new ClockPulse.Bar(OptionalInt.empty()));
            }
            osc(scenario, new ClockPulse.Beat(OptionalInt.empty())).seconds(0.5);
        }

        osc(scenario, new ClockPulse.Bar(OptionalInt.empty()));
        assertEquals(0, scenario.position() % 4, 1e-2);
    }

    @Test
    @Tag("CLOCK-36")
    void aPulseHandledAfterABoundaryCountsAtItsTimeOfArrival() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeat(scenario, 1);
        scenario.seconds(0.002);
        for (int beat = 2; beat <= 40; beat++) {
            scenario.seconds(0.5);
            scenario.latePulse(0.002, ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(beat)));
        }

        assertEquals(39.004, scenario.position(), 1e-4);
        assertEquals(0, scenario.view().clock().jitterMillis(), 0.01);
    }

    @Test
    @Tag("CLOCK-28")
    void theTempoIsLockedWhileAnExternalClockOwnsIt() {
        var scenario = EngineScenario.ledBy(ClockSource.MIDI, SampleSessions.band());

        scenario.tempo(90).heard("1.1 refused locked");
        scenario.send(new Command.StepTempo(1)).heard("1.1 refused locked");
        scenario.send(new Command.Tap()).heard("1.1 refused locked");
        scenario.send(new Command.Nudge(0.5)).heard("1.1 refused locked");
    }

    @Test
    @Tag("CLOCK-29")
    void aStatedTempoIsReportedAsStated() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        osc(scenario, new ClockPulse.StatedTempo(new Tempo(93.37)));
        oscBeat(scenario, 1);

        assertEquals(93.37, scenario.view().transport().tempo().bpm(), 0.005);
    }

    @Test
    @Tag("CLOCK-32")
    void aJitteringClockMovesNeitherPositionNorTempo() {
        for (ClockSource source : List.of(ClockSource.MIDI, ClockSource.OSC)) {
            var scenario = EngineScenario.ledBy(source, SampleSessions.band());
            scenario.pulse(source, new ClockPulse.Start());
            jitteredTicks(scenario, source);
            scenario.heard("");
            assertEquals(120, scenario.view().transport().tempo().bpm(), 1);
        }
    }

    @Test
    @Tag("CLOCK-30")
    void aStopByAClientIsNotOverruledByTheNextPulse() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, SampleSessions.band());
        oscBeats(scenario, 120, 1, 5);
        scenario.halt().quietly();
        oscBeats(scenario.seconds(0.5), 120, 6, 3);
        assertTrue(!scenario.view().transport().playing());

        scenario.play();
        assertTrue(scenario.view().transport().playing());
        assertEquals(0, scenario.position() - Math.rint(scenario.position()), 1e-2);
    }

    @Test
    @Tag("CLOCK-31")
    void aScenesTempoDoesNotMoveAFollowedClock() {
        var scenario = EngineScenario.ledBy(ClockSource.OSC, TempoCommandTest.scenes());
        oscBeats(scenario, 120, 1, 5);
        scenario.scene("Fast", "instant");

        assertEquals(120, scenario.view().transport().tempo().bpm(), 0.1);
    }

    private static EngineScenario osc(EngineScenario scenario, ClockPulse clockPulse) {
        return scenario.pulse(ClockSource.OSC, clockPulse);
    }

    private static EngineScenario midi(EngineScenario scenario, ClockPulse clockPulse) {
        return scenario.pulse(ClockSource.MIDI, clockPulse);
    }

    private static EngineScenario oscBeat(EngineScenario scenario, int number) {
        return osc(scenario, new ClockPulse.Beat(OptionalInt.of(number)));
    }

    /** So many beats, the first of them now and the last of them the last thing that happens. */
    private static void oscBeats(EngineScenario scenario, double bpm, int first, int count) {
        for (int beat = 0; beat < count; beat++) {
            if (beat > 0) {
                scenario.seconds(60 / bpm);
            }
            oscBeat(scenario, first + beat);
        }
    }

    private static void ticks(EngineScenario scenario, double bpm, int count) {
        for (int tick = 0; tick < count; tick++) {
            if (tick > 0) {
                scenario.seconds(60 / bpm / 24);
            }
            midi(scenario, new ClockPulse.Tick(OptionalInt.empty()));
        }
    }

    /** Twelve bars at 120, each tick up to 5 ms early or late; the first four are not heard. */
    private static void jitteredTicks(EngineScenario scenario, ClockSource source) {
        var dice = new Random(5);
        double late = 0;
        for (int tick = 0; tick < 24 * 4 * 12; tick++) {
            double next = 0.01 * dice.nextDouble();
            scenario.seconds(0.5 / 24 - late + next);
            late = next;
            scenario.pulse(source, new ClockPulse.Tick(OptionalInt.empty()));
            if (tick < 24 * 4 * 4) {
                scenario.quietly();
            }
        }
    }

    private static String place(EngineScenario scenario) {
        return scenario.view()
                .transport()
                .meter()
                .at(scenario.view().transport().positionAt(scenario.now()))
                .toString();
    }
}
