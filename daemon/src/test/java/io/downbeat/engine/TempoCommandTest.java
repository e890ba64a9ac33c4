package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast the count goes, and that nothing but the clock's side of it moves. */
class TempoCommandTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("TEMPO-1")
    void aTempoChangeTakesEffectAtOnceAndThePositionContinues() {
        scenario.at("1.2").tempo(60).heard("1.2 tempo 60.0").at("1.4");

        assertEquals(0.5 + 2, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-2")
    void theSameTempoAgainIsNoChange() {
        var before = scenario.at("1.2").view().transport();

        scenario.tempo(120).heard("");
        assertEquals(before, scenario.view().transport());
    }

    @Test
    @Tag("TEMPO-3")
    void stepsChangeTheTempoWithinItsRange() {
        step(1);
        step(-2.5);
        step(500);
        step(-900);

        scenario.heard(
                """
                1.1 tempo 121.0
                1.1 tempo 118.5
                1.1 tempo 300.0
                1.1 tempo 20.0
                """);
        scenario.send(new Command.StepTempo(-1)).heard("");
    }

    @Test
    @Tag("TEMPO-4")
    void threeTapsSetTheTempo() {
        tap().seconds(0.6);
        tap().seconds(0.6).heard("");
        tap();

        assertEquals(100, scenario.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-4")
    void tapsAreAveraged() {
        tap().seconds(0.45);
        tap().seconds(0.55);
        tap().seconds(0.5);
        tap();

        assertEquals(120, scenario.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-5")
    void tapsAreForgottenAfterTwoSeconds() {
        tap().seconds(0.6);
        tap().seconds(2.000001);
        tap().seconds(0.4);
        tap().heard("");
        scenario.seconds(0.4);
        tap();

        assertEquals(150, scenario.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-16")
    void twoTapsWithinThirtyMillisecondsAreOne() {
        for (int beat = 0; beat < 4; beat++) {
            tap().seconds(0.03);
            tap().seconds(0.001);
            tap().seconds(0.469);
        }

        assertEquals(120, scenario.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.3, 0.45, 0.47, 0.53, 0.6, 0.75, 1.2})
    @Tag("TEMPO-17")
    void threeTapsThatAgreeWinOverOlderOnes(double seconds) {
        for (int beat = 0; beat < 6; beat++) {
            tap().seconds(0.5);
        }
        tap().seconds(seconds);
        tap().seconds(seconds);
        tap();

        double told = scenario.view().transport().timeline().tempo().bpm();
        assertEquals(60 / seconds, told, 1e-3 * told);
    }

    @Test
    @Tag("TEMPO-17")
    void unsteadyTapsAreAveraged() {
        double[] distances = {0.5, 0.515, 0.49, 0.505, 0.485, 0.51, 0.495};
        for (double distance : distances) {
            tap().seconds(distance);
        }
        tap();

        assertEquals(120, scenario.view().transport().timeline().tempo().bpm(), 0.01);
    }

    @Test
    @Tag("TEMPO-6")
    void queuedLaunchesKeepTheirBeatsWhenTheTempoChanges() {
        scenario.at("1.3").launch("Drums/Drop", "bar").at("1.4").tempo(30).quietly();

        scenario.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(1.5 + 2, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-7")
    void aScenesTempoBeginsOnItsBoundaryBeforeItsClips() {
        var scenario = EngineScenario.of(scenes());

        scenario.at("1.2")
                .scene("Fast", "bar")
                .quietly()
                .at("2.3")
                .heard(
                        """
                        2.1 tempo 240.0
                        2.1 scene Fast
                        2.1 Drums plays A
                        """);
        assertEquals(2 + 0.5, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-7")
    void aSceneWithoutATempoKeepsThePresentOne() {
        EngineScenario.of(scenes())
                .tempo(99)
                .quietly()
                .scene("Same")
                .heard("1.1 scene Same\n1.1 Drums plays A");
    }

    @Test
    @Tag("TEMPO-8")
    void aLateScenesTempoBeginsAtItsLaunchTime() {
        var scenario = EngineScenario.of(scenes()).send(new Command.SetLate(100));

        scenario.at("2.1")
                .seconds(0.05)
                .scene("Fast", "bar")
                .heard(
                        """
                        2.1+0.1 tempo 240.0
                        2.1 scene Fast
                        2.1 Drums plays A
                        """);
        scenario.at("2.2");
        assertEquals(2 + 0.05 + 0.9 / 4, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-9")
    void aTempoSetWhileStoppedAppliesFromTheNextPlay() {
        var scenario = EngineScenario.halted(SampleSessions.band()).tempo(60).seconds(3).play();

        scenario.at("1.2");
        assertEquals(3 + 1, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("STOPPED-1")
    void aScenesTempoAppliesAlsoIfTheSceneStartsTheTransport() {
        var scenario = EngineScenario.halted(scenes());
        scenario.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.NOW))
                .scene("Fast");

        scenario.at("1.2");
        assertEquals(0.25, scenario.elapsed(), 1e-5);
    }

    static GraphFileContents scenes() {
        return SampleSessions.piece()
                .track("Drums", "a/b")
                .clip("A", 1)
                .scene("Fast", 240, "Drums/A")
                .scene("Same", "Drums/A")
                .done();
    }

    private EngineScenario tap() {
        return scenario.send(new Command.Tap());
    }

    private void step(double bpm) {
        scenario.send(new Command.StepTempo(bpm));
    }
}
