package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.Pieces;
import io.downbeat.session.command.ClockPulse;
import io.downbeat.session.command.Command;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.ClockState.Status;
import io.downbeat.time.Tempo;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** The count behind a MIDI or an OSC clock. */
class FollowedClockTest {

    @Test
    @Tag("CLOCK-20")
    void aClockThatHasNotComeYetCountsAsStopped() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());

        assertEquals(Status.SEARCHING, rehearsal.view().clock().status());
        rehearsal.launch("Drums/Drop", "bar").heard("1.1 Drums plays Drop");
        rehearsal.seconds(5).send(new Command.Play()).heard("1.1 refused locked");
    }

    @Test
    @Tag("CLOCK-21")
    void theFirstBeatOfAnOscClockIsTheFirstOfTheCount() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band()).withBeats();
        rehearsal.seconds(3.3);
        oscBeats(rehearsal, 100, 1, 9);

        rehearsal.heard(
                """
                1.1 count
                1.1 runs
                1.1 clock osc running
                1.1 beat
                1.2 tempo 100.0
                1.2 beat
                1.3 beat
                1.4 beat
                2.1 beat
                2.2 beat
                2.3 beat
                2.4 beat
                3.1 beat
                """);
    }

    @Test
    @Tag("CLOCK-22")
    void midiStartIsHeardAtItsFirstTick() {
        var rehearsal = Rehearsal.ledBy(ClockSource.MIDI, Pieces.band());
        ticks(rehearsal, 140, 24 * 8);
        assertEquals(140, rehearsal.quietly().view().transport().tempo().bpm(), 0.1);
        assertEquals(Status.STOPPED, rehearsal.view().clock().status());

        midi(rehearsal, new ClockPulse.Start()).seconds(0.01).heard("");
        ticks(rehearsal, 140, 1);
        rehearsal.heard("1.1 count\n1.1 runs\n1.1 clock midi running");
        assertEquals(0, rehearsal.position(), 1e-3);
    }

    @Test
    @Tag("CLOCK-22")
    void midiStopsGoesOnAndGoesElsewhere() {
        var rehearsal = Rehearsal.ledBy(ClockSource.MIDI, Pieces.band());
        midi(rehearsal, new ClockPulse.Start());
        ticks(rehearsal, 120, 24 * 5 + 1);
        midi(rehearsal, new ClockPulse.Halt());
        assertEquals(Status.STOPPED, rehearsal.view().clock().status());
        double halted = rehearsal.position();
        assertEquals(5, halted, 0.01);

        midi(rehearsal, new ClockPulse.Position(32)).quietly();
        assertEquals(8, rehearsal.position(), 1e-6);
        midi(rehearsal, new ClockPulse.Continue());
        ticks(rehearsal, 120, 25);
        assertEquals(9, rehearsal.position(), 0.01);
    }

    @Test
    @Tag("CLOCK-23")
    void changingTheSourceKeepsTheCountAndMovesThePhaseByTheShortestWay() {
        var rehearsal = Rehearsal.of(Pieces.band()).at("5.1").seconds(0.2);
        rehearsal.send(new Command.SetClockSource(ClockSource.OSC));
        double before = rehearsal.position();
        assertEquals(16.4, before, 1e-5);

        // The master's beat comes when we are at 16.4: our beat 16 is nearer than 17.
        oscBeat(rehearsal, 7);
        assertEquals(16, rehearsal.position(), 1e-3);
        oscBeats(rehearsal.seconds(0.5), 120, 8, 10);
        assertEquals(26, rehearsal.position(), 1e-2);

        rehearsal.send(new Command.SetClockSource(ClockSource.INTERNAL)).seconds(1);
        assertEquals(28, rehearsal.position(), 1e-2);
    }

    @Test
    @Tag("CLOCK-24")
    void aLostClockFreewheelsForAsLongAsIsAllowed() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal, 120, 1, 17);
        rehearsal.send(new Command.SetFreewheel(2)).quietly();

        rehearsal.seconds(2.6);
        assertEquals(Status.LOST, rehearsal.view().clock().status());
        double lost = rehearsal.position();
        assertEquals(16 + 2.6 * 2, lost, 0.05);
        rehearsal.seconds(3);
        assertTrue(rehearsal.view().transport().playing());
        rehearsal.seconds(1.5);
        assertTrue(!rehearsal.view().transport().playing());
    }

    @Test
    @Tag("CLOCK-24")
    void withoutALimitItFreewheelsForEverAndWithNoneItStopsAtOnce() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal, 120, 1, 17);
        rehearsal.seconds(100);
        assertTrue(rehearsal.view().transport().playing());
        assertEquals(Status.LOST, rehearsal.view().clock().status());

        var strict = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        strict.send(new Command.SetFreewheel(0));
        oscBeats(strict, 120, 1, 17);
        strict.seconds(3);
        assertTrue(!strict.view().transport().playing());
    }

    @Test
    @Tag("CLOCK-25")
    void aClockThatComesBackIsJoinedWithinHalfABeat() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal, 120, 1, 17);
        rehearsal.seconds(5.1);
        double before = rehearsal.position();

        oscBeat(rehearsal, 3);
        assertEquals(before, rehearsal.position(), 0.5);
        assertEquals(0, rehearsal.position() - Math.rint(rehearsal.position()), 1e-2);
        assertEquals(Status.RUNNING, rehearsal.view().clock().status());
    }

    @Test
    @Tag("CLOCK-25")
    void aMasterThatStartsAnewBeginsAtOneOne() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal, 120, 1, 11);
        osc(rehearsal, new ClockPulse.Running(false));
        assertTrue(!rehearsal.view().transport().playing());
        rehearsal.seconds(1.2).quietly();

        osc(rehearsal, new ClockPulse.Running(true)).seconds(0.3).heard("");
        oscBeat(rehearsal, 1);
        rehearsal.heard("1.1 count\n1.1 runs\n1.1 clock osc running");
        assertEquals(0, rehearsal.position(), 1e-3);
    }

    @Test
    @Tag("CLOCK-35")
    void nothingRunsBetweenOnAndTheFirstPulse() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band()).withBeats();
        rehearsal.send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT));
        for (int run = 0; run < 2; run++) {
            osc(rehearsal, new ClockPulse.Running(false)).seconds(0.1);
            rehearsal.launch("Drums/Drop", "bar").quietly();
            osc(rehearsal, new ClockPulse.Running(true)).seconds(0.6).heard("");
            oscBeat(rehearsal, 1);
            rehearsal.heard(
                    """
                    1.1 count
                    1.1 runs
                    %s1.1 clock osc running
                    1.1 beat
                    1.1 Drums plays Drop
                    """
                            .formatted(run == 1 ? "1.1 Drums waits for 1.1\n" : ""));
            oscBeats(rehearsal.seconds(0.5), 120, 2, 5);
            rehearsal.quietly();
        }
    }

    @Test
    @Tag("CLOCK-35")
    void theCountNeverStaysAheadOrBehindTheNumbersOfTheBeats() {
        for (double bpm : new double[] {20, 40, 60, 120, 200, 300}) {
            var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
            for (double tempo : new double[] {bpm, 70, bpm, 250, bpm}) {
                osc(rehearsal, new ClockPulse.Running(false)).seconds(0.15);
                osc(rehearsal, new ClockPulse.Running(true)).seconds(0.2);
                oscBeats(rehearsal, tempo, 1, 6);
                assertEquals(5, rehearsal.position(), 0.02, bpm + " " + tempo);
                rehearsal.seconds(0.6);
            }
        }
    }

    @Test
    @Tag("CLOCK-26")
    void theFirstSenderOwnsTheOscClockUntilItIsSilent() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal.as("udp:10.0.0.1:1"), 120, 1, 3);
        rehearsal.quietly().as("udp:10.0.0.2:2");

        oscBeat(rehearsal, 50).heard("1.3 refused busy");
        oscBeat(rehearsal, 51).heard("");
        rehearsal.seconds(2.001).quietly();
        oscBeat(rehearsal, 52);
        assertEquals(Status.RUNNING, rehearsal.view().clock().status());
        rehearsal.quietly().as("udp:10.0.0.1:1");
        oscBeat(rehearsal, 4).heard(place(rehearsal) + " refused busy");
    }

    @Test
    @Tag("CLOCK-27")
    void withAnotherSourceAPulseIsRefusedOnce() {
        var rehearsal = Rehearsal.of(Pieces.band());

        oscBeat(rehearsal, 1).heard("1.1 refused locked");
        oscBeat(rehearsal.at("1.2"), 2).heard("");
        rehearsal.as("udp:10.0.0.9:9");
        oscBeat(rehearsal, 3).heard("1.2 refused locked");
    }

    @Test
    @Tag("CLOCK-33")
    void aMasterThatGoesElsewhereTakesTheCountThereAndTellsNoBeatBetween() {
        var rehearsal = Rehearsal.ledBy(ClockSource.MIDI, Pieces.band()).withBeats();
        midi(rehearsal, new ClockPulse.Start());
        ticks(rehearsal, 120, 24 * 5 + 1);
        midi(rehearsal, new ClockPulse.Halt());
        midi(rehearsal, new ClockPulse.Position(128)).quietly();

        midi(rehearsal.seconds(0.5), new ClockPulse.Continue()).seconds(0.02);
        ticks(rehearsal, 120, 25);
        rehearsal.heard("9.1 count\n9.1 runs\n9.1 clock midi running\n9.1 beat\n9.2 beat");
    }

    @Test
    @Tag("CLOCK-34")
    void aMasterThatSaysWhereItsBarsBeginIsFollowedInThatToo() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        for (int beat = 0; beat < 10; beat++) {
            if (beat % 4 == 2) {
                osc(rehearsal, new ClockPulse.Bar(OptionalInt.empty()));
            }
            osc(rehearsal, new ClockPulse.Beat(OptionalInt.empty())).seconds(0.5);
        }

        osc(rehearsal, new ClockPulse.Bar(OptionalInt.empty()));
        assertEquals(0, rehearsal.position() % 4, 1e-2);
    }

    @Test
    @Tag("CLOCK-36")
    void aPulseThatIsObeyedBehindABoundaryStillToldItsOwnMoment() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeat(rehearsal, 1);
        rehearsal.seconds(0.002);
        for (int beat = 2; beat <= 40; beat++) {
            rehearsal.seconds(0.5);
            rehearsal.latePulse(0.002, ClockSource.OSC, new ClockPulse.Beat(OptionalInt.of(beat)));
        }

        assertEquals(39.004, rehearsal.position(), 1e-4);
        assertEquals(0, rehearsal.view().clock().jitterMillis(), 0.01);
    }

    @Test
    @Tag("CLOCK-28")
    void aTempoThatAnotherOwnsIsLocked() {
        var rehearsal = Rehearsal.ledBy(ClockSource.MIDI, Pieces.band());

        rehearsal.tempo(90).heard("1.1 refused locked");
        rehearsal.send(new Command.StepTempo(1)).heard("1.1 refused locked");
        rehearsal.send(new Command.Tap()).heard("1.1 refused locked");
        rehearsal.send(new Command.Nudge(0.5)).heard("1.1 refused locked");
    }

    @Test
    @Tag("CLOCK-29")
    void aStatedTempoIsToldAsItWasStated() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        osc(rehearsal, new ClockPulse.Stated(new Tempo(93.37)));
        oscBeat(rehearsal, 1);

        assertEquals(93.37, rehearsal.view().transport().tempo().bpm(), 0.005);
    }

    @Test
    @Tag("CLOCK-32")
    void aClockThatJittersMovesNoCountAndWandersWithNoTempo() {
        for (ClockSource source : List.of(ClockSource.MIDI, ClockSource.OSC)) {
            var rehearsal = Rehearsal.ledBy(source, Pieces.band());
            rehearsal.pulse(source, new ClockPulse.Start());
            jitteredTicks(rehearsal, source);
            rehearsal.heard("");
            assertEquals(120, rehearsal.view().transport().tempo().bpm(), 1);
        }
    }

    @Test
    @Tag("CLOCK-30")
    void aHandThatHaltsTheCountIsNotOverruledByTheNextPulse() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, Pieces.band());
        oscBeats(rehearsal, 120, 1, 5);
        rehearsal.halt().quietly();
        oscBeats(rehearsal.seconds(0.5), 120, 6, 3);
        assertTrue(!rehearsal.view().transport().playing());

        rehearsal.play();
        assertTrue(rehearsal.view().transport().playing());
        assertEquals(0, rehearsal.position() - Math.rint(rehearsal.position()), 1e-2);
    }

    @Test
    @Tag("CLOCK-31")
    void aScenesTempoDoesNotMoveAFollowedClock() {
        var rehearsal = Rehearsal.ledBy(ClockSource.OSC, TempoTest.scenes());
        oscBeats(rehearsal, 120, 1, 5);
        rehearsal.scene("Fast", "instant");

        assertEquals(120, rehearsal.view().transport().tempo().bpm(), 0.1);
    }

    private static Rehearsal osc(Rehearsal rehearsal, ClockPulse clockPulse) {
        return rehearsal.pulse(ClockSource.OSC, clockPulse);
    }

    private static Rehearsal midi(Rehearsal rehearsal, ClockPulse clockPulse) {
        return rehearsal.pulse(ClockSource.MIDI, clockPulse);
    }

    private static Rehearsal oscBeat(Rehearsal rehearsal, int number) {
        return osc(rehearsal, new ClockPulse.Beat(OptionalInt.of(number)));
    }

    /** So many beats, the first of them now and the last of them the last thing that happens. */
    private static void oscBeats(Rehearsal rehearsal, double bpm, int first, int count) {
        for (int beat = 0; beat < count; beat++) {
            if (beat > 0) {
                rehearsal.seconds(60 / bpm);
            }
            oscBeat(rehearsal, first + beat);
        }
    }

    private static void ticks(Rehearsal rehearsal, double bpm, int count) {
        for (int tick = 0; tick < count; tick++) {
            if (tick > 0) {
                rehearsal.seconds(60 / bpm / 24);
            }
            midi(rehearsal, new ClockPulse.Tick(OptionalInt.empty()));
        }
    }

    /** Twelve bars at 120, each tick up to 5 ms early or late; the first four are not heard. */
    private static void jitteredTicks(Rehearsal rehearsal, ClockSource source) {
        var dice = new Random(5);
        double late = 0;
        for (int tick = 0; tick < 24 * 4 * 12; tick++) {
            double next = 0.01 * dice.nextDouble();
            rehearsal.seconds(0.5 / 24 - late + next);
            late = next;
            rehearsal.pulse(source, new ClockPulse.Tick(OptionalInt.empty()));
            if (tick < 24 * 4 * 4) {
                rehearsal.quietly();
            }
        }
    }

    private static String place(Rehearsal rehearsal) {
        return rehearsal
                .view()
                .transport()
                .meter()
                .at(rehearsal.view().transport().positionAt(rehearsal.now()))
                .toString();
    }
}
