package io.downbeat.engine.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Scenes: many clips at one instant, and what counts as queued, active and last. */
class SceneLaunchTest {

    private static final int STORED = 1;
    private static final int QUEUED = 2;
    private static final int ACTIVE = 3;

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("SCENE-1")
    void aSceneLaunchesAllItsClipsAtTheSameInstantAndWritesThemAsOne() {
        scenario.withValues().at("1.3").scene("Drop", "bar");

        scenario.at("3.1")
                .heard(
                        """
                        1.3 scene Drop queued for 2.1
                        1.3 Drums queues Drop for 2.1
                        1.3 Visual queues Drop for 2.1
                        2.1 scene Drop
                        2.1 Drums plays Drop
                        2.1 Visual plays Drop
                        2.1 launch kick/decay=0.28 kick/pitch=58 bloom/intensity=1.8 noise/mode=wild
                        """);
    }

    @Test
    @Tag("SCENE-2")
    void aSceneDoesNotChangeTracksThatItDoesNotName() {
        scenario.scene("Verse").at("1.2").launch("Synth/Chorus", "bar").scene("Drop");

        assertEquals(2, scenario.view().track(2).active());
        assertEquals(3, scenario.view().track(2).queued());
    }

    @Test
    @Tag("SCENE-3")
    void aSceneUsesTheLaunchsQuantizationElseTheGlobalOneNotItsClips() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("Own", 1)
                        .quantize(Quantize.BEAT)
                        .track("Synth", "c/d")
                        .clip("Toggle", 1)
                        .mode(LaunchMode.TOGGLE)
                        .scene("Both", "Drums/Own", "Synth/Toggle")
                        .done();
        var scenario = EngineScenario.of(loaded).quantize("bar").launch("Synth/Toggle").quietly();

        scenario.at("1.2").seconds(0.1).scene("Both");
        assertEquals(4, scenario.view().track(1).queuedClip().orElseThrow().due().quarters());
        scenario.scene("Both", "2bar");
        assertEquals(8, scenario.view().track(2).queuedClip().orElseThrow().due().quarters());

