package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.downbeat.session.Pieces;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.GlobalLaunchSettings;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Patterns: all they match in one step, each object once. */
class PatternTest {

    private final Rehearsal rehearsal = Rehearsal.of(Pieces.band());

    @Test
    @Tag("PATTERN-1")
    void aPatternReachesEveryTrackOnce() {
        rehearsal.scene("Intro").quietly().stop("*");

        rehearsal.heard("1.1 Drums stops Intro\n1.1 Synth stops Intro\n1.1 Visual stops Intro");
    }

    @Test
    @Tag("PATTERN-2")
    void tracksWithoutSuchAClipDoNotMatch() {
        var loaded =
                Pieces.piece()
                        .track("Drums", "a/b")
                        .clip("One", 1)
                        .clip("Two", 2)
                        .track("Synth", "c/d")
                        .clip("One", 1)
                        .done();
        var rehearsal = Rehearsal.of(loaded);

        rehearsal.launch("*/2").heard("1.1 Drums plays Two");
        rehearsal.launch("*/One").heard("1.1 Drums plays One\n1.1 Synth plays One");
        rehearsal.launch("*/3").heard("1.1 refused pattern");
        rehearsal.launch("*/Three").heard("1.1 refused pattern");
    }

    @Test
    @Tag("EMPTY-3")
    void underAPatternOfTracksAnEmptyCellStopsWhereThatIsAskedFor() {
        rehearsal
                .send(new Command.SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.STOP))
                .scene("Drop")
                .quietly();

        rehearsal.launch("*/9").heard("1.1 Drums stops Drop\n1.1 Visual stops Drop");
    }

    @Test
    @Tag("SAFE-2")
    void aSafeTrackIsLeftAloneByPatternsThatLaunchOrStop() {
        rehearsal
                .scene("Intro")
                .send(new Command.SetSafe(ObjectReference.of("Synth"), OnOffToggle.ON))
                .quietly();

        rehearsal.stop("*").by("*", Command.Step.FIRST).launch("*/Drop");
        rehearsal
                .launch("S*/*")
                .send(new Command.StopTrack(ObjectReference.EVERY, Optional.empty()));
        assertEquals(1, rehearsal.view().track(2).active());
        rehearsal.quietly().stop("Synth").heard("1.1 Synth stops Intro");
    }

    @Test
    @Tag("SAFE-3")
    void whatNeitherLaunchesNorStopsReachesASafeTrackToo() {
        rehearsal.scene("Intro").hand("gain/level", 0.9).at("1.2").launch("Synth/Drop", "bar");
        rehearsal.send(new Command.SetSafe(ObjectReference.of("Synth"), OnOffToggle.ON)).quietly();

        rehearsal.cancel("*/*").heard("1.2 Synth drops Drop");
        rehearsal.send(new Command.RevertTrack(ObjectReference.EVERY));
        assertFalse(rehearsal.view().track(2).dirty());
        rehearsal.send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.OFF));
        assertFalse(rehearsal.view().session().track(2).orElseThrow().safe());
    }

    @Test
    @Tag("SAFE-4")
    void aPatternThatMatchesSafeTracksAloneIsNoMistake() {
        rehearsal
                .send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .stop("*")
                .heard("");
    }

    @Test
    @Tag("PATTERN-3")
    void aPatternThatMatchesNothingIsRefused() {
        rehearsal.stop("Z*").launch("Z*/1").hand("z*/x", 1).hand("*/z", 1);

        rehearsal.heard(
                """
                1.1 refused pattern
                1.1 refused pattern
                1.1 refused pattern
                1.1 refused pattern
                """);
    }

    @Test
    @Tag("PATTERN-4")
    void moreThan1024MatchesAreRefusedAndNothingHappens() {
        var piece = Pieces.piece();
        for (int track = 0; track < 33; track++) {
            piece.track("T" + track, "n" + track + "/p");
            for (int clip = 0; clip < 32; clip++) {
                piece.clip("C" + clip, 1);
            }
        }
        var rehearsal = Rehearsal.of(piece.done());

        rehearsal.launch("*/*").heard("1.1 refused pattern");
        rehearsal.at("1.2").launch("T1*/*", "bar").quietly();
        assertEquals(11, rehearsal.view().pending());
    }

    @Test
    @Tag("PATTERN-4")
    void theMatchesOfAllItsAddressesCountTogether() {
        List<Command> stops =
                new ArrayList<>(
                        Collections.nCopies(
                                341,
                                new Command.StopTrack(ObjectReference.EVERY, Optional.empty())));
        rehearsal.scene("Intro").quietly();
        stops.add(new Command.StopTrack(ObjectReference.EVERY, Optional.empty()));

        rehearsal.send(new Command.Each(stops)).heard("1.1 refused pattern");
        assertEquals(1, rehearsal.view().track(1).active());
        rehearsal.send(new Command.Each(stops.subList(0, 341)));
        assertEquals(0, rehearsal.view().track(1).active());
    }

    @Test
    @Tag("PATTERN-5")
    void objectsThatCanNotDoItAreLeftOutAndOnlyIfNoneCanItIsRefused() {
        rehearsal.launch("Drums/Drop").withValues().quietly();

        rehearsal.send(new Command.RevertTrack(ObjectReference.EVERY));
        rehearsal.heard("1.1 launch kick/decay=0.28 kick/pitch=58");
        rehearsal.hand("*/*", "loud").heard("1.1 hand noise/mode=loud");
        rehearsal.hand("kick/*", "loud").heard("1.1 refused type");
    }

    @Test
    @Tag("PATTERN-6")
    void aHandMayReachManyParameters() {
        rehearsal
                .withValues()
                .hand("kick/*", 1)
                .heard("1.1 hand kick/decay=1\n1.1 hand kick/pitch=1");
    }

    @Test
    @Tag("CANCEL-4")
    void cancelUnderAPatternForgetsHeldBundlesToo() {
        rehearsal.sendAhead(1, new Command.Panic());

        rehearsal.send(new Command.Each(List.of(new Command.CancelAll()))).seconds(2).heard("");
    }
}
