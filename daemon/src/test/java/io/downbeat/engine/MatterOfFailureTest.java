package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.cue.Cue;
import io.downbeat.cue.Rank;
import io.downbeat.session.ClockState;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Pieces;
import io.downbeat.session.Quantize;
import io.downbeat.session.Ref;
import io.downbeat.session.TransportState;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;
import io.downbeat.time.Meter;
import io.downbeat.time.Tempo;
import io.downbeat.time.Timeline;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is refused changes nothing, and what breaks does not stop the music. */
class MatterOfFailureTest {

    @Test
    @Tag("FAILURE-1")
    void whatIsRefusedChangesNothing() {
        var rehearsal = Rehearsal.of(Pieces.band()).at("1.2").launch("Drums/Drop", "bar").quietly();
        var before = rehearsal.view();
        var upcoming = rehearsal.lastTurn().upcoming();

        rehearsal.launch("Drums/9").launch("Nobody/1").stop("4").scene("9").stop("Z*");
        rehearsal.hand("kick/decay", "loud").hand("kick/nothing", 1).cancel("Drums/0");
        rehearsal.send(new Command.RevertTrack(Ref.of("Synth")));

        assertSame(before, rehearsal.view());
        assertSame(upcoming, rehearsal.lastTurn().upcoming());
    }

    @Test
    @Tag("FAILURE-2")
    void inABundleTheGoodMessagesActAlthoughAnotherIsRefused() {
        var rehearsal = Rehearsal.of(Pieces.band());

        rehearsal.send(launch("Drums", 4), launch("Drums", 9), launch("Synth", 4));

        rehearsal.heard("1.1 Drums plays Drop\n1.1 refused no-such\n1.1 Synth plays Drop");
    }

    @Test
    @Tag("FAILURE-3")
    void aBugInOneCommandIsToldAndTheMusicGoesOn() {
        Dice broken =
                sides -> {
                    throw new IllegalStateException("the dice fell off the table");
                };
        var rehearsal = Rehearsal.of(Pieces.band(), broken).at("1.2").launch("Synth/Drop", "bar");
        rehearsal.quietly();

        rehearsal.send(
                new Command.LaunchBy(Ref.of("Drums"), Command.Step.ANY, Optional.empty()),
                launch("Visual", 4));

        rehearsal.heard(
                """
                1.2 failed: java.lang.IllegalStateException: the dice fell off the table
                1.2 Visual plays Drop
                """);
        rehearsal.at("2.2").heard("2.1 Synth plays Drop");
        assertEquals(0, rehearsal.view().track(1).active());
    }

    @Test
    @Tag("FAILURE-4")
    void aClipThatCanNotBeWorkedOutFailsBeforeAnythingIsTouched() {
        var piece = Pieces.piece().track("Drums", "a/b").clip("Good", 1).lying("Broken").done();
        var rehearsal = Rehearsal.of(piece).at("1.2").launch("Drums/Good", "bar").quietly();
        var before = rehearsal.view();

        rehearsal.launch("Drums/Broken", "bar");
        assertSame(before, rehearsal.view());
        rehearsal.quietly().at("2.2").heard("2.1 Drums plays Good");
    }

    @Test
    @Tag("FAILURE-5")
    void aCueThatBreaksIsToldAndTheOthersOfItsBeatAreHeard() {
        var score = new Score();
        var queue = new LaunchQueue();
        var decks = decks(score, queue);
        decks.start(
                List.of(new Decks.Start(decks.deck(1), 4, OptionalDouble.empty())),
                Quantize.BAR,
                Moment.ofCue(Beats.of(1), new HostMicros(500_000)),
                Optional.empty());
        var nothingWaits = new Cue<Due>(Beats.of(4), Rank.STOP, 99, new Due.OfDeck(decks.deck(2)));
        score.take();

        decks.perform(List.of(nothingWaits, queue.take().getFirst()), Beats.of(4));

        List<Event> told = score.take();
        assertTrue(told.getFirst() instanceof Event.Failed, told::toString);
        assertEquals(new Event.ClipActivated(Beats.of(4), 1, 4), told.get(1));
        assertTrue(
                told.getLast() instanceof Event.ParamsWritten written && written.prepared() == 0,
                told::toString);
    }

    private static Decks decks(Score score, LaunchQueue queue) {
        var book = new PromptBook(Pieces.band(), List.of(), new Wildcards());
        var timeline = new Timeline(new Tempo(120), Beats.ZERO, new HostMicros(0));
        var transport = new Transport(new TransportState(true, timeline, Meter.COMMON), score);
        var panel = new Panel(book, score);
        var fades = new Fades(panel, transport, new HostMicros(0), 60);
        var lead =
                new Lead(book, transport, panel, score, new Speed(transport), ClockState.INTERNAL);
        return new Decks(
                book, transport, panel, fades, score, new Scenes(lead, queue, score), queue);
    }

    private static Command launch(String track, int clip) {
        return new Command.LaunchClip(Ref.of(track), Ref.position(clip), Optional.empty(), false);
    }
}