        scenario.quietly()
                .at("3.2")
                .heard("3.1 scene Both\n3.1 Drums plays Own\n3.1 Synth plays Toggle");
    }

    @Test
    @Tag("SCENE-4")
    void aSceneReplacesWhatItAssignsAndLeavesOtherTracksQueued() {
        scenario.at("1.2").launch("Drums/Verse", "bar").launch("Synth/Verse", "bar").quietly();

        scenario.scene("Drop", "2bar")
                .at("3.2")
                .heard(
                        """
                        1.2 Drums drops Verse
                        1.2 scene Drop queued for 3.1
                        1.2 Drums queues Drop for 3.1
                        1.2 Visual queues Drop for 3.1
                        2.1 Synth plays Verse
                        3.1 scene Drop
                        3.1 Drums plays Drop
                        3.1 Visual plays Drop
                        """);
    }

    @Test
    @Tag("SCENE-5")
    void aSceneIsQueuedWhileAnyLaunchItMadeStillWaits() {
        scenario.at("1.2").scene("Drop", "bar");
        assertEquals(QUEUED, scenario.view().scenes().number(4));

        scenario.launch("Drums/Intro", "bar");
        assertEquals(QUEUED, scenario.view().scenes().number(4));
        assertEquals(4, scenario.view().scenes().latestQueued());

        scenario.quietly().launch("Visual/Intro", "bar");
        assertEquals(STORED, scenario.view().scenes().number(4));
        assertEquals(0, scenario.view().scenes().latestQueued());
        scenario.heard(
                """
                1.2 Visual drops Drop
                1.2 scene Drop dropped
                1.2 Visual queues Intro for 2.1
                """);

        scenario.at("2.2");
        assertEquals(0, scenario.view().scenes().last());
    }

    @Test
    @Tag("SCENE-6")
    void aQueuedSceneLaunchedAgainGetsANewBoundary() {
        scenario.at("1.2").scene("Drop", "4bar").quietly().scene("Drop", "bar");

        scenario.at("2.2")
                .heard(
                        """
                        1.2 scene Drop queued for 2.1
                        1.2 Drums queues Drop for 2.1
                        1.2 Visual queues Drop for 2.1
                        2.1 scene Drop
                        2.1 Drums plays Drop
                        2.1 Visual plays Drop
                        """);
        scenario.at("6.1").heard("");
    }

    @Test
    @Tag("SCENE-7")
    void theLatestQueuedSceneIsReported() {
        scenario.at("1.2").scene("Verse", "2bar").scene("Drop", "bar");

        assertEquals(4, scenario.view().scenes().latestQueued());
        assertEquals(QUEUED, scenario.view().scenes().number(2));
        scenario.at("2.2");
        assertEquals(2, scenario.view().scenes().latestQueued());
        assertEquals(ACTIVE, scenario.view().scenes().number(4));
    }

    @Test
    @Tag("SCENE-8")
    void aSceneIsActiveWhileAllItsClipsAreAndStaysTheLastSceneUntilTheNext() {
        scenario.scene("Drop");
        assertEquals(ACTIVE, scenario.view().scenes().number(4));

        scenario.launch("Synth/Intro");
        assertEquals(4, scenario.view().scenes().active());

        scenario.stop("Visual");
        assertEquals(0, scenario.view().scenes().active());
        assertEquals(4, scenario.view().scenes().last());
        assertEquals(STORED, scenario.view().scenes().number(4));
    }

    @Test
    @Tag("SCENE-8")
    void aSceneIsActiveWithoutALaunchThatWasReplacedBeforeItsBoundary() {
        scenario.at("1.2").scene("Drop", "bar").launch("Drums/Intro", "bar").at("2.2");

        assertEquals(4, scenario.view().scenes().active());
        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("SAFE-1")
    void scenesDoNotChangeASafeTrack() {
        scenario.send(new Command.SetSafe(ObjectReference.of("Drums"), OnOffToggle.ON))
                .scene("Drop");

        scenario.heard("1.1 scene Drop\n1.1 Visual plays Drop");
    }

    @Test
    @Tag("SCENE-9")
    void aSceneThatLaunchesNothingIsNeverQueuedOrActiveButCountsAsTheLast() {
        scenario.send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .at("1.2")
                .scene("Drop", "bar");
        assertEquals(0, scenario.view().scenes().latestQueued());

        scenario.at("2.2").heard("2.1 scene Drop");
        assertEquals(4, scenario.view().scenes().last());
        assertEquals(0, scenario.view().scenes().active());
    }

    @Test
    @Tag("SCENE-9")
    void clearingTheQueueRemovesASceneThatLaunchesNothing() {
        scenario.send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .at("1.2")
                .scene("Drop", "bar");

        scenario.send(new Command.CancelAll()).at("3.1").heard("");
    }

    @Test
    @Tag("SCENE-10")
    void nextAndPreviousCountFromTheLastLaunchedSceneAndWrapAround() {
        scenario.send(
                        new Command.LaunchSceneRelative(
                                Command.RelativeStep.PREVIOUS, Optional.empty()))
                .quietly();
        assertEquals(4, scenario.view().scenes().last());

        by(Command.RelativeStep.NEXT, 1);
        by(Command.RelativeStep.PREVIOUS, 4);
        by(Command.RelativeStep.ANY, 3);
        scenario.send(new Command.CancelAll()).at("1.2").scene("Verse", "bar");
        by(Command.RelativeStep.NEXT, 4);
    }

    @Test
    @Tag("STOPPED-1")
    void aSceneLaunchedWhileStoppedIsPerformedAtOnceAndStartsTheTransport() {
        EngineScenario.halted(SampleSessions.band())
                .scene("Drop", "4bar")
                .heard(
                        """
                        1.1 scene Drop
                        1.1 Drums plays Drop
                        1.1 Visual plays Drop
                        1.1 runs
                        """);
    }

    @Test
    @Tag("STOPPED-3")
    void aSceneThatWaitsForTheFirstBeatIsRetimedWithItsClips() {
        var scenario = EngineScenario.of(SampleSessions.band()).at("1.2").seconds(0.1).halt();
        scenario.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT))
                .scene("Drop", "4bar")
                .signature(7, 8)
                .quietly()
                .play();

        assertEquals(QUEUED, scenario.view().scenes().number(4));
        scenario.seconds(0.45)
                .heard(
                        """
                        1.3+0.2 runs
                        1.5 scene Drop
                        1.5 Drums plays Drop
                        1.5 Visual plays Drop
                        """);
    }

    private void by(Command.RelativeStep relativeStep, int scene) {
        scenario.send(new Command.LaunchSceneRelative(relativeStep, Optional.empty()));
        assertEquals(scene, scenario.view().scenes().last());
    }
}
