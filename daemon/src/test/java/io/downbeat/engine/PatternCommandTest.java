package io.downbeat.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.downbeat.session.SampleSessions;
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
class PatternCommandTest {

    private final EngineScenario scenario = EngineScenario.of(SampleSessions.band());

    @Test
    @Tag("PATTERN-1")
    void aPatternReachesEveryTrackOnce() {
        scenario.scene("Intro").quietly().stop("*");

        scenario.heard("1.1 Drums stops Intro\n1.1 Synth stops Intro\n1.1 Visual stops Intro");
    }

    @Test
    @Tag("PATTERN-2")
    void tracksWithoutTheClipDoNotMatch() {
        var loaded =
                SampleSessions.piece()
                        .track("Drums", "a/b")
                        .clip("One", 1)
                        .clip("Two", 2)
                        .track("Synth", "c/d")
                        .clip("One", 1)
                        .done();
        var scenario = EngineScenario.of(loaded);

        scenario.launch("*/2").heard("1.1 Drums plays Two");
        scenario.launch("*/One").heard("1.1 Drums plays One\n1.1 Synth plays One");
        scenario.launch("*/3").heard("1.1 refused pattern");
        scenario.launch("*/Three").heard("1.1 refused pattern");
    }

    @Test
    @Tag("EMPTY-3")
    void anEmptyCellUnderAPatternStopsItsTrackIfThatIsSet() {
        scenario.send(new Command.SetWhenEmpty(GlobalLaunchSettings.WhenEmpty.STOP))
                .scene("Drop")
                .quietly();

        scenario.launch("*/9").heard("1.1 Drums stops Drop\n1.1 Visual stops Drop");
    }

    @Test
    @Tag("SAFE-2")
    void patternsDoNotLaunchOrStopOnASafeTrack() {
        scenario.scene("Intro")
                .send(new Command.SetSafe(ObjectReference.of("Synth"), OnOffToggle.ON))
                .quietly();

        scenario.stop("*").by("*", Command.RelativeStep.FIRST).launch("*/Drop");
        scenario.launch("S*/*")
                .send(new Command.StopTrack(ObjectReference.EVERY, Optional.empty()));
        assertEquals(1, scenario.view().track(2).active());
        scenario.quietly().stop("Synth").heard("1.1 Synth stops Intro");
    }

    @Test
    @Tag("SAFE-3")
    void otherCommandsReachASafeTrackThroughAPattern() {
        scenario.scene("Intro").hand("gain/level", 0.9).at("1.2").launch("Synth/Drop", "bar");
        scenario.send(new Command.SetSafe(ObjectReference.of("Synth"), OnOffToggle.ON)).quietly();

        scenario.cancel("*/*").heard("1.2 Synth drops Drop");
        scenario.send(new Command.RevertTrack(ObjectReference.EVERY));
        assertFalse(scenario.view().track(2).dirty());
        scenario.send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.OFF));
        assertFalse(scenario.view().session().track(2).orElseThrow().safe());
    }

    @Test
    @Tag("SAFE-4")
    void aPatternThatMatchesOnlySafeTracksIsAccepted() {
        scenario.send(new Command.SetSafe(ObjectReference.EVERY, OnOffToggle.ON))
                .stop("*")
                .heard("");
    }

    @Test
    @Tag("PATTERN-3")
    void aPatternThatMatchesNothingIsRefused() {
        scenario.stop("Z*").launch("Z*/1").hand("z*/x", 1).hand("*/z", 1);

        scenario.heard(
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
        var piece = SampleSessions.piece();
        for (int track = 0; track < 33; track++) {
            piece.track("T" + track, "n" + track + "/p");
            for (int clip = 0; clip < 32; clip++) {
                piece.clip("C" + clip, 1);
            }
        }
        var scenario = EngineScenario.of(piece.done());

        scenario.launch("*/*").heard("1.1 refused pattern");
        scenario.at("1.2").launch("T1*/*", "bar").quietly();
        assertEquals(11, scenario.view().pending());
    }

    @Test
    @Tag("PATTERN-4")
    void theMatchesOfAllItsAddressesCountTogether() {
        List<Command> stops =
                new ArrayList<>(
                        Collections.nCopies(
                                341,
                                new Command.StopTrack(ObjectReference.EVERY, Optional.empty())));
        scenario.scene("Intro").quietly();
        stops.add(new Command.StopTrack(ObjectReference.EVERY, Optional.empty()));

        scenario.send(new Command.CommandGroup(stops)).heard("1.1 refused pattern");
        assertEquals(1, scenario.view().track(1).active());
        scenario.send(new Command.CommandGroup(stops.subList(0, 341)));
        assertEquals(0, scenario.view().track(1).active());
    }

    @Test
    @Tag("PATTERN-5")
    void objectsThatCannotPerformTheCommandAreSkippedAndOnlyIfNoneCanItIsRefused() {
        scenario.launch("Drums/Drop").withValues().quietly();

        scenario.send(new Command.RevertTrack(ObjectReference.EVERY));
        scenario.heard("1.1 launch kick/decay=0.28 kick/pitch=58");
        scenario.hand("*/*", "loud").heard("1.1 hand noise/mode=loud");
        scenario.hand("kick/*", "loud").heard("1.1 refused type");
    }

    @Test
    @Tag("PATTERN-6")
    void aClientWriteMayMatchManyParameters() {
        scenario.withValues()
                .hand("kick/*", 1)
                .heard("1.1 hand kick/decay=1\n1.1 hand kick/pitch=1");
    }

    @Test
    @Tag("CANCEL-4")
    void cancelThroughAPatternRemovesHeldBundlesToo() {
        scenario.sendAhead(1, new Command.Panic());

        scenario.send(new Command.CommandGroup(List.of(new Command.CancelAll())))
                .seconds(2)
                .heard("");
    }
}
