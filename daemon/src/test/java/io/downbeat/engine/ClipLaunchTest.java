package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One clip on one track: when it plays, and what it writes then. */
class ClipLaunchTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("LAUNCH-1")
    void aClipLaunchedInsideABarPlaysFromTheNextDownbeat() {
        scenario.withValues().at("1.3").launch("Drums/Drop", "bar");

        scenario.at("3.1")
                .heard(
                        """
                        1.3 Drums queues Drop for 2.1
                        2.1 Drums plays Drop
                        2.1 launch kick/decay=0.28 kick/pitch=58
                        """);
    }

    @Test
    @Tag("LAUNCH-2")
    void aClipLaunchedExactlyOnTheDownbeatPlaysThere() {
        scenario.at("2.1").launch("Drums/Drop", "bar").heard("2.1 Drums plays Drop");
    }

    @Test
    @Tag("LAUNCH-3")
    void anInstantLaunchPlaysAtOnce() {
        scenario.at("1.2").seconds(0.1).launch("Synth/Verse").heard("1.2+0.2 Synth plays Verse");
    }

    @Test
    @Tag("LAUNCH-4")
    void aSecondLaunchOnTheSameTrackReplacesTheFirst() {
        scenario.at("1.2").launch("Drums/Verse", "bar");
        scenario.at("1.3").launch("Drums/Drop", "bar");

        scenario.at("2.2")
                .heard(
                        """
                        1.2 Drums queues Verse for 2.1
                        1.3 Drums drops Verse
                        1.3 Drums queues Drop for 2.1
                        2.1 Drums plays Drop
                        """);
    }

    @Test
    @Tag("LAUNCH-5")
    void launchingAQueuedClipAgainSetsANewBoundary() {
        scenario.at("1.2").launch("Drums/Drop", "4bar").launch("Drums/Drop", "bar");

        scenario.at("2.2")
                .heard(
                        """
                        1.2 Drums queues Drop for 5.1
                        1.2 Drums queues Drop for 2.1
                        2.1 Drums plays Drop
                        """);
    }

    @Test
    @Tag("LAUNCH-6")
    void aCancelledLaunchWritesNothing() {
        scenario.at("1.2").launch("Drums/Drop", "bar").at("1.4").cancel("Drums/Drop").quietly();

        scenario.at("3.1").heard("");
        assertEquals(0, scenario.view().track(1).active());
    }

    @Test
    @Tag("LAUNCH-7")
    void aCancelJustAfterTheBarLineHasNoEffect() {
        scenario.at("1.3").launch("Drums/Drop", "bar").quietly();
        scenario.at("2.1").seconds(0.0002).cancel("Drums/Drop").heard("2.1 Drums plays Drop");
    }

    @Test
    @Tag("LAUNCH-8")
    void anActiveClipLaunchedAgainIsQueuedAndStaysActive() {
        scenario.launch("Drums/Drop").at("1.2").launch("Drums/Drop", "bar");

        var state = scenario.view().clip(1, 4).orElseThrow();
        assertEquals(2, state.number());
        assertEquals(true, state.isPlaying());
    }

    @Test
    @Tag("LAUNCH-9")
    void theLaunchsQuantizationWinsOverTheClipsAndTheClipsOverTheGlobalOne() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("Own", 1)
                        .quantize(Quantize.BEAT)
                        .clip("Plain", 2)
                        .done();
        var scenario = EngineScenario.of(loaded).quantize("bar").at("1.1").seconds(0.1);

        scenario.launch("Drums/Own", "2bar").launch("Drums/Own").launch("Drums/Plain").quietly();
        scenario.at("1.2").seconds(0.1);

        scenario.launch("Drums/Own", "1/2")
                .launch("Drums/Own")
                .launch("Drums/Plain")
                .heard(
                        """
                        1.2+0.2 Drums drops Plain
                        1.2+0.2 Drums queues Own for 1.3
                        1.2+0.2 Drums queues Own for 1.3
                        1.2+0.2 Drums drops Own
                        1.2+0.2 Drums queues Plain for 2.1
                        """);
    }

    @Test
    @Tag("TEMPO-6")
    void aTempoChangeMovesTheTimeOfALaunchButNotItsBeat() {
        scenario.at("1.3").launch("Drums/Drop", "bar").at("1.4").tempo(60).quietly();

        scenario.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(2.5, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("METER-3")
    void aSignatureChangeMovesQueuedLaunchesToTheFirstBarLineOfTheNewSignature() {
        scenario.at("1.2").launch("Drums/Drop", "bar").signature(3, 4);

        scenario.at("3.1")
                .heard(
                        """
                        1.2 Drums queues Drop for 2.1
                        1.2 signature 3/4
                        1.2 Drums waits for 2.1
                        2.1 Drums plays Drop
                        """);
        assertEquals(3.0, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("METER-2")
    void theBarOfSixEighthsIsThreeQuartersLong() {
        scenario.signature(6, 8).at("1.2").launch("Drums/Drop", "bar").quietly();

        scenario.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(1.5, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("LAUNCH-10")
    void changingTheGlobalQuantizationDoesNotMoveQueuedLaunches() {
        scenario.quantize("4bar").at("1.2").launch("Drums/Drop").quantize("beat").quietly();

        scenario.at("6.1").heard("5.1 Drums plays Drop");
    }

    @Test
    @Tag("TRANSPORT-5")
    void aRestartIsAPointOfEveryGrid() {
        scenario.at("2.2").launch("Drums/Drop", "4bar").send(new Command.Restart());

        scenario.heard(
                """
                2.2 Drums queues Drop for 5.1
                1.1 count
                1.1 Drums waits for 1.1
                1.1 Drums plays Drop
                """);
    }

    @Test
    @Tag("EMPTY-1")
    void anEmptyCellIsRefusedUnlessItIsSetToStopTheTrack() {
        scenario.launch("Drums/Drop").quietly().launch("Drums/9").heard("1.1 refused no-such");

        scenario.send(new Command.SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.STOP))
                .launch("Drums/9");
        scenario.heard("1.1 Drums stops Drop");
    }

    @Test
    @Tag("LATE-1")
    void aLaunchInTheLateWindowIsPerformedOnTheLastBoundary() {
        scenario.send(new Command.SetLate(100)).at("2.1").seconds(0.08).launch("Drums/Drop", "bar");
        scenario.heard("2.1 Drums plays Drop");

        scenario.seconds(0.04)
                .launch("Drums/Verse", "bar")
                .heard("2.1+0.24 Drums queues Verse for 3.1");
    }

    @Test
    @Tag("LAUNCH-11")
    void lockedAndForeignParametersAreSkippedWithAReason() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "kick/decay", "kick/pitch")
                        .clip("Drop", 1, 2)
                        .lock("kick/pitch")
                        .done();

        var view =
                EngineScenario.of(loaded)
                        .withValues()
                        .launch("Drums/Drop")
                        .heard(
                                """
                                1.1 Drums plays Drop
                                1.1 launch kick/decay=1
                                """)
                        .view();
        assertEquals("[kick/pitch locked]", view.skipped().values().iterator().next().toString());
    }

    @Test
    @Tag("LAUNCH-12")
    void launchesOnOneBeatAreWrittenTogetherInTheirOrder() {
        scenario.withValues()
                .at("1.3")
                .launch("Synth/Drop", "bar")
                .launch("Drums/Drop", "bar")
                .quietly();

        scenario.at("2.2")
                .heard(
                        """
                        2.1 Synth plays Drop
                        2.1 Drums plays Drop
                        2.1 launch gain/level=0.35 kick/decay=0.28 kick/pitch=58
                        """);
    }

    @Test
    @Tag("UPCOMING-2")
    void everyBoundaryAheadIsAnnouncedAndWithdrawn() {
        scenario.at("1.2").launch("Drums/Drop", "bar").launch("Synth/Drop", "2bar");
        var upcoming = scenario.lastTurn().upcoming();
        assertEquals(2, upcoming.size());
        assertEquals(4, upcoming.getFirst().at().quarters());
        assertEquals(
                "[#0=0.28 #1=58]", upcoming.getFirst().launches().getFirst().values().toString());

        scenario.cancel("Drums/Drop");
        assertEquals(1, scenario.lastTurn().upcoming().size());
    }

    @Test
    @Tag("MODE-1")
    void aPressOnAPlayingToggleClipStopsIt() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("T", 1)
                        .mode(LaunchMode.TOGGLE)
                        .done();
        var scenario =
                EngineScenario.of(loaded)
                        .quantize("bar")
                        .at("1.1")
                        .launch("Drums/T")
                        .heard("1.1 Drums plays T");

        scenario.at("1.2")
                .launch("Drums/T")
                .at("2.2")
                .heard(
                        """
                        1.2 Drums queues stop for 2.1
                        2.1 Drums stops T
                        """);
    }

    @Test
    @Tag("MODE-2")
    void aGateClipPlaysWhileItIsHeld() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("G", 1)
                        .mode(LaunchMode.GATE)
                        .done();
        var scenario =
                EngineScenario.of(loaded).quantize("beat").at("1.2").press("Drums/G").seconds(0.1);

        scenario.as("udp:10.0.0.2:9000")
                .release("Drums/G")
                .at("1.4")
                .heard(
                        """
                        1.2 Drums plays G
                        1.2+0.2 Drums queues stop for 1.3
                        1.3 Drums stops G
                        """);
    }

    @Test
    @Tag("MODE-2")
    void aGateReleasedBeforeItsBoundaryNeverPlays() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("G", 1)
                        .mode(LaunchMode.GATE)
                        .done();

        EngineScenario.of(loaded)
                .quantize("bar")
                .at("1.2")
                .press("Drums/G")
                .release("Drums/G")
                .at("3.1")
                .heard(
                        """
                        1.2 Drums queues G for 2.1
                        1.2 Drums drops G
                        """);
    }

    @Test
    @Tag("GATE-1")
    void aGateEndsWhenItsClientIsGone() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("G", 1)
                        .mode(LaunchMode.GATE)
                        .done();
        var client = new RequestSender("udp:10.0.0.1:9000");

        EngineScenario.of(loaded)
                .press("Drums/G")
                .send(new Command.ReportClientGone(client))
                .heard(
                        """
                        1.1 Drums plays G
                        1.1 Drums stops G
                        """);
    }

    @Test
    @Tag("MODE-4")
    void aRepeatClipIsLaunchedOnEveryStepUntilTheRelease() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("R", 1)
                        .mode(LaunchMode.REPEAT)
                        .done();
        var scenario = EngineScenario.of(loaded).quantize("beat").at("1.2").press("Drums/R");

        scenario.at("1.4")
                .seconds(0.1)
                .release("Drums/R")
                .at("3.1")
                .heard(
                        """
                        1.2 Drums plays R
                        1.2 Drums queues R for 1.3
                        1.3 Drums plays R
                        1.3 Drums queues R for 1.4
                        1.4 Drums plays R
                        1.4 Drums queues R for 2.1
                        1.4+0.2 Drums drops R
                        """);
    }
}
