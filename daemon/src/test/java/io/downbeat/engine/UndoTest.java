package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.fade.Curve;
import io.downbeat.fade.Transition;
import io.downbeat.fade.TransitionChange;
import io.downbeat.graph.ParamPath;
import io.downbeat.graph.ParamValue;
import io.downbeat.graph.Range;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.FollowActionChange;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.Clip;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.model.Scene;
import io.downbeat.session.model.Session;
import io.downbeat.session.view.SessionView;
import io.downbeat.session.view.UpcomingBoundary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class UndoTest {

    private static final ObjectReference DRUMS = ObjectReference.of("Drums");
    private static final ObjectReference DROP = ObjectReference.of("Drop");
    private static final Command UNDO = new Command.Undo();
    private static final Command REDO = new Command.Redo();

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band()).withValues();

    @Test
    @Tag("UNDO-1")
    void everySettingOfATrackOrClipIsUndoneAndRedone() {
        Session loaded = scenario.view().session();
        scenario.send(safe(OnOffToggle.ON));
        scenario.send(new Command.SetClipMode(DRUMS, DROP, LaunchMode.GATE));
        scenario.send(new Command.SetClipQuantize(DRUMS, DROP, Optional.of(Quantize.BEAT)));
        scenario.send(new Command.SetClipFade(DRUMS, DROP, new TransitionChange.Length(2)));
        scenario.send(new Command.SetTrackFade(DRUMS, new TransitionChange.Length(4)));
        Session edited = scenario.view().session();

        for (int count = 0; count < 5; count++) {
            scenario.send(UNDO);
        }
        assertEquals(loaded, scenario.view().session());
        scenario.send(UNDO);
        for (int count = 0; count < 5; count++) {
            scenario.send(REDO);
        }
        assertEquals(edited, scenario.view().session());
        assertTrue(drop().mode() == LaunchMode.GATE);
        scenario.send(REDO)
                .heard(
                        """
                        1.1 undo Drums fade
                        1.1 undo Drums/Drop fade
                        1.1 undo Drums/Drop quantize beat
                        1.1 undo Drums/Drop mode gate
                        1.1 undo Drums safe on
                        1.1 refused no-such
                        1.1 redo Drums safe on
                        1.1 redo Drums/Drop mode gate
                        1.1 redo Drums/Drop quantize beat
                        1.1 redo Drums/Drop fade
                        1.1 redo Drums fade
                        1.1 refused no-such
                        """);
    }

    @Test
    @Tag("UNDO-1")
    void aRangeIsUndone() {
        var path = new ParamPath("kick", "decay");
        Range guessed = scenario.view().graph().parameter(path).orElseThrow().range();
        scenario.send(
                new Command.SetRange(
                        ObjectReference.of("kick"), ObjectReference.of("decay"), 2, 3));
        scenario.send(UNDO);

        assertEquals(guessed, scenario.view().graph().parameter(path).orElseThrow().range());
    }

    @Test
    @Tag("UNDO-4")
    void aParameterSetByHandReturnsToItsValueOrToNone() {
        scenario.hand("kick/decay", 0.3).seconds(1).hand("kick/decay", 0.6).quietly();
        int decay = 0;

        scenario.send(UNDO, UNDO, REDO);

        scenario.heard(
                """
                1.3 hand kick/decay=0.3
                1.3 undo kick/decay
                1.3 unset kick/decay
                1.3 undo kick/decay
                1.3 hand kick/decay=0.3
                1.3 redo kick/decay
                """);
        assertEquals(Optional.of(ParamValue.of(0.3)), scenario.view().values().value(decay));
        scenario.send(UNDO);
        assertFalse(scenario.view().values().isSet(decay));
    }

    @Test
    @Tag("UNDO-3")
    void theChanceOfASceneIsDraggedButItsActionsAreStepsOfTheirOwn() {
        scenario.send(sceneFollow(new FollowActionChange.Chance(0.5)));
        scenario.send(sceneFollow(new FollowActionChange.Chance(0.25)));
        scenario.send(UNDO);
        assertEquals(1, firstScene().follow().chance());

        var first = new FollowAction.Choice(FollowAction.Kind.FIRST, 0);
        var last = new FollowAction.Choice(FollowAction.Kind.LAST, 0);
        scenario.send(sceneFollow(new FollowActionChange.ActionA(first)));
        scenario.send(sceneFollow(new FollowActionChange.ActionA(last)));
        scenario.send(UNDO);
        assertEquals(first, firstScene().follow().a());
        scenario.send(sceneFollow(new FollowActionChange.Enabled(OnOffToggle.ON)));
        scenario.send(sceneFollow(new FollowActionChange.Enabled(OnOffToggle.OFF)));
        scenario.send(UNDO);
        assertTrue(firstScene().follow().on());
    }

    private static Command sceneFollow(FollowActionChange change) {
        return new Command.SetSceneFollow(ObjectReference.of("1"), change);
    }

    private Scene firstScene() {
        return scenario.view().session().scenes().getFirst();
    }

    @Test
    @Tag("UNDO-3")
    void aBundleIsOneStepAndAPatternToo() {
        scenario.send(safe(OnOffToggle.ON), write("decay", 0.3), write("pitch", 60)).quietly();
        scenario.send(
                new Command.WriteParam(
                        ObjectReference.of("kick"),
                        ObjectReference.pattern("*"),
                        ParamValue.of(0.5)));
        scenario.send(UNDO);
        scenario.heard(
                "1.1 hand kick/decay=0.5\n1.1 hand kick/pitch=0.5\n"
                        + "1.1 hand kick/decay=0.3 kick/pitch=60\n1.1 undo kick/decay and 1 more");

        scenario.send(UNDO);

        scenario.heard("1.1 unset kick/decay kick/pitch\n1.1 undo Drums safe on and 2 more");
        assertFalse(scenario.view().session().tracks().getFirst().safe());
    }

    @Test
    @Tag("UNDO-5")
    void anUndoBackToTheSavedStateClearsTheEditedFlag() {
        assertFalse(scenario.view().edited());
        scenario.send(safe(OnOffToggle.ON));
        assertTrue(scenario.view().edited());
        scenario.send(UNDO);
        assertFalse(scenario.view().edited());

        scenario.send(REDO).send(new Command.Save(Optional.empty(), false));
        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", 1));
        assertFalse(scenario.view().edited());
        scenario.send(UNDO);
        assertTrue(scenario.view().edited());
        scenario.send(REDO);
        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("UNDO-6")
    void launchesAndLaunchSettingsAreNotUndone() {
        var transition = new Transition(2, Transition.Unit.BARS, Curve.LINEAR);
        scenario.send(safe(OnOffToggle.ON));
        scenario.launch("Drums/Drop").quantize("bar");
        scenario.send(new Command.SetFade(new TransitionChange.Length(2))).quietly();

        scenario.send(UNDO).send(UNDO);

        scenario.heard("1.1 undo Drums safe on\n1.1 refused no-such");
        assertEquals(4, scenario.view().track(1).active());
        assertEquals(Quantize.BAR, scenario.view().settings().quantize());
        assertEquals(transition, scenario.view().settings().transition());
    }

    @Test
    @Tag("UNDO-6")
    void theTempoThatASceneSetsOnTheClockNodeIsNotAnEdit() {
        GraphFileContents loaded =
                SampleSessions.piece()
                        .track("Clock", "clk/bpm")
                        .clip("A", 100)
                        .scene("Fast", 140)
                        .clockNode("clk")
                        .done();
        var clock = EngineScenario.ledBy(io.downbeat.session.view.ClockSource.NODE, loaded);

        clock.scene("Fast");

        assertEquals(140, clock.view().transport().tempo().bpm());
        assertFalse(clock.view().edited());
    }

    @Test
    @Tag("UNDO-7")
    void anUndoThatTurnsAQueuedFadeIntoACutAnnouncesItAgain() {
        scenario.send(new Command.SetClipFade(DRUMS, DROP, new TransitionChange.Length(2)));
        scenario.at("1.2").launch("Drums/Drop", "bar");
        UpcomingBoundary faded = scenario.lastTurn().upcoming().getFirst();

        scenario.send(UNDO);

        UpcomingBoundary cut = scenario.lastTurn().upcoming().getFirst();
        assertTrue(faded.launches().getFirst().values().isEmpty());
        assertFalse(cut.launches().getFirst().values().isEmpty());
        assertTrue(cut.revision() != faded.revision());
    }

    @Test
    @Tag("UNDO-9")
    void theNextUndoAndRedoHaveNames() {
        assertEquals(SessionView.StepNames.NONE, scenario.view().steps());
        scenario.send(safe(OnOffToggle.ON)).hand("kick/decay", 0.3);
        assertEquals(new SessionView.StepNames("kick/decay", ""), scenario.view().steps());
        scenario.send(UNDO);
        assertEquals(
                new SessionView.StepNames("Drums safe on", "kick/decay"), scenario.view().steps());
    }

    @Test
    @Tag("REVERT-3")
    void aRevertIsAStep() {
        scenario.launch("Drums/Drop").hand("kick/decay", 0.3).quietly();

        scenario.send(new Command.RevertTrack(DRUMS)).seconds(1);
        assertEquals(new SessionView.StepNames("revert Drums", ""), scenario.view().steps());
        scenario.quietly().send(UNDO);
        scenario.heard("1.3 hand kick/decay=0.3 kick/pitch=58\n1.3 undo revert Drums");
        assertTrue(scenario.view().track(1).dirty());
        scenario.send(REDO);
        assertFalse(scenario.view().track(1).dirty());
        assertEquals(new SessionView.StepNames("revert Drums", ""), scenario.view().steps());
    }

    @Test
    @Tag("REVERT-3")
    void aRevertThatChangesNothingIsNoStep() {
        scenario.launch("Drums/Drop").send(new Command.RevertTrack(DRUMS));

        assertEquals(SessionView.StepNames.NONE, scenario.view().steps());
        assertFalse(scenario.view().edited());
    }

    private Clip drop() {
        return scenario.view().session().tracks().getFirst().clips().getLast();
    }

    private static Command safe(OnOffToggle safe) {
        return new Command.SetSafe(DRUMS, safe);
    }

    private static Command write(String param, double value) {
        return new Command.WriteParam(
                ObjectReference.of("kick"), ObjectReference.of(param), ParamValue.of(value));
    }
}
