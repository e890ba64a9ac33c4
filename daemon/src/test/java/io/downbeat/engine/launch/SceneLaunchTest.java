package io.downbeat.engine.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.engine.Rehearsal;
import io.downbeat.session.Pieces;
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

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band());

    @Test
    @Tag("SCENE-1")
    void aSceneLaunchesAllItsClipsAtTheSameInstantAndWritesThemAsOne() {
        rehearsal.withValues().at("1.3").scene("Drop", "bar");

        rehearsal
                .at("3.1")
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
    void aTrackThatASceneDoesNotNameIsLeftAsItIs() {
        rehearsal.scene("Verse").at("1.2").launch("Synth/Chorus", "bar").scene("Drop");

        assertEquals(2, rehearsal.view().track(2).active());
        assertEquals(3, rehearsal.view().track(2).queued());
    }

    @Test
    @Tag("SCENE-3")
    void aSceneTakesTheLaunchsQuantizationElseTheGlobalOneAndIgnoresItsClips() {
        var loaded =
                Pieces.piece()
                        .track("Drums", "a/b")
                        .clip("Own", 1)
                        .quantize(Quantize.BEAT)
                        .track("Synth", "c/d")
                        .clip("Toggle", 1)
                        .mode(LaunchMode.TOGGLE)
                        .scene("Both", "Drums/Own", "Synth/Toggle")
                        .done();
        var rehearsal = Rehearsal.of(loaded).quantize("bar").launch("Synth/Toggle").quietly();

        rehearsal.at("1.2").seconds(0.1).scene("Both");
        assertEquals(4, rehearsal.view().track(1).waiting().orElseThrow().due().quarters());
        rehearsal.scene("Both", "2bar");
        assertEquals(8, rehearsal.view().track(2).waiting().orElseThrow().due().quarters());

        rehearsal
                .quietly()
                .at("3.2")
                .heard("3.1 scene Both\n3.1 Drums plays Own\n3.1 Synth plays Toggle");
    }

    @Test
    @Tag("SCENE-4")
    void aSceneReplacesWhatItAssignsAndLeavesOtherTracksQueued() {
        rehearsal.at("1.2").launch("Drums/Verse", "bar").launch("Synth/Verse", "bar").quietly();

        rehearsal
                .scene("Drop", "2bar")
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
        rehearsal.at("1.2").scene("Drop", "bar");
        assertEquals(QUEUED, rehearsal.view().scenes().number(4));

        rehearsal.launch("Drums/Intro", "bar");
        assertEquals(QUEUED, rehearsal.view().scenes().number(4));
        assertEquals(4, rehearsal.view().scenes().latestQueued());

        rehearsal.quietly().launch("Visual/Intro", "bar");
        assertEquals(STORED, rehearsal.view().scenes().number(4));
        assertEquals(0, rehearsal.view().scenes().latestQueued());
        rehearsal.heard(
                """
                1.2 Visual drops Drop
                1.2 scene Drop dropped
                1.2 Visual queues Intro for 2.1
                """);

        rehearsal.at("2.2");
        assertEquals(0, rehearsal.view().scenes().last());
    }

    @Test
    @Tag("SCENE-6")
    void aQueuedSceneLaunchedAgainIsRetimedAndNotDropped() {
        rehearsal.at("1.2").scene("Drop", "4bar").quietly().scene("Drop", "bar");

        rehearsal
                .at("2.2")
                .heard(
                        """
                        1.2 scene Drop queued for 2.1
                        1.2 Drums queues Drop for 2.1
                        1.2 Visual queues Drop for 2.1
                        2.1 scene Drop
                        2.1 Drums plays Drop
                        2.1 Visual plays Drop
                        """);
        rehearsal.at("6.1").heard("");
    }

    @Test
    @Tag("SCENE-7")
    void theSceneQueuedLatestIsTheOneThatIsTold() {
        rehearsal.at("1.2").scene("Verse", "2bar").scene("Drop", "bar");

        assertEquals(4, rehearsal.view().scenes().latestQueued());
        assertEquals(QUEUED, rehearsal.view().scenes().number(2));
        rehearsal.at("2.2");
        assertEquals(2, rehearsal.view().scenes().latestQueued());
        assertEquals(ACTIVE, rehearsal.view().scenes().number(4));
    }

    @Test
    @Tag("SCENE-8")
    void aSceneIsActiveWhileAllThatItPerformedIsAndLastUntilTheNext() {
        rehearsal.scene("Drop");
        assertEquals(ACTIVE, rehearsal.view().scenes().number(4));

        rehearsal.launch("Synth/Intro");
        assertEquals(4, rehearsal.view().scenes().active());

        rehearsal.stop("Visual");
        assertEquals(0, rehearsal.view().scenes().active());
        assertEquals(4, rehearsal.view().scenes().last());
        assertEquals(STORED, rehearsal.view().scenes().number(4));
    }

    @Test
    @Tag("SCENE-8")
    void aLaunchTakenFromASceneBeforeItsBoundaryDoesNotCountAgainstIt() {
        rehearsal.at("1.2").scene("Drop", "bar").launch("Drums/Intro", "bar").at("2.2");

        assertEquals(4, rehearsal.view().scenes().active());
        assertEquals(1, rehearsal.view().track(1).active());
    }

    @Test
    @Tag("SAFE-1")
    void aSafeTrackIsLeftAloneByScenes() {
        rehearsal
                .send(new Command.SetSafe(ObjectReference.of("Drums"), OnOffToggle.ON))
                .scene("Drop");

        rehearsal.heard("1.1 scene Drop\n1.1 Visual plays Drop");
    }

    @Test
    @Tag("SCENE-9")
    void aSceneThatLaunchesNothingIsNeverQueuedOrActiveButCountsAsTheLast() {
        rehearsal
                .send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .at("1.2")
                .scene("Drop", "bar");
        assertEquals(0, rehearsal.view().scenes().latestQueued());

        rehearsal.at("2.2").heard("2.1 scene Drop");
        assertEquals(4, rehearsal.view().scenes().last());
        assertEquals(0, rehearsal.view().scenes().active());
    }

    @Test
    @Tag("SCENE-9")
    void aSceneThatLaunchesNothingIsForgottenWithTheQueue() {
        rehearsal
                .send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .at("1.2")
                .scene("Drop", "bar");

        rehearsal.send(new Command.CancelAll()).at("3.1").heard("");
    }

    @Test
    @Tag("SCENE-10")
    void nextAndPreviousGoAroundTheEndsFromTheLastLaunched() {
        rehearsal
                .send(new Command.LaunchSceneBy(Command.Step.PREVIOUS, Optional.empty()))
                .quietly();
        assertEquals(4, rehearsal.view().scenes().last());

        by(Command.Step.NEXT, 1);
        by(Command.Step.PREVIOUS, 4);
        by(Command.Step.ANY, 3);
        rehearsal.send(new Command.CancelAll()).at("1.2").scene("Verse", "bar");
        by(Command.Step.NEXT, 4);
    }

    @Test
    @Tag("STOPPED-1")
    void aSceneLaunchedWhileTheCountStandsFiresAtOnceAndStartsIt() {
        Rehearsal.halted(Pieces.band())
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
        var rehearsal = Rehearsal.of(Pieces.band()).at("1.2").seconds(0.1).halt();
        rehearsal
                .send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT))
                .scene("Drop", "4bar")
                .signature(7, 8)
                .quietly()
                .play();

        assertEquals(QUEUED, rehearsal.view().scenes().number(4));
        rehearsal
                .seconds(0.45)
                .heard(
                        """
                        1.3+0.2 runs
                        1.5 scene Drop
                        1.5 Drums plays Drop
                        1.5 Visual plays Drop
                        """);
    }

    private void by(Command.Step step, int scene) {
        rehearsal.send(new Command.LaunchSceneBy(step, Optional.empty()));
        assertEquals(scene, rehearsal.view().scenes().last());
    }
}
