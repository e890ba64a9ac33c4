package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/** Hands on parameters: what they write, and what they make of a track. */
class ParameterWriteTest {

    private static final int DECAY = 0;
    private static final int MODE = 4;

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band()).withValues();

    @Test
    @Tag("HAND-1")
    void aClientWriteTakesEffectAtOnce() {
        scenario.at("1.2")
                .seconds(0.1)
                .hand("kick/decay", 0.7)
                .heard("1.2+0.2 hand kick/decay=0.7");

        assertEquals(0.7, scenario.view().values().number(DECAY));
    }

    @Test
    @Tag("HAND-2")
    void aParameterKeepsItsType() {
        scenario.hand("noise/mode", 7).hand("noise/mode", 0.25).hand("kick/decay", " 0.5 ");

        scenario.heard(
                """
                1.1 hand noise/mode=7
                1.1 hand noise/mode=0.25
                1.1 hand kick/decay=0.5
                """);
        assertEquals("0.25", scenario.view().values().text(MODE));
    }

    @ParameterizedTest
    @Tag("HAND-2")
    @ValueSource(strings = {"loud", "", "1f", "0x10", "NaN", "Infinity", "1e", "--1", "1 2"})
    void textThatIsNotANumberIsRefusedForANumber(String text) {
        scenario.hand("kick/decay", text).heard("1.1 refused type");

        assertFalse(scenario.view().values().isSet(DECAY));
        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("HAND-3")
    void aStatedRangeClipsAndAGuessedOneDoesNot() {
        scenario.hand("kick/decay", 40).heard("1.1 hand kick/decay=40");

        range("kick/decay", 0, 0.8);
        scenario.hand("kick/decay", 40).hand("kick/decay", "-3").norm("kick/decay", 0.5);
        scenario.heard(
                """
                1.1 hand kick/decay=0.8
                1.1 hand kick/decay=0
                1.1 hand kick/decay=0.4
                """);
    }

    @Test
    @Tag("HAND-4")
    void aNormOfTextAndAnEmptyRangeAreRefused() {
        scenario.norm("noise/mode", 0.5).heard("1.1 refused type");
        range("noise/mode", 0, 1);
        scenario.heard("1.1 refused type");
        range("kick/decay", 1, 1);
        scenario.heard("1.1 refused range");

        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("HAND-5")
    void missingNodesAndParametersAreRefused() {
        scenario.hand("nobody/decay", 1).hand("kick/nothing", 1);

        scenario.heard("1.1 refused no-such\n1.1 refused no-such");
    }

    @Test
    @Tag("DIRTY-1")
    void aTrackIsDirtyWhileAValueDiffersFromItsActiveClip() {
        scenario.launch("Drums/Drop");
        assertFalse(scenario.view().track(1).dirty());

        scenario.hand("kick/decay", 0.3);
        assertTrue(scenario.view().track(1).dirty());
        assertFalse(scenario.view().track(2).dirty());

        scenario.hand("kick/decay", 0.28);
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-2")
    void valuesAreComparedAsThirtyTwoBitFloats() {
        scenario.launch("Drums/Drop").hand("kick/decay", (double) 0.28f);
        assertFalse(scenario.view().track(1).dirty());

        scenario.hand("kick/decay", (double) Math.nextUp(0.28f));
        assertTrue(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-3")
    void withoutAnActiveClipNothingIsDirty() {
        scenario.hand("kick/decay", 0.3);
        assertFalse(scenario.view().track(1).dirty());

        scenario.launch("Drums/Drop").hand("kick/decay", 0.3).stop("Drums");
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("DIRTY-4")
    void aParameterThatWasNeverSetIsNotDirty() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("One", 1)
                        .active("Drums/One")
                        .done();
        var scenario = EngineScenario.of(loaded);
        assertEquals(1, scenario.view().track(1).active());
        assertFalse(scenario.view().track(1).dirty());

        scenario.hand("a/b", 2);
        assertTrue(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("REVERT-1")
    void revertWritesTheActiveClipAgainAndClearsDirty() {
        scenario.launch("Drums/Drop").hand("kick/decay", 0.3).quietly();

        scenario.send(new Command.RevertTrack(ObjectReference.of("Drums")))
                .heard("1.1 launch kick/decay=0.28 kick/pitch=58");
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("REVERT-2")
    void revertWithoutAnActiveClipIsRefused() {
        scenario.send(new Command.RevertTrack(ObjectReference.of("Drums")))
                .heard("1.1 refused no-such");
    }

    @Test
    @Tag("HAND-6")
    void aClientWriteDoesNotChangeAQueuedLaunch() {
        scenario.at("1.2").launch("Drums/Drop", "bar").hand("kick/decay", 0.9).quietly();

        scenario.at("2.2").heard("2.1 Drums plays Drop\n2.1 launch kick/decay=0.28 kick/pitch=58");
    }

    @Test
    @Tag("HAND-7")
    void aLockStopsLaunchesButNotClientWrites() {
        var loaded = SampleSessions.piece().track("Drums", "a/b").clip("One", 1).lock("a/b").done();
        var scenario = EngineScenario.of(loaded).withValues();

        scenario.launch("Drums/One").hand("a/b", 0.5);
        scenario.heard("1.1 Drums plays One\n1.1 hand a/b=0.5");
        assertFalse(scenario.view().track(1).dirty());
    }

    @Test
    @Tag("EDIT-2")
    void aClientWriteIsAnEditAndALaunchIsNot() {
        scenario.launch("Drums/Drop").scene("Verse").launch("Drums/Drop");
        scenario.hand("kick/decay", 0.28);
        assertFalse(scenario.view().edited());

        scenario.hand("kick/decay", 0.3);
        assertTrue(scenario.view().edited());
    }

    @Test
    @Tag("EDIT-3")
    void anEditDuringASaveIsStillUnsavedAfterIt() {
        var save = new Command.Save(Optional.empty(), false);

        scenario.hand("kick/decay", 0.3).send(save).hand("kick/decay", 0.4);
        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", 1));
        assertTrue(scenario.view().edited());

        scenario.send(save).send(new Command.ReportSaved(RequestSender.DAEMON, "band", 2));
        assertFalse(scenario.view().edited());
    }

    @Test
    @Tag("SAVE-1")
    void savesBeyondTheLimitAreRefusedUntilTheDiskAnswers() {
        var save = new Command.Save(Optional.empty(), false);
        for (int count = 0; count < 256; count++) {
            scenario.send(save);
        }
        scenario.heard("1.1 save\n".repeat(256));

        scenario.send(save).heard("1.1 refused busy");
        scenario.send(new Command.ReportSaved(RequestSender.DAEMON, "band", 0)).send(save);
        scenario.heard("1.1 saved\n1.1 save");
    }

    @Test
    @Tag("TOUCH-1")
    void aTouchLastsUntilItsLastClientEndsItOrIsGone() {
        touch("udp:10.0.0.1:9000", OnOffToggle.ON);
        touch("udp:10.0.0.2:9000", OnOffToggle.ON);
        touch("udp:10.0.0.1:9000", OnOffToggle.OFF);
        assertEquals(List.of(DECAY), scenario.view().touched());

        scenario.send(new Command.ReportClientGone(new RequestSender("udp:10.0.0.2:9000")));
        assertEquals(List.of(), scenario.view().touched());
    }

    private void touch(String client, OnOffToggle down) {
        scenario.as(client)
                .send(
                        new Command.Touch(
                                ObjectReference.of("kick"), ObjectReference.of("decay"), down));
    }

    private void range(String path, double min, double max) {
        String[] words = path.split("/");
        scenario.send(
                new Command.SetRange(
                        ObjectReference.of(words[0]), ObjectReference.of(words[1]), min, max));
    }
}
