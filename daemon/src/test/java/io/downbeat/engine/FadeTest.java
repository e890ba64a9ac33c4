package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition.Unit;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.GraphFileContents;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How numbers get to where a launch sends them, in bars and beats. */
class FadeTest {

    private static SampleSessions two() {
        return SampleSessions.piece()
                .track("Drums", "kick/decay", "kick/pitch")
                .clip("Low", 0, 40)
                .clip("High", 1, 80)
                .clip("Half", 0.5)
                .live("kick/decay", 0)
                .live("kick/pitch", 40);
    }

    private static GraphFileContents mixed() {
        return SampleSessions.piece()
                .track("Visual", "noise/mode", "noise/on", "noise/size")
                .clip("Calm", "calm", 0, 0)
                .clip("Wild", "wild", 1, 8)
                .live("noise/mode", "calm")
                .live("noise/on", 0)
                .live("noise/size", 0)
                .onOff("noise/on")
                .fade(1, Unit.BARS, Curve.LINEAR)
                .done();
    }

    @Test
    @Tag("FADE-1")
    void aFadeBeginsOnItsBoundaryAndEndsOnItsBeatExactlyOnTheClipsValues() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .at("1.3")
                .launch("Drums/High", "bar")
                .at("3.2")
                .heard(
                        """
                        1.3 Drums queues High for 2.1
                        2.1 Drums plays High
                        2.2 fade kick/decay=0.25 kick/pitch=50
                        2.3 fade kick/decay=0.5 kick/pitch=60
                        2.4 fade kick/decay=0.75 kick/pitch=70
                        3.1 fade kick/decay=1 kick/pitch=80
                        """);
    }

    @Test
    @Tag("FADE-2")
    void textsAndSwitchesChangeOnTheBoundary() {
        EngineScenario.of(mixed())
                .withValues()
                .at("1.3")
                .launch("Visual/Wild", "bar")
                .at("2.2")
                .heard(
                        """
                        1.3 Visual queues Wild for 2.1
                        2.1 Visual plays Wild
                        2.1 launch noise/mode=wild noise/on=1
                        2.2 fade noise/size=2
                        """);
    }

    @Test
    @Tag("FADE-3")
    void aFadeBeginsFromTheValuesAtTheBoundaryNotAtTheRequest() {
        EngineScenario.of(two().done())
                .withValues()
                .at("1.2")
                .fade("Drums/High", 0.5, "bar")
                .hand("kick/decay", 0.5)
                .at("2.3")
                .heard(
                        """
                        1.2 Drums queues High for 2.1
                        1.2 hand kick/decay=0.5
                        2.1 Drums plays High
                        2.2 fade kick/decay=0.75 kick/pitch=60
                        2.3 fade kick/decay=1 kick/pitch=80
                        """);
    }

    @Test
    @Tag("FADE-4")
    void anUnsetParameterChangesAtOnce() {
        EngineScenario.of(
                        SampleSessions.piece()
                                .track("Drums", "kick/decay", "kick/pitch")
                                .clip("High", 1, 80)
                                .live("kick/decay", 0)
                                .done())
                .withValues()
                .at("1.4")
                .fade("Drums/High", 2)
                .at("2.2")
                .heard(
                        """
                        1.4 Drums plays High
                        1.4 fade kick/pitch=80
                        2.1 fade kick/decay=0.125
                        2.2 fade kick/decay=0.25
                        """);
    }

    @Test
    @Tag("FADE-5")
    void aFadeFollowsTheTempoAndSecondsBecomeBeatsAtTheTempoOfItsStart() {
        var scenario = EngineScenario.of(two().fade(2, Unit.SECONDS, Curve.LINEAR).done());
        scenario.launch("Drums/High").at("1.2").tempo(60).at("2.1");

        assertEquals(1, value(scenario, "kick/decay"));
        assertEquals(0.5 + 3, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("FADE-6")
    void anotherLaunchTakesOverFromThePresentValues() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .launch("Drums/Low")
                .at("2.4")
                .heard(
                        """
                        1.1 Drums plays High
                        1.2 fade kick/decay=0.25 kick/pitch=50
                        1.3 fade kick/decay=0.5 kick/pitch=60
                        1.3 Drums plays Low
                        1.4 fade kick/decay=0.375 kick/pitch=55
                        2.1 fade kick/decay=0.25 kick/pitch=50
                        2.2 fade kick/decay=0.125 kick/pitch=45
                        2.3 fade kick/decay=0 kick/pitch=40
                        """);
    }

    @Test
    @Tag("FADE-6")
    void aCutEndsTheFadesOfTheParametersItWrites() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .quietly()
                .fade("Drums/Low", 0)
                .at("3.1")
                .heard(
                        """
                        1.3 Drums plays Low
                        1.3 launch kick/decay=0 kick/pitch=40
                        """);
    }

    @Test
    @Tag("FADE-7")
    void parametersThatTheNextClipDoesNotWriteFinishTheirFade() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .quietly()
                .launch("Drums/Half")
                .at("2.4")
                .heard(
                        """
                        1.3 Drums plays Half
                        1.4 fade kick/pitch=70
                        2.1 fade kick/pitch=80
                        2.3 fade kick/decay=0.5
                        """);
    }

    @Test
    @Tag("FADE-8")
    void aFadeThatEndsWhereTheNextBeginsHasItsFinalValuesThere() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.4")
                .quietly()
                .launch("Drums/Low", "bar")
                .at("2.2")
                .heard(
                        """
                        1.4 Drums queues Low for 2.1
                        2.1 Drums plays Low
                        2.1 fade kick/decay=1 kick/pitch=80
                        2.2 fade kick/decay=0.75 kick/pitch=70
                        """);
    }

    @Test
    @Tag("FADE-9")
    void aClientWriteEndsTheFadeOfItsParameter() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .quietly()
                .hand("kick/decay", 0.1)
                .at("3.1")
                .heard(
                        """
                        1.3 hand kick/decay=0.1
                        1.4 fade kick/pitch=70
                        2.1 fade kick/pitch=80
                        """);
    }

    @Test
    @Tag("FADE-10")
    void cuttingFadesWritesTheirFinalValues() {
        EngineScenario.of(two().fade(2, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .quietly()
                .send(new Command.CutFades())
                .at("4.1")
                .heard("1.3 fade kick/decay=1 kick/pitch=80");
    }

    @Test
    @Tag("FADE-11")
    void panicAndATrackStopKeepThePresentValues() {
        var panicked = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        panicked.launch("Drums/High").at("1.3").send(new Command.Panic()).at("3.1");
        assertEquals(0.5, value(panicked, "kick/decay"));
        assertTrue(panicked.view().track(1).dirty());

        var stopped = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        stopped.launch("Drums/High").at("1.2").stop("Drums", "1/2").at("3.1");
        assertEquals(0.5, value(stopped, "kick/decay"), 0.01);
        assertFalse(stopped.view().track(1).dirty());
    }

    @Test
    @Tag("FADE-12")
    void aFadePausesWhileTheTransportIsStopped() {
        var scenario = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        scenario.launch("Drums/High").at("1.3").halt().seconds(5);
        assertEquals(0.5, value(scenario, "kick/decay"));

        scenario.play().at("1.4");
        assertEquals(0.75, value(scenario, "kick/decay"), 0.01);
        scenario.at("2.1");
        assertEquals(1, value(scenario, "kick/decay"));
    }

    @Test
    @Tag("FADE-12")
    void aLaunchWhileStoppedStartsTheTransportAndItsFade() {
        var scenario = EngineScenario.halted(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        scenario.seconds(1.5).launch("Drums/High").at("1.3");
        assertEquals(0.5, value(scenario, "kick/decay"), 0.01);
        scenario.at("2.1");
        assertEquals(1, value(scenario, "kick/decay"));
    }

    @Test
    @Tag("FADE-13")
    void whenThePositionJumpsAFadeKeepsItsRemainingBeats() {
        var scenario = EngineScenario.of(two().fade(2, Unit.BARS, Curve.LINEAR).done());
        scenario.launch("Drums/High").at("2.3").send(new Command.Resync());
        scenario.at("1.2");
        assertEquals(7 / 8.0, value(scenario, "kick/decay"), 0.01);
        scenario.at("1.3");
        assertEquals(1, value(scenario, "kick/decay"));
        assertTrue(scenario.view().track(1).fadeTiming().isEmpty());
    }

    @Test
    @Tag("FADE-14")
    void aFadingParameterIsNotDirty() {
        var scenario = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        scenario.launch("Drums/High").at("1.3");
        assertFalse(scenario.view().track(1).dirty());

        scenario.hand("kick/decay", 0.1);
        assertTrue(scenario.view().track(1).dirty());

        scenario.hand("kick/decay", 1).at("2.1");
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("FADE-15")
    void revertWritesTheClipAtOnce() {
        EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done())
                .withValues()
                .launch("Drums/High")
                .at("1.3")
                .quietly()
                .send(new Command.RevertTrack(ObjectReference.position(1)))
                .at("3.1")
                .heard("1.3 launch kick/decay=1 kick/pitch=80");
    }

    @Test
    @Tag("FADE-16")
    void aFadeThatStartsALittleLateStillEndsOnItsBeat() {
        var scenario = EngineScenario.of(two().fade(1, Unit.BARS, Curve.LINEAR).done());
        scenario.send(new Command.SetLate(200)).at("2.1").seconds(0.1);
        scenario.launch("Drums/High", "bar").at("2.3");
        assertEquals(0.5, value(scenario, "kick/decay"), 0.01);
        scenario.at("3.1");
        assertEquals(1, value(scenario, "kick/decay"));
    }

    private static double value(EngineScenario scenario, String path) {
        return scenario.view().graph().parameters().stream()
                .filter(parameter -> parameter.path().toString().equals(path))
                .mapToDouble(parameter -> scenario.view().values().number(parameter.number()))
                .findFirst()
                .orElseThrow();
    }
}
