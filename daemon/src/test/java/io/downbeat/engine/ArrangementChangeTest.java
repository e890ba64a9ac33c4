package io.downbeat.engine;

import static io.downbeat.engine.ArrangementSteps.arrangement;
import static io.downbeat.engine.ArrangementSteps.events;
import static io.downbeat.engine.ArrangementSteps.mode;
import static io.downbeat.engine.ArrangementSteps.play;
import static io.downbeat.engine.ArrangementSteps.position;
import static io.downbeat.engine.ArrangementSteps.record;
import static io.downbeat.engine.ArrangementSteps.recorded;
import static io.downbeat.engine.ArrangementSteps.seek;
import static io.downbeat.engine.ArrangementSteps.status;
import static io.downbeat.engine.ArrangementSteps.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.RecordMode;
import io.downbeat.session.view.ClockSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What changes while the arrangement plays: the arrangement itself, its loop, what is queued. */
class ArrangementChangeTest {

    private static EngineScenario loop(EngineScenario scenario, double from, double to) {
        return scenario.send(
                new Command.SetLoopRange(from, to), new Command.SetArrangementLoop(OnOffToggle.ON));
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void aChangeWhileItPlaysDoesNotPlayThePastAgain() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(play(scenario), true).withValues().at("16.2").hand("gain/level", 0.3);
        scenario.at("16.3").tempo(140).at("17.1").tempo(120).at("17.3");
        scenario.send(new Command.ReturnToArrangement()).at("18.2").quietly();

        record(scenario, false).at("18.3").heard("");
        scenario.send(new Command.Undo(), new Command.Redo()).at("18.4");

        scenario.heard("18.3 undo record arrangement\n18.3 redo record arrangement");
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void aPunchOutKeepsWhatIsQueuedForItsBeat() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(play(scenario.send(new Command.SetPunch(4, 8))), true);
        scenario.at("16.2").hand("noise/mode", "odd").quietly().at("17.2");

        scenario.heard("16.4 Drums queues Verse for 17.1\n17.1 Drums plays Verse");
        assertEquals(2, arrangement(scenario).moves());
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void theLoopEndOfAnOverdubKeepsWhatIsQueuedForItsBeat() {
        var scenario = loop(mode(recorded().at("15.1"), RecordMode.OVERDUB), 0, 7);
        record(play(scenario), true).at("16.2").hand("noise/mode", "odd").quietly().at("17.1");

        scenario.heard(
                """
                16.3 scene Intro queued for 16.4
                16.3 Drums queues Intro for 16.4
                16.3 Synth queues Intro for 16.4
                16.3 Visual queues Intro for 16.4
                16.4 Drums stops Intro
                16.4 Synth stops Intro
                16.4 Visual stops Intro
                16.4 scene Intro
                16.4 Drums plays Intro
                16.4 Synth plays Intro
                16.4 Visual plays Intro\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void aLoopBehindThePositionIsNotPlayed() {
        var scenario = play(recorded().at("15.1")).at("20.1").quietly();

        loop(scenario, 4, 8).at("21.1").heard("");

        assertEquals(24, position(scenario));
        scenario.at("23.1");
        assertFalse(status(scenario).playing());
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void aLoopAroundThePositionIsPlayed() {
        var scenario = play(recorded().at("15.1")).at("16.2").quietly();

        loop(scenario, 4, 8).at("17.2");

        assertEquals(5, position(scenario));
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void cancelForgetsAPlayThatWaits() {
        var scenario = play(recorded().at("14.2"), "bar").at("14.4");

        scenario.send(new Command.CancelAll()).quietly().at("16.1").heard("");

        assertFalse(status(scenario).playing());
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void aSecondStopForgetsAPlayThatWaits() {
        var scenario = play(recorded().at("14.2"), "bar").at("14.4");

        scenario.halt().halt().play().quietly().at("4.1").heard("");

        assertFalse(status(scenario).playing());
    }

    @Test
    @Tag("ARRANGEMENT-22")
    void aSecondStopLeavesWhatThePlayingArrangementHasQueued() {
        var scenario = play(recorded().at("15.1")).at("16.4");

        scenario.halt().halt().play().quietly().at("1.3");

        scenario.heard("1.2 Drums plays Verse");
        assertTrue(status(scenario).playing());
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void aParameterThatIsReturnedInTheMiddleOfAFadeGoesOnFading() {
        var scenario = play(recorded().at("15.1")).at("20.3").hand("kick/decay", 0.9);

        scenario.at("21.1").send(new Command.ReturnToArrangement());

        assertEquals((0.4 + 0.28) / 2, value(scenario, "kick/decay"), 1e-6);
        scenario.at("22.2");
        assertEquals(0.28, value(scenario, "kick/decay"));
    }

    @Test
    @Tag("ARRANGEMENT-7")
    void aSeekAfterAStopRestoresWhatHandsHadTakenOver() {
        var scenario = play(recorded().at("15.1")).at("15.3").launch("1/3", "instant");
        scenario.hand("gain/level", 0.33).at("16.1");

        seek(scenario.send(new Command.StopArrangement()), 9);

        assertEquals(2, scenario.view().track(1).active());
        assertEquals(0.7, value(scenario, "gain/level"));
    }

    @Test
    @Tag("ARRANGEMENT-13")
    void whatAHandHasQueuedForTheLoopsBeginningIsHeardAndRecorded() {
        var scenario = loop(mode(recorded().at("15.1"), RecordMode.OVERDUB), 0, 8);
        record(play(scenario), true).at("16.3").launch("1/3", "bar").quietly().at("18.1");

        scenario.heard(
                """
                16.4 scene Intro queued for 17.1
                16.4 Synth queues Intro for 17.1
                16.4 Visual queues Intro for 17.1
                17.1 Synth stops Intro
                17.1 Visual stops Intro
                17.1 scene Intro
                17.1 Drums plays Chorus
                17.1 Synth plays Intro
                17.1 Visual plays Intro\
                """);
        record(scenario.at("19.2"), false);
        assertEquals(3, scenario.view().track(1).active());
        assertFalse(events(scenario).contains("0.0 tr_drums/c_tr_drums_1 by scene"));
        assertTrue(events(scenario).contains("0.0 tr_drums/c_tr_drums_3"));
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void playInATakeThatReplacesIsHeardWhenTheTakeHasEnded() {
        var scenario = mode(recorded().at("15.1"), RecordMode.REPLACE);
        record(scenario, true).at("15.3").launch("3/2", "instant").quietly().at("16.1");

        play(scenario, "instant").at("17.2").heard("");
        assertTrue(status(scenario).playing());
        assertEquals(2, scenario.view().track(3).active());
        record(scenario.at("17.3"), false).quietly().at("20.2");

        scenario.heard(
                """
                17.4 Synth queues stop for 18.1
                18.1 Synth stops Intro
                19.4 Drums queues Drop for 20.1
                20.1 Drums plays Drop\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-16")
    void aSeekRestoresTheTempoOfAClockNodeAsTempo() {
        var session =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .track("Time", "clk/bpm")
                        .live("clk/bpm", 120)
                        .clockNode("clk")
                        .done();
        var scenario = record(EngineScenario.ledBy(ClockSource.NODE, session), true);
        scenario.at("1.3").tempo(150).at("3.1");
        record(scenario, false);

        seek(scenario, 1);
        assertEquals(120, scenario.view().transport().tempo().bpm());
        seek(scenario, 3);
        assertEquals(150, scenario.view().transport().tempo().bpm());
        assertEquals(150, value(scenario, "clk/bpm"));
    }

    @Test
    @Tag("ARRANGEMENT-8")
    void aSceneOfTheArrangementLeavesTheSameSceneThatAHandHasQueued() {
        var scenario = loop(recorded().at("15.1"), 0, 7);
        play(scenario).at("15.3").scene("1", "4bar").at("15.4");
        scenario.send(new Command.ReturnTrackToArrangement(ObjectReference.of("1")));

        scenario.quietly().at("17.2");

        scenario.heard(
                """
                16.3 scene Intro queued for 16.4
                16.3 Drums queues Intro for 16.4
                16.4 Drums stops Intro
                16.4 scene Intro
                16.4 Drums plays Intro
                17.1 scene Intro
                17.1 Synth plays Intro
                17.1 Visual plays Intro\
                """);
    }

    @Test
    @Tag("ARRANGEMENT-14")
    void aNewTakeForgetsAPlayThatWaits() {
        var scenario = mode(recorded().at("15.1"), RecordMode.OVERDUB);
        record(scenario.send(new Command.SetPunch(4, 12)), true).at("15.2");
        mode(play(scenario, "4bar"), RecordMode.NEW).quietly().at("17.2").heard("");

        assertFalse(status(scenario).playing());
    }
}
