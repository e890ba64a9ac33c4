package io.downbeat.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.GlobalLaunchSettings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Running, halting, and where the count begins. */
class TransportTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("TRANSPORT-1")
    void playContinuesFromTheStoppedPosition() {
        scenario.withBeats().at("1.2").quietly().seconds(0.1).halt().seconds(3).play();

        scenario.seconds(0.45).heard("1.2+0.2 halts\n1.2+0.2 runs\n1.3 beat");
    }

    @Test
    @Tag("TRANSPORT-2")
    void aSecondStopReturnsToOneOneAndClearsTheQueue() {
        scenario.at("2.2").launch("Drums/Drop", "bar").scene("Drop", "bar").halt();
        assertEquals(5, scenario.view().transport().positionAt(scenario.now()).quarters());
        assertEquals(2, scenario.view().pending());

        scenario.quietly().halt();
        scenario.heard(
                """
                1.1 count
                1.1 Drums drops Drop
                1.1 Visual drops Drop
                1.1 scene Drop dropped
                """);
        scenario.play().at("3.1").heard("1.1 runs");
    }

    @Test
    @Tag("TRANSPORT-3")
    void playingOffTwiceDoesNotReturnToOneOne() {
        var off = new Command.SetPlaying(OnOffToggle.OFF);
        scenario.at("2.2").launch("Drums/Drop", "bar").send(off).send(off).send(off);

        assertEquals(5, scenario.view().transport().positionAt(scenario.now()).quarters());
        assertEquals(1, scenario.view().pending());
        scenario.send(new Command.SetPlaying(OnOffToggle.FLIP));
        assertTrue(scenario.view().transport().playing());
        scenario.quietly().at("3.1").heard("3.1 Drums plays Drop");
    }

    @Test
    @Tag("TRANSPORT-4")
    void stopKeepsTheQueueWhichFiresFromTheNextPlayOn() {
        scenario.at("1.3").launch("Drums/Drop", "bar").halt().quietly();

        scenario.seconds(60).heard("");
        scenario.play().at("2.1").heard("1.3 runs\n2.1 Drums plays Drop");
    }

    @Test
    @Tag("TRANSPORT-5")
    void restartRunsFromOneOneAndPerformsQueuedLaunches() {
        scenario.withBeats().at("2.3").launch("Drums/Drop", "8bar").halt().quietly();

        scenario.send(new Command.Restart())
                .at("1.2")
                .heard(
                        """
                        1.1 count
                        1.1 runs
                        1.1 Drums waits for 1.1
                        1.1 beat
                        1.1 Drums plays Drop
                        1.2 beat
                        """);
    }

    @Test
    @Tag("TRANSPORT-6")
    void playWhileItRunsChangesNothing() {
        var before = scenario.at("1.2").quietly().view().transport();

        scenario.play().heard("");
        assertEquals(before, scenario.view().transport());
    }

    @Test
    @Tag("RESYNC-1")
    void resyncMakesThisInstantBeatOneOfABar() {
        scenario.withBeats().at("2.2").seconds(0.1).quietly().send(new Command.Resync());

        scenario.at("1.3").heard("1.1 count\n1.1 beat\n1.2 beat\n1.3 beat");
    }

    @Test
    @Tag("RESYNC-2")
    void launchesQueuedForABarArePerformedAtTheResync() {
        scenario.at("2.2").launch("Drums/Drop", "4bar").scene("Intro", "2bar").quietly();

        scenario.send(new Command.Resync())
                .heard(
                        """
                        1.1 count
                        1.1 Drums waits for 1.1
                        1.1 Synth waits for 1.1
                        1.1 Visual waits for 1.1
                        1.1 scene Intro
                        1.1 Drums plays Intro
                        1.1 Synth plays Intro
                        1.1 Visual plays Intro
                        """);
    }

    @Test
    @Tag("RESYNC-3")
    void aLaunchRetimedWhileStoppedIsPerformedAtTheNextPlay() {
        scenario.at("2.2").launch("Drums/Drop", "4bar").halt().send(new Command.Resync());
        scenario.quietly().seconds(5).heard("");

        scenario.play().heard("1.1 runs\n1.1 Drums plays Drop");
    }

    @Test
    @Tag("METER-1")
    void eachBeatOfTheSignatureIsReportedOnce() {
        scenario.withBeats().quietly().at("1.2").seconds(0.1).signature(7, 8);

        scenario.at("2.2")
                .heard(
                        """
                        1.2 beat
                        1.3+0.2 signature 7/8
                        1.4 beat
                        1.5 beat
                        1.6 beat
                        1.7 beat
                        2.1 beat
                        2.2 beat
                        """);
        assertEquals(4.0 / 2, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("METER-2")
    void barsOfSevenEighthsHaveTheirOwnBoundaries() {
        scenario.signature(7, 8).at("1.2").launch("Drums/Drop", "bar").quietly();
        scenario.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(3.5 / 2, scenario.elapsed(), 1e-5);

        scenario.at("2.2").launch("Drums/Verse", "beat");
        scenario.at("2.4").heard("2.2 Drums plays Verse");
    }

    @Test
    @Tag("METER-3")
    void aSignatureChangeRetimesLaunchesThatWaitForFourBars() {
        scenario.at("3.2").launch("Drums/Drop", "4bar").quietly().signature(3, 4);

        scenario.heard("4.1 signature 3/4\n4.1 Drums waits for 5.1");
        scenario.at("5.1").heard("5.1 Drums plays Drop");
        assertEquals(12 / 2.0, scenario.elapsed(), 1e-5);
    }

    @Test
    @Tag("STOPPED-1")
    void aLaunchWhileStoppedIsPerformedAtOnceAndStartsTheTransport() {
        scenario.at("1.2").seconds(0.1).halt().quietly().seconds(1).launch("Drums/Drop", "8bar");

        scenario.heard("1.2+0.2 Drums plays Drop\n1.2+0.2 runs");
    }

    @Test
    @Tag("STOPPED-2")
    void allLaunchesOfABundleWhileStoppedStartTogether() {
        scenario.at("1.2").halt().quietly();

        scenario.launch("*/Drop", "bar");

        scenario.heard(
                """
                1.2 Drums plays Drop
                1.2 runs
                1.2 Synth plays Drop
                1.2 Visual plays Drop
                """);
    }

    @Test
    @Tag("STOPPED-3")
    void aWaitingLaunchIsPerformedOnTheFirstBeatAfterTheStart() {
        var scenario = EngineScenario.halted(SampleSessions.band());
        scenario.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT));

        scenario.launch("Drums/Drop", "8bar").heard("1.1 Drums queues Drop for 1.1");
        assertFalse(scenario.view().transport().playing());
        scenario.seconds(10).heard("");
        scenario.play().heard("1.1 runs\n1.1 Drums plays Drop");
    }

    @Test
    @Tag("STOPPED-4")
    void aTrackStopWhileStoppedIsPerformedAtOnceAndDoesNotStartTheTransport() {
        scenario.launch("Drums/Drop").at("1.2").halt().quietly();

        scenario.stop("Drums", "8bar").heard("1.2 Drums stops Drop");
        assertFalse(scenario.view().transport().playing());
    }

    @Test
    @Tag("STOPPED-5")
    void launchesQueuedBeforeTheStopStayQueuedWhenALaunchStartsTheTransport() {
        scenario.at("1.2").launch("Synth/Drop", "bar").halt().launch("Drums/Drop").quietly();

        scenario.at("2.1").heard("2.1 Synth plays Drop");
    }
}
