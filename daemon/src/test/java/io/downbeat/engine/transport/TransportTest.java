package io.downbeat.engine.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.Rehearsal;
import io.downbeat.session.Pieces;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.GlobalLaunchSettings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Running, halting, and where the count begins. */
class TransportTest {

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band());

    @Test
    @Tag("TRANSPORT-1")
    void theCountGoesOnFromWhereItWasHalted() {
        rehearsal.withBeats().at("1.2").quietly().seconds(0.1).halt().seconds(3).play();

        rehearsal.seconds(0.45).heard("1.2+0.2 halts\n1.2+0.2 runs\n1.3 beat");
    }

    @Test
    @Tag("TRANSPORT-2")
    void aSecondStopReturnsToOneOneAndForgetsTheQueue() {
        rehearsal.at("2.2").launch("Drums/Drop", "bar").scene("Drop", "bar").halt();
        assertEquals(5, rehearsal.view().transport().positionAt(rehearsal.now()).quarters());
        assertEquals(2, rehearsal.view().pending());

        rehearsal.quietly().halt();
        rehearsal.heard(
                """
                1.1 count
                1.1 Drums drops Drop
                1.1 Visual drops Drop
                1.1 scene Drop dropped
                """);
        rehearsal.play().at("3.1").heard("1.1 runs");
    }

    @Test
    @Tag("TRANSPORT-3")
    void playingOffTwiceDoesNotReturnToOneOne() {
        var off = new Command.SetPlaying(OnOffToggle.OFF);
        rehearsal.at("2.2").launch("Drums/Drop", "bar").send(off).send(off).send(off);

        assertEquals(5, rehearsal.view().transport().positionAt(rehearsal.now()).quarters());
        assertEquals(1, rehearsal.view().pending());
        rehearsal.send(new Command.SetPlaying(OnOffToggle.FLIP));
        assertTrue(rehearsal.view().transport().playing());
        rehearsal.quietly().at("3.1").heard("3.1 Drums plays Drop");
    }

    @Test
    @Tag("TRANSPORT-4")
    void stopKeepsTheQueueWhichFiresFromTheNextPlayOn() {
        rehearsal.at("1.3").launch("Drums/Drop", "bar").halt().quietly();

        rehearsal.seconds(60).heard("");
        rehearsal.play().at("2.1").heard("1.3 runs\n2.1 Drums plays Drop");
    }

    @Test
    @Tag("TRANSPORT-5")
    void restartRunsFromOneOneAndFiresWhatWaited() {
        rehearsal.withBeats().at("2.3").launch("Drums/Drop", "8bar").halt().quietly();

        rehearsal
                .send(new Command.Restart())
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
        var before = rehearsal.at("1.2").quietly().view().transport();

        rehearsal.play().heard("");
        assertEquals(before, rehearsal.view().transport());
    }

    @Test
    @Tag("RESYNC-1")
    void resyncMakesThisInstantBeatOneOfABar() {
        rehearsal.withBeats().at("2.2").seconds(0.1).quietly().send(new Command.Resync());

        rehearsal.at("1.3").heard("1.1 count\n1.1 beat\n1.2 beat\n1.3 beat");
    }

    @Test
    @Tag("RESYNC-2")
    void whatWaitedForABarFiresAtTheResync() {
        rehearsal.at("2.2").launch("Drums/Drop", "4bar").scene("Intro", "2bar").quietly();

        rehearsal
                .send(new Command.Resync())
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
    void whatIsRetimedWhileTheCountStandsFiresWithTheNextPlay() {
        rehearsal.at("2.2").launch("Drums/Drop", "4bar").halt().send(new Command.Resync());
        rehearsal.quietly().seconds(5).heard("");

        rehearsal.play().heard("1.1 runs\n1.1 Drums plays Drop");
    }

    @Test
    @Tag("METER-1")
    void theUnitsOfTheSignatureAreToldEachOnce() {
        rehearsal.withBeats().quietly().at("1.2").seconds(0.1).signature(7, 8);

        rehearsal
                .at("2.2")
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
        assertEquals(4.0 / 2, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("METER-2")
    void barsOfSevenEighthsCarryTheirOwnBoundaries() {
        rehearsal.signature(7, 8).at("1.2").launch("Drums/Drop", "bar").quietly();
        rehearsal.at("2.1").heard("2.1 Drums plays Drop");
        assertEquals(3.5 / 2, rehearsal.elapsed(), 1e-5);

        rehearsal.at("2.2").launch("Drums/Verse", "beat");
        rehearsal.at("2.4").heard("2.2 Drums plays Verse");
    }

    @Test
    @Tag("METER-3")
    void aSignatureRetimesWhatWaitsForFourBars() {
        rehearsal.at("3.2").launch("Drums/Drop", "4bar").quietly().signature(3, 4);

        rehearsal.heard("4.1 signature 3/4\n4.1 Drums waits for 5.1");
        rehearsal.at("5.1").heard("5.1 Drums plays Drop");
        assertEquals(12 / 2.0, rehearsal.elapsed(), 1e-5);
    }

    @Test
    @Tag("STOPPED-1")
    void aLaunchWhileTheCountStandsFiresAtOnceAndStartsIt() {
        rehearsal.at("1.2").seconds(0.1).halt().quietly().seconds(1).launch("Drums/Drop", "8bar");

        rehearsal.heard("1.2+0.2 Drums plays Drop\n1.2+0.2 runs");
    }

    @Test
    @Tag("STOPPED-2")
    void allThatABundleLaunchesWhileTheCountStandsBeginsTogether() {
        rehearsal.at("1.2").halt().quietly();

        rehearsal.launch("*/Drop", "bar");

        rehearsal.heard(
                """
                1.2 Drums plays Drop
                1.2 runs
                1.2 Synth plays Drop
                1.2 Visual plays Drop
                """);
    }

    @Test
    @Tag("STOPPED-3")
    void aLaunchThatWaitsFallsOnTheFirstBeatAfterTheStart() {
        var rehearsal = Rehearsal.halted(Pieces.band());
        rehearsal.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT));

        rehearsal.launch("Drums/Drop", "8bar").heard("1.1 Drums queues Drop for 1.1");
        assertFalse(rehearsal.view().transport().playing());
        rehearsal.seconds(10).heard("");
        rehearsal.play().heard("1.1 runs\n1.1 Drums plays Drop");
    }

    @Test
    @Tag("STOPPED-4")
    void aStopOfATrackNeverStartsTheCountAndWaitsForNothing() {
        rehearsal.launch("Drums/Drop").at("1.2").halt().quietly();

        rehearsal.stop("Drums", "8bar").heard("1.2 Drums stops Drop");
        assertFalse(rehearsal.view().transport().playing());
    }

    @Test
    @Tag("STOPPED-5")
    void whatHasWaitedSinceBeforeTheHaltGoesOnWaitingWhenALaunchStartsTheCount() {
        rehearsal.at("1.2").launch("Synth/Drop", "bar").halt().launch("Drums/Drop").quietly();

        rehearsal.at("2.1").heard("2.1 Synth plays Drop");
    }
}
