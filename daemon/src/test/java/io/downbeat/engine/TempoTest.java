package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.Pieces;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LoadedSession;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast the count goes, and that nothing but the clock's side of it moves. */
class TempoTest {

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band());

    @Test
    @Tag("TEMPO-1")
    void aTempoIsHeardFromTheMomentItIsSetAndTheCountGoesOn() {
        rehearsal.at("1.2").tempo(60).heard("1.2 tempo 60.0").at("1.4");

        assertEquals(0.5 + 2, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-2")
    void theSameTempoAgainIsNoChange() {
        var before = rehearsal.at("1.2").view().transport();

        rehearsal.tempo(120).heard("");
        assertEquals(before, rehearsal.view().transport());
    }

    @Test
    @Tag("TEMPO-3")
    void stepsMoveTheTempoAndEndAtItsRange() {
        step(1);
        step(-2.5);
        step(500);
        step(-900);

        rehearsal.heard(
                """
                1.1 tempo 121.0
                1.1 tempo 118.5
                1.1 tempo 300.0
                1.1 tempo 20.0
                """);
        rehearsal.send(new Command.StepTempo(-1)).heard("");
    }

    @Test
    @Tag("TEMPO-4")
    void threeTapsAreATempo() {
        tap().seconds(0.6);
        tap().seconds(0.6).heard("");
        tap();

        assertEquals(100, rehearsal.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-4")
    void tapsAreEvenedOut() {
        tap().seconds(0.45);
        tap().seconds(0.55);
        tap().seconds(0.5);
        tap();

        assertEquals(120, rehearsal.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-5")
    void tapsAreForgottenAfterTwoSeconds() {
        tap().seconds(0.6);
        tap().seconds(2.000001);
        tap().seconds(0.4);
        tap().heard("");
        rehearsal.seconds(0.4);
        tap();

        assertEquals(150, rehearsal.view().transport().timeline().tempo().bpm(), 1e-9);
    }

    @Test
    @Tag("TEMPO-16")
    void twoTapsWithinThirtyMillisecondsAreOne() {
        for (int beat = 0; beat < 4; beat++) {
            tap().seconds(0.03);
            tap().seconds(0.001);
            tap().seconds(0.469);
        }

        assertEquals(120, rehearsal.view().transport().timeline().tempo().bpm(), 1e-9);
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

        double told = rehearsal.view().transport().timeline().tempo().bpm();
        assertEquals(60 / seconds, told, 1e-3 * told);
    }

    @Test
    @Tag("TEMPO-17")
    void anUnsteadyHandIsEvenedOutOverAllItsTaps() {
        double[] distances = {0.5, 0.515, 0.49, 0.505, 0.485, 0.51, 0.495};
        for (double distance : distances) {
            tap().seconds(distance);
        }
        tap();

        assertEquals(120, rehearsal.view().transport().timeline().tempo().bpm(), 0.01);
    }

    @Test
    @Tag("TEMPO-6")
    void whatWaitsKeepsItsBeatWhenTheTempoChanges() {
        rehearsal.at("1.3").launch("Drums/Drop", "bar").at("1.4").tempo(30).quietly();

        rehearsal.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(1.5 + 2, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-7")
    void aScenesTempoBeginsOnItsBoundaryBeforeItsClips() {
        var rehearsal = Rehearsal.of(scenes());

        rehearsal
                .at("1.2")
                .scene("Fast", "bar")
                .quietly()
                .at("2.3")
                .heard(
                        """
                        2.1 tempo 240.0
                        2.1 scene Fast
                        2.1 Drums plays A
                        """);
        assertEquals(2 + 0.5, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-7")
    void aSceneWithoutATempoKeepsThePresentOne() {
        Rehearsal.of(scenes())
                .tempo(99)
                .quietly()
                .scene("Same")
                .heard("1.1 scene Same\n1.1 Drums plays A");
    }

    @Test
    @Tag("TEMPO-8")
    void aLateScenesTempoBeginsWhereTheHandCame() {
        var rehearsal = Rehearsal.of(scenes()).send(new Command.SetLate(100));

        rehearsal
                .at("2.1")
                .seconds(0.05)
                .scene("Fast", "bar")
                .heard(
                        """
                        2.1+0.1 tempo 240.0
                        2.1 scene Fast
                        2.1 Drums plays A
                        """);
        rehearsal.at("2.2");
        assertEquals(2 + 0.05 + 0.9 / 4, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("TEMPO-9")
    void aTempoSetWhileTheCountStandsHoldsFromTheNextPlay() {
        var rehearsal = Rehearsal.halted(Pieces.band()).tempo(60).seconds(3).play();

        rehearsal.at("1.2");
        assertEquals(3 + 1, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("STOPPED-1")
    void aScenesTempoHoldsAlsoWhenItStartsTheCount() {
        var rehearsal = Rehearsal.halted(scenes());
        rehearsal
                .send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.NOW))
                .scene("Fast");

        rehearsal.at("1.2");
        assertEquals(0.25, rehearsal.elapsed(), 1e-5);
    }

    static LoadedSession scenes() {
        return Pieces.piece()
                .track("Drums", "a/b")
                .clip("A", 1)
                .scene("Fast", 240, "Drums/A")
                .scene("Same", "Drums/A")
                .done();
    }

    private Rehearsal tap() {
        return rehearsal.send(new Command.Tap());
    }

    private void step(double bpm) {
        rehearsal.send(new Command.StepTempo(bpm));
    }
}
