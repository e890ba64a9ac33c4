package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.Pieces;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestOrigin;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** Hands on parameters: what they write, and what they make of a track. */
class HandTest {

    private static final int DECAY = 0;
    private static final int MODE = 4;

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band()).withValues();

    @Test
    @Tag("HAND-1")
    void aHandIsHeardAtOnceWhereItIs() {
        rehearsal
                .at("1.2")
                .seconds(0.1)
                .hand("kick/decay", 0.7)
                .heard("1.2+0.2 hand kick/decay=0.7");

        assertEquals(0.7, rehearsal.view().values().number(DECAY));
    }

    @Test
    @Tag("HAND-2")
    void aParameterKeepsItsType() {
        rehearsal.hand("noise/mode", 7).hand("noise/mode", 0.25).hand("kick/decay", " 0.5 ");

        rehearsal.heard(
                """
                1.1 hand noise/mode=7
                1.1 hand noise/mode=0.25
                1.1 hand kick/decay=0.5
                """);
        assertEquals("0.25", rehearsal.view().values().text(MODE));
    }

    @ParameterizedTest
    @Tag("HAND-2")
    @ValueSource(strings = {"loud", "", "1f", "0x10", "NaN", "Infinity", "1e", "--1", "1 2"})
    void otherTextToANumberIsOfTheWrongType(String text) {
        rehearsal.hand("kick/decay", text).heard("1.1 refused type");

        assertFalse(rehearsal.view().values().isSet(DECAY));
        assertFalse(rehearsal.view().edited());
    }

    @Test
    @Tag("HAND-3")
    void aStatedRangeClipsAndAGuessedOneDoesNot() {
        rehearsal.hand("kick/decay", 40).heard("1.1 hand kick/decay=40");

        range("kick/decay", 0, 0.8);
        rehearsal.hand("kick/decay", 40).hand("kick/decay", "-3").norm("kick/decay", 0.5);
        rehearsal.heard(
                """
                1.1 hand kick/decay=0.8
                1.1 hand kick/decay=0
                1.1 hand kick/decay=0.4
                """);
    }

    @Test
    @Tag("HAND-4")
    void aFaderOverTextAndARangeThatIsNoneAreRefused() {
        rehearsal.norm("noise/mode", 0.5).heard("1.1 refused type");
        range("noise/mode", 0, 1);
        rehearsal.heard("1.1 refused type");
        range("kick/decay", 1, 1);
        rehearsal.heard("1.1 refused range");

        assertFalse(rehearsal.view().edited());
    }

    @Test
    @Tag("HAND-5")
    void whatIsNotThereIsRefused() {
        rehearsal.hand("nobody/decay", 1).hand("kick/nothing", 1);

        rehearsal.heard("1.1 refused no-such\n1.1 refused no-such");
    }

    @Test
    @Tag("DIRTY-1")
    void aTrackIsDirtyWhileAValueDiffersFromItsActiveClip() {
        rehearsal.launch("Drums/Drop");
        assertFalse(rehearsal.view().track(1).dirty());

        rehearsal.hand("kick/decay", 0.3);
        assertTrue(rehearsal.view().track(1).dirty());
        assertFalse(rehearsal.view().track(2).dirty());

        rehearsal.hand("kick/decay", 0.28);
        assertFalse(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-2")
    void valuesAreComparedAsThirtyTwoBitFloats() {
        rehearsal.launch("Drums/Drop").hand("kick/decay", (double) 0.28f);
        assertFalse(rehearsal.view().track(1).dirty());

        rehearsal.hand("kick/decay", (double) Math.nextUp(0.28f));
        assertTrue(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-3")
    void withoutAnActiveClipNothingIsDirty() {
        rehearsal.hand("kick/decay", 0.3);
        assertFalse(rehearsal.view().track(1).dirty());

        rehearsal.launch("Drums/Drop").hand("kick/decay", 0.3).stop("Drums");
        assertFalse(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-4")
    void aParameterThatWasNeverSetIsNotDirty() {
        var loaded = Pieces.piece().track("Drums", "a/b").clip("One", 1).active("Drums/One").done();
        var rehearsal = Rehearsal.of(loaded);
        assertEquals(1, rehearsal.view().track(1).active());
        assertFalse(rehearsal.view().track(1).dirty());

        rehearsal.hand("a/b", 2);
        assertTrue(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("REVERT-1")
    void revertWritesTheActiveClipAgainAndClearsDirty() {
        rehearsal.launch("Drums/Drop").hand("kick/decay", 0.3).quietly();

        rehearsal
                .send(new Command.RevertTrack(ObjectReference.of("Drums")))
                .heard("1.1 launch kick/decay=0.28 kick/pitch=58");
        assertFalse(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("REVERT-2")
    void withNothingActiveThereIsNothingToRevertTo() {
        rehearsal
                .send(new Command.RevertTrack(ObjectReference.of("Drums")))
                .heard("1.1 refused no-such");
    }

    @Test
    @Tag("HAND-6")
    void aHandWhileALaunchWaitsDoesNotChangeWhatItWillWrite() {
        rehearsal.at("1.2").launch("Drums/Drop", "bar").hand("kick/decay", 0.9).quietly();

        rehearsal.at("2.2").heard("2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58");
    }

    @Test
    @Tag("HAND-7")
    void aLockKeepsPresetsAwayAndNotHands() {
        var loaded = Pieces.piece().track("Drums", "a/b").clip("One", 1).lock("a/b").done();
        var rehearsal = Rehearsal.of(loaded).withValues();

        rehearsal.launch("Drums/One").hand("a/b", 0.5);
        rehearsal.heard("1.1 Drums plays One\n1.1 hand a/b=0.5");
        assertFalse(rehearsal.view().track(1).dirty());
    }

    @Test
    @Tag("EDIT-2")
    void aHandThatMovesAParameterIsAnEditAndALaunchIsNone() {
        rehearsal.launch("Drums/Drop").scene("Verse").launch("Drums/Drop");
        rehearsal.hand("kick/decay", 0.28);
        assertFalse(rehearsal.view().edited());

        rehearsal.hand("kick/decay", 0.3);
        assertTrue(rehearsal.view().edited());
    }

    @Test
    @Tag("EDIT-3")
    void anEditDuringASaveIsStillUnsavedAfterIt() {
        var save = new Command.Save(Optional.empty(), false);

        rehearsal.hand("kick/decay", 0.3).send(save).hand("kick/decay", 0.4);
        rehearsal.send(new Command.ReportSaved(RequestOrigin.DAEMON, "band", 1));
        assertTrue(rehearsal.view().edited());

        rehearsal.send(save).send(new Command.ReportSaved(RequestOrigin.DAEMON, "band", 2));
        assertFalse(rehearsal.view().edited());
    }

    @Test
    @Tag("SAVE-1")
    void savesThatTheDiskDoesNotAnswerAreRefusedBeyondABoundAndTakenAgainAfterIt() {
        var save = new Command.Save(Optional.empty(), false);
        for (int count = 0; count < 256; count++) {
            rehearsal.send(save);
        }
        rehearsal.heard("1.1 save\n".repeat(256));

        rehearsal.send(save).heard("1.1 refused busy");
        rehearsal.send(new Command.ReportSaved(RequestOrigin.DAEMON, "band", 0)).send(save);
        rehearsal.heard("1.1 saved\n1.1 save");
    }

    @Test
    @Tag("TOUCH-1")
    void aFingerLiesOnAParameterUntilItsLastClientLiftsItOrIsGone() {
        touch("udp:10.0.0.1:9000", OnOffToggle.ON);
        touch("udp:10.0.0.2:9000", OnOffToggle.ON);
        touch("udp:10.0.0.1:9000", OnOffToggle.OFF);
        assertEquals(List.of(DECAY), rehearsal.view().touched());

        rehearsal.send(new Command.ReportClientGone(new RequestOrigin("udp:10.0.0.2:9000")));
        assertEquals(List.of(), rehearsal.view().touched());
    }

    private void touch(String client, OnOffToggle down) {
        rehearsal
                .as(client)
                .send(
                        new Command.Touch(
                                ObjectReference.of("kick"), ObjectReference.of("decay"), down));
    }

    private void range(String path, double min, double max) {
        String[] words = path.split("/");
        rehearsal.send(
                new Command.SetRange(
                        ObjectReference.of(words[0]), ObjectReference.of(words[1]), min, max));
    }
}
