package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.TrackState;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** How a track ends: stops, releases, cancelling, panic. */
class StopAndReleaseTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("STOP-1")
    void aStopWaitsForItsBoundaryAndLeavesTheValues() {
        scenario.launch("Drums/Drop").quietly().withValues().at("1.2").stop("Drums", "bar");
        assertEquals(-1, scenario.view().track(1).queued());
        assertEquals(4, scenario.view().clip(1, 4).orElseThrow().number());
        assertTrue(scenario.view().clip(1, 4).orElseThrow().isPlaying());

        scenario.at("2.2").heard("1.2 Drums queues stop for 2.1\n2.1 Drums stops Drop");
        assertEquals(0.28, scenario.view().values().number(0));
        assertEquals(0, scenario.view().track(1).active());
    }

    @Test
    @Tag("STOP-2")
    void aStopWithNothingActiveUnqueuesAtOnce() {
        scenario.at("1.2").launch("Drums/Drop", "bar").quietly().stop("Drums", "8bar");

        scenario.heard("1.2 Drums drops Drop");
        assertEquals(TrackState.IDLE, scenario.view().track(1));
        scenario.stop("Drums").heard("");
    }

    @Test
    @Tag("STOP-3")
    void aStopReplacesWhatIsQueuedAndALaunchReplacesAStop() {
        scenario.launch("Drums/Drop").at("1.2").launch("Drums/Verse", "bar").quietly();

        scenario.stop("Drums", "bar").launch("Drums/Chorus", "bar").at("2.2");
        scenario.heard(
                """
                1.2 Drums drops Verse
                1.2 Drums queues stop for 2.1
                1.2 Drums drops stop
                1.2 Drums queues Chorus for 2.1
                2.1 Drums plays Chorus
                """);
    }

    @Test
    @Tag("STOP-4")
    void onOneBeatStopsComeBeforeLaunches() {
        scenario.launch("Synth/Drop").at("1.2").launch("Drums/Drop", "bar").stop("Synth", "bar");

        scenario.quietly().at("2.2").heard("2.1 Synth stops Drop\n2.1 Drums plays Drop");
    }

    @Test
    @Tag("MODE-1")
    void aPressOnAnActiveToggleStopsItWhateverIsQueued() {
        var scenario = EngineScenario.of(withMode(LaunchMode.TOGGLE)).launch("Drums/M").at("1.2");

        scenario.launch("Drums/Plain", "bar").quietly().launch("Drums/M", "bar");
        scenario.heard("1.2 Drums drops Plain\n1.2 Drums queues stop for 2.1");
        scenario.launch("Drums/M", "2bar").heard("1.2 Drums queues stop for 3.1");
        scenario.at("3.2").heard("3.1 Drums stops M");
    }

    @Test
    @Tag("MODE-1")
    void aPressOnAQueuedToggleSetsANewBoundary() {
        var scenario = EngineScenario.of(withMode(LaunchMode.TOGGLE)).at("1.2");

        scenario.launch("Drums/M", "2bar").quietly().launch("Drums/M", "bar").at("2.2");
        scenario.heard("1.2 Drums queues M for 2.1\n2.1 Drums plays M");
    }

    @Test
    @Tag("MODE-2")
    void aGateEndsAtTheClipsOwnQuantizationNotTheLaunchs() {
        var scenario = EngineScenario.of(withMode(LaunchMode.GATE)).quantize("bar");
        scenario.send(
                new Command.SetClipQuantize(
                        ObjectReference.of("Drums"), ObjectReference.of("M"), own("beat")));

        scenario.press("Drums/M", "instant").at("1.2").seconds(0.1).quietly().release("Drums/M");
        scenario.at("2.1").heard("1.2+0.2 Drums queues stop for 1.3\n1.3 Drums stops M");
    }

    @Test
    @Tag("MODE-2")
    void aGateLaunchedByAPlainTriggerNeverWaitsForARelease() {
        var scenario = EngineScenario.of(withMode(LaunchMode.GATE)).launch("Drums/M").quietly();

        scenario.send(new Command.ReportClientGone(client(1))).seconds(100).heard("");
        assertEquals(2, scenario.view().track(1).active());
    }

    @Test
    @Tag("MODE-3")
    void aReleaseOfAClipThatIsNeitherActiveNorQueuedDoesNothing() {
        var scenario = EngineScenario.of(withMode(LaunchMode.GATE)).press("Drums/M");

        scenario.launch("Drums/Plain").quietly().release("Drums/M").release("Drums/Plain");
        scenario.heard("");
    }

    @Test
    @Tag("MODE-4")
    void aRepeatThatIsReleasedBeforeItsBoundaryPlaysOnce() {
        var scenario = EngineScenario.of(withMode(LaunchMode.REPEAT)).at("1.2").seconds(0.1);

        scenario.press("Drums/M", "beat").release("Drums/M").at("2.1");
        scenario.heard("1.2+0.2 Drums queues M for 1.3\n1.3 Drums plays M");
    }

    @Test
    @Tag("MODE-4")
    void aReleaseEndsOnlyTheRepeatOfItsOwnClip() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("G", 1)
                        .mode(LaunchMode.GATE)
                        .clip("R", 2)
                        .mode(LaunchMode.REPEAT)
                        .done();
        var scenario = EngineScenario.of(loaded).quantize("beat").press("Drums/G").press("Drums/R");

        scenario.release("Drums/G").quietly().at("1.2").seconds(0.1);
        scenario.heard("1.2 Drums plays R\n1.2 Drums queues R for 1.3");
    }

    @Test
    @Tag("MODE-4")
    void anInstantRepeatDoesNotRepeat() {
        var scenario = EngineScenario.of(withMode(LaunchMode.REPEAT)).press("Drums/M", "instant");

        scenario.at("3.1").heard("1.1 Drums plays M");
    }

    @Test
    @Tag("GATE-1")
    void aHeldGateEndsAtItsReleaseAfterACancel() {
        var scenario = EngineScenario.of(withMode(LaunchMode.GATE)).press("Drums/M");

        scenario.send(new Command.CancelAll())
                .quietly()
                .send(new Command.ReportClientGone(client(1)));
        scenario.heard("1.1 Drums stops M");
    }

    @Test
    @Tag("CANCEL-1")
    void cancelRemovesEverythingThatIsQueued() {
        scenario.at("1.2").scene("Drop", "bar").launch("Synth/Intro", "2bar").quietly();

        scenario.send(new Command.CancelAll())
                .heard(
                        """
                        1.2 Drums drops Drop
                        1.2 Synth drops Intro
                        1.2 Visual drops Drop
                        1.2 scene Drop dropped
                        """);
        assertEquals(0, scenario.view().pending());
        scenario.at("4.1").heard("");
    }

    @Test
    @Tag("CANCEL-2")
    void cancellingAClipThatIsNotQueuedDoesNothing() {
        scenario.launch("Drums/Drop").at("1.2").launch("Drums/Verse", "bar").quietly();

        scenario.cancel("Drums/Drop").cancel("Drums/Intro").heard("");
        assertEquals(2, scenario.view().track(1).queued());
    }

    @Test
    @Tag("CANCEL-3")
    void cancellingARepeatEndsIt() {
        var scenario = EngineScenario.of(withMode(LaunchMode.REPEAT)).press("Drums/M", "beat");

        scenario.quietly().cancel("Drums/M").at("2.1").heard("1.1 Drums drops M");
    }

    @Test
    @Tag("PANIC-1")
    void panicEmptiesTheQueueAndKeepsActiveClips() {
        scenario.launch("Drums/Drop").at("1.2").scene("Verse", "bar").quietly();

        scenario.send(new Command.Panic()).quietly().at("3.1").heard("");
        assertEquals(4, scenario.view().track(1).active());
        assertTrue(scenario.view().transport().playing());
    }

    @Test
    @Tag("EMPTY-1")
    void anEmptyCellStopsItsTrackAtTheLaunchsQuantizationWhenAsked() {
        scenario.send(new Command.SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.STOP))
                .launch("Drums/Drop");

        scenario.quietly().at("1.2").launch("Drums/9", "bar").at("2.2");
        scenario.heard("1.2 Drums queues stop for 2.1\n2.1 Drums stops Drop");
    }

    @Test
    @Tag("EMPTY-2")
    void aReleaseOfAnEmptyCellIsAcceptedButPositionZeroIsRefused() {
        scenario.release("Drums/9").heard("");
        scenario.cancel("Drums/9").launch("Drums/0").launch("9/1");

        scenario.heard("1.1 refused no-such\n1.1 refused no-such\n1.1 refused no-such");
    }

    @Test
    @Tag("EDIT-1")
    void settingsOfATrackOrClipAreEditsOnlyWhenTheyChangeSomething() {
        scenario.launch("Drums/Drop").tempo(99).signature(3, 4).quantize("bar");
        scenario.send(new Command.SetSafe(ObjectReference.of("Drums"), OnOffToggle.OFF));
        scenario.send(
                new Command.SetClipQuantize(
                        ObjectReference.of("1"), ObjectReference.of("1"), Optional.empty()));
        scenario.send(
                new Command.SetClipMode(
                        ObjectReference.of("1"), ObjectReference.of("1"), LaunchMode.TRIGGER));
        assertFalse(scenario.view().edited());

        scenario.send(
                new Command.SetClipMode(
                        ObjectReference.of("1"), ObjectReference.of("1"), LaunchMode.GATE));
        assertTrue(scenario.view().edited());
    }

    private static GraphFileContents withMode(LaunchMode mode) {
        return SampleSessions.piece()
                .track("Drums", "a/b")
                .clip("Plain", 0)
                .clip("M", 1)
                .mode(mode)
                .done();
    }

    private static Optional<Quantize> own(String word) {
        return Quantize.of(word);
    }

    private static RequestSender client(int number) {
        return new RequestSender("udp:10.0.0." + number + ":9000");
    }
}
