package io.downbeat.engine.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.RequestSender;
import io.downbeat.session.model.CueList;
import io.downbeat.session.model.CueList.Advance;
import io.downbeat.session.model.GlobalLaunchSettings;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.ClockSource;
import io.downbeat.session.view.UpcomingBoundary;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Cue lists as a theatre uses them. Scenes of the band; clips are left out of what is heard. */
class CueListTest {

    private final EngineScenario scenario = EngineScenario.of(show());

    private static GraphFileContents show() {
        return SampleSessions.bandToExtend()
                .cueList("Show")
                .step("Intro")
                .step("Verse")
                .step("Drop")
                .done();
    }

    /** A show of which the first step advances in this way. */
    private static EngineScenario advancing(Advance advance, int bars) {
        return EngineScenario.of(
                SampleSessions.bandToExtend()
                        .cueList("Show")
                        .step("Intro", advance, bars)
                        .step("Verse")
                        .step("Drop")
                        .done());
    }

    private static ObjectReference list(String name) {
        return ObjectReference.of(name);
    }

    private void heard(String score) {
        scenario.heardOfScenes(score);
    }

    @Test
    @Tag("CUE-1")
    void goLaunchesTheStandbyStepAndMovesStandbyOn() {
        scenario.at("1.3").go("Show", "bar");

        assertEquals("standby 2, plays 0, 2.0 beats left", scenario.cueList(1));
        scenario.at("3.1");
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        heard(
                """
                1.3 scene Intro queued for 2.1
                1.3 cue Show/1 queued for 2.1
                2.1 scene Intro
                2.1 cue Show/1
                """);

        scenario.go("Show").seconds(1).go("Show");
        heard("3.1 scene Verse\n3.1 cue Show/2\n3.3 scene Drop\n3.3 cue Show/3");
        assertEquals("standby 0, plays 3", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-2")
    void goPastTheLastStepIsRefusedUntilStandbyIsSet() {
        scenario.standby("Show", 3).go("Show").seconds(1).quietly().go("Show");
        heard("1.3 refused end");

        scenario.send(new Command.ResetStandby(list("Show"))).go("Show");
        heard("1.3 scene Intro\n1.3 cue Show/1");
    }

    @Test
    @Tag("CUE-3")
    void aGoWhileAStepIsQueuedGivesThatStepAnotherBoundary() {
        scenario.at("1.2").go("Show", "4bar").seconds(0.4).go("Show", "beat").at("6.1");

        heard(
                """
                1.2 scene Intro queued for 5.1
                1.2 cue Show/1 queued for 5.1
                1.2+0.8 scene Intro queued for 1.3
                1.2+0.8 cue Show/1 queued for 1.3
                1.3 scene Intro
                1.3 cue Show/1
                """);
        assertEquals("standby 2, plays 1", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-4")
    void aBouncingPedalLaunchesOneStep() {
        scenario.go("Show").seconds(0.02).go("Show").seconds(0.05).go("Show");
        heard("1.1 scene Intro\n1.1 cue Show/1\n1.1+0.04 refused guard\n1.1+0.14 refused guard");
        assertEquals("standby 2, plays 1", scenario.cueList(1));

        scenario.seconds(0.23).go("Show");
        heard("1.1+0.6 scene Verse\n1.1+0.6 cue Show/2");
    }

    @Test
    @Tag("CUE-4")
    void theGuardIsOfOneListAndOnlyOfGo() {
        var scenario =
                EngineScenario.of(
                        SampleSessions.bandToExtend()
                                .cueList("Show")
                                .step("Intro")
                                .step("Verse")
                                .cueList("Lights")
                                .step("Drop")
                                .done());
        scenario.go("Show").go("Lights").step("Show/2");

        scenario.heardOfScenes(
                """
                1.1 scene Intro
                1.1 cue Show/1
                1.1 scene Drop
                1.1 cue Lights/1
                1.1 scene Verse
                1.1 cue Show/2
                """);
        scenario.send(new Command.SetCueGuard(list("Show"), 0))
                .standby("Show", 1)
                .go("Show")
                .go("Show");
        assertEquals("standby 0, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-4")
    void pressesThatAreReadLateCountFromTheirArrival() {
        scenario.go("Show").seconds(5);
        scenario.sendAhead(-4.9, new Command.GoCueList(list("Show"), Optional.empty()));

        // A bundle whose time has passed is a press of now: its tag is no arrival time.
        assertEquals("standby 3, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-5")
    void settingStandbyLaunchesNothing() {
        scenario.standby("Show", 3);
        assertEquals("standby 3, plays 0", scenario.cueList(1));
        scenario.send(new Command.MoveStandbyBack(list("Show")));
        assertEquals("standby 2, plays 0", scenario.cueList(1));
        scenario.send(new Command.ResetStandby(list("Show")));
        assertEquals("standby 1, plays 0", scenario.cueList(1));
        heard("");

        scenario.send(new Command.MoveStandbyBack(list("Show"))).standby("Show", 4);
        heard("1.1 refused end\n1.1 refused no-such");
        assertEquals("standby 1, plays 0", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-5")
    void backFromTheEndIsTheLastStep() {
        scenario.standby("Show", 3).go("Show").send(new Command.MoveStandbyBack(list("Show")));

        assertEquals("standby 3, plays 3", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-6")
    void aStepIsLaunchedByItselfAndStandbyIsTheOneAfterIt() {
        scenario.at("1.2").step("Show/2", "bar");
        assertEquals("standby 3, plays 0, 3.0 beats left", scenario.cueList(1));

        scenario.at("2.2").step("Show/1");
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        heard(
                """
                1.2 scene Verse queued for 2.1
                1.2 cue Show/2 queued for 2.1
                2.1 scene Verse
                2.1 cue Show/2
                2.2 scene Intro
                2.2 cue Show/1
                """);
    }

    @Test
    @Tag("CUE-6")
    void aStepThatIsLaunchedTakesThePlaceOfTheQueuedStepOfItsList() {
        scenario.at("1.2").go("Show", "4bar").step("Show/3").at("6.1");

        heard(
                """
                1.2 scene Intro queued for 5.1
                1.2 cue Show/1 queued for 5.1
                1.2 scene Drop
                1.2 cue Show/3
                1.2 cue Show/1 dropped
                1.2 scene Intro dropped
                """);
        assertEquals("standby 0, plays 3", scenario.cueList(1));
        assertEquals(0, scenario.view().pending());
    }

    @Test
    @Tag("CUE-7")
    void aListUsesTheQuantizationOfTheLaunchElseItsOwnElseTheGlobalOne() {
        scenario.quantize("2bar").at("1.2").go("Show").seconds(0.4);
        assertEquals("standby 2, plays 0, 6.2 beats left", scenario.cueList(1));

        scenario.send(new Command.SetCueQuantize(list("Show"), Optional.of(Quantize.BAR)))
                .go("Show");
        assertEquals("standby 2, plays 0, 2.2 beats left", scenario.cueList(1));

        scenario.seconds(0.4).go("Show", "instant");
        assertEquals("standby 2, plays 1", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-8")
    void aStepThatLastsSomeBarsIsFollowedByTheNextOneAndIsQueuedABeatAhead() {
        var scenario = advancing(Advance.AFTER_BARS, 2);
        scenario.at("1.3").go("Show", "bar").at("3.2");
        assertEquals("standby 2, plays 1, 3.0 beats left", scenario.cueList(1));

        scenario.at("9.1");
        scenario.heardOfScenes(
                """
                1.3 scene Intro queued for 2.1
                1.3 cue Show/1 queued for 2.1
                2.1 scene Intro
                2.1 cue Show/1
                3.4 scene Verse queued for 4.1
                3.4 cue Show/2 queued for 4.1
                4.1 scene Verse
                4.1 cue Show/2
                """);
        assertEquals("standby 3, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-8")
    void aStepThatComesByItselfIsAnnouncedAsALaunchByHandIs() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4");

        UpcomingBoundary announced = scenario.lastTurn().upcoming().getFirst();
        assertEquals(4, announced.at().quarters());
        assertEquals(3, announced.launches().size());
        assertEquals(1, announced.cues().size());
        scenario.events(Event.class);
        scenario.at("2.2");
        assertEquals(
                announced.revision(),
                scenario.events(Event.ParamsWritten.class).getFirst().prepared());
    }

    @Test
    @Tag("CUE-8")
    void noStepOfALongListThatRunsByItselfIsLate() {
        var piece = SampleSessions.bandToExtend().cueList("Show");
        List<String> scenes = List.of("Intro", "Verse", "Chorus", "Drop");
        for (int step = 0; step < 200; step++) {
            piece.step(scenes.get(step % 4), Advance.AFTER_BARS, 1 + step % 3);
        }
        GraphFileContents loaded = piece.done();
        for (double tempo : List.of(174.0, 61.37, 299.9)) {
            var scenario = EngineScenario.of(loaded).tempo(tempo).go("Show");
            scenario.at("420.1");

            List<Event.CueLaunched> launched = scenario.events(Event.CueLaunched.class);
            assertEquals(200, launched.size());
            double expected = 0;
            for (int step = 0; step < 200; step++) {
                assertEquals(expected, launched.get(step).at().quarters());
                expected += 4 * (1 + step % 3);
            }
        }
    }

    @Test
    @Tag("CUE-9")
    void aGoBeforeTheStepIsOverLaunchesTheNextOneAndCountsFromThere() {
        var scenario =
                EngineScenario.of(
                        SampleSessions.bandToExtend()
                                .cueList("Show")
                                .step("Intro", Advance.AFTER_BARS, 4)
                                .step("Verse", Advance.AFTER_BARS, 1)
                                .step("Drop")
                                .done());
        scenario.go("Show").at("2.2").go("Show", "bar").at("5.4");

        scenario.heardOfScenes(
                """
                1.1 scene Intro
                1.1 cue Show/1
                2.2 scene Verse queued for 3.1
                2.2 cue Show/2 queued for 3.1
                3.1 scene Verse
                3.1 cue Show/2
                3.4 scene Drop queued for 4.1
                3.4 cue Show/3 queued for 4.1
                4.1 scene Drop
                4.1 cue Show/3
                """);
    }

    @Test
    @Tag("CUE-9")
    void aGoInTheLastBeatLaunchesTheStepThatIsQueuedByItself() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4").seconds(0.1).quietly().go("Show").at("4.1");

        scenario.heardOfScenes("1.4+0.2 scene Verse\n1.4+0.2 cue Show/2");
        assertEquals("standby 3, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-9")
    void theStepOnStandbyIsTheOneThatComesByItself() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4").seconds(0.1).quietly().standby("Show", 3).at("4.1");

        scenario.heardOfScenes(
                """
                1.4+0.2 cue Show/2 dropped
                1.4+0.2 scene Verse dropped
                1.4+0.2 scene Drop queued for 2.1
                1.4+0.2 cue Show/3 queued for 2.1
                2.1 scene Drop
                2.1 cue Show/3
                """);
    }

    @Test
    @Tag("CUE-10")
    void anotherScenesLaunchLaunchesTheNextStepOnTheSameBeat() {
        var scenario = advancing(Advance.ON_SCENE_LAUNCH, 1);
        scenario.go("Show").at("1.3").quietly().scene("Chorus", "bar").at("3.1");

        scenario.heardOfScenes(
                """
                1.3 scene Chorus queued for 2.1
                2.1 scene Chorus
                2.1 scene Verse
                2.1 cue Show/2
                """);
        assertEquals("standby 3, plays 2", scenario.cueList(1));
        scenario.scene("Chorus");
        assertEquals("standby 3, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-10")
    void theLaunchOfTheNextStepsOwnSceneIsThatStep() {
        var scenario = advancing(Advance.ON_SCENE_LAUNCH, 1);
        scenario.go("Show").seconds(1).quietly().scene("Verse");

        scenario.heardOfScenes("1.3 scene Verse\n1.3 cue Show/2");
        assertEquals("standby 3, plays 2", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-10")
    void listsThatWaitForScenesDoNotLaunchEachOtherForEver() {
        var piece = SampleSessions.bandToExtend();
        for (String name : List.of("One", "Two", "Three")) {
            piece.cueList(name);
            for (int step = 0; step < 20; step++) {
                piece.step(step % 2 == 0 ? "Intro" : "Verse", Advance.ON_SCENE_LAUNCH, 1);
            }
        }
        var scenario = EngineScenario.of(piece.done());
        scenario.go("One").seconds(1).go("Two").seconds(1).go("Three").seconds(1);
        int[] before = playing(scenario);
        scenario.events(Event.class);

        scenario.scene("Drop");

        int[] after = playing(scenario);
        for (int list = 0; list < 3; list++) {
            assertEquals(before[list] + 1, after[list], "list " + (list + 1));
        }
        assertEquals(3, scenario.events(Event.CueLaunched.class).size());
    }

    private static int[] playing(EngineScenario scenario) {
        return scenario.view().cueLists().stream().mapToInt(list -> list.playing()).toArray();
    }

    @Test
    @Tag("CUE-11")
    void stopLeavesTheListAndTheMusicGoesOn() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4").quietly().send(new Command.StopCueList(list("Show")));

        assertEquals("standby 2, plays 0", scenario.cueList(1));
        scenario.heardOfScenes("1.4 cue Show/2 dropped\n1.4 scene Verse dropped");
        scenario.at("4.1").heardOfScenes("");
        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("CUE-11")
    void stopUnqueuesAStepThatIsOnStandbyAgain() {
        scenario.at("1.2").go("Show", "bar").send(new Command.StopCueList(list("Show"))).quietly();

        assertEquals("standby 1, plays 0", scenario.cueList(1));
        scenario.at("4.1").heard("");
    }

    @Test
    @Tag("CUE-12")
    void aStepThatIsCancelledIsOnStandbyAgainAndTheListWaits() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.at("1.2").go("Show", "bar").send(new Command.CancelAll());
        assertEquals("standby 1, plays 0", scenario.cueList(1));

        scenario.go("Show").seconds(0.1);
        assertEquals("standby 1, plays 0", scenario.cueList(1), "the guard holds");
        scenario.seconds(0.3).go("Show", "bar").at("2.4").quietly().send(new Command.CancelAll());
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        scenario.heardOfScenes("2.4 scene Verse dropped\n2.4 cue Show/2 dropped");
        scenario.at("6.1").heardOfScenes("");
    }

    @Test
    @Tag("CUE-12")
    void panicEndsTheWaitOfAListUntilTheNextGo() {
        for (Advance advance : List.of(Advance.AFTER_BARS, Advance.ON_SCENE_LAUNCH)) {
            var scenario = advancing(advance, 2);
            scenario.go("Show").at("1.3").send(new Command.Panic()).quietly();
            assertEquals("standby 2, plays 1", scenario.cueList(1));

            scenario.scene("Chorus").at("5.1").heardOfScenes("1.3 scene Chorus");
            scenario.go("Show").heardOfScenes("5.1 scene Verse\n5.1 cue Show/2");
        }
    }

    @Test
    @Tag("CUE-12")
    void launchesThatTakeAllTracksOfTheQueuedStepTakeItsPlace() {
        scenario.at("1.2").standby("Show", 3).go("Show", "bar").quietly();
        scenario.launch("Drums/Intro", "bar").launch("Visual/Intro", "bar");

        heard("1.2 scene Drop dropped\n1.2 cue Show/3 dropped");
        assertEquals("standby 3, plays 0", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-12")
    void anotherListThatTakesAllTracksOfTheQueuedStepTakesItsPlace() {
        var scenario = showAndLights(Advance.MANUAL);
        scenario.at("1.2").go("Lights", "bar").quietly().go("Show");

        scenario.heardOfScenes(
                """
                1.2 scene Drop dropped
                1.2 cue Lights/1 dropped
                1.2 scene Intro
                1.2 cue Show/1
                """);
        assertEquals("standby 1, plays 0", scenario.cueList(2));
    }

    /** Two lists that begin with different scenes and go on in this way to the same one. */
    private static EngineScenario showAndLights(Advance advance) {
        return EngineScenario.of(
                SampleSessions.bandToExtend()
                        .cueList("Show")
                        .step("Intro", advance, 1)
                        .step("Verse")
                        .cueList("Lights")
                        .step("Drop", advance, 1)
                        .step("Verse")
                        .done());
    }

    @Test
    @Tag("CUE-13")
    void aLaunchOfTheQueuedStepsSceneTakesTheStepAlong() {
        scenario.at("1.2").go("Show", "4bar").quietly().scene("Intro", "bar").at("6.1");

        heard(
                """
                1.2 scene Intro queued for 2.1
                1.2 cue Show/1 queued for 2.1
                2.1 scene Intro
                2.1 cue Show/1
                """);
    }

    @Test
    @Tag("CUE-13")
    void aSceneByHandThatHasTakenAStepAlongIsLaunchedWithoutItIfTheListIsStopped() {
        scenario.at("1.2").go("Show", "4bar").scene("Intro", "bar").quietly();
        scenario.send(new Command.StopCueList(list("Show"))).at("6.1");

        heard("1.2 cue Show/1 dropped\n2.1 scene Intro");
        assertEquals("standby 1, plays 0", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-13")
    void listsThatComeByThemselvesToTheSameSceneLaunchItOnceOnTheFirstOfTheirBeats() {
        var scenario = showAndLights(Advance.AFTER_BARS);
        scenario.go("Show").seconds(0.25).go("Lights").seconds(0.25).quietly();
        scenario.events(Event.class);
        scenario.at("3.1");

        scenario.heardOfScenes(
                """
                1.4 scene Verse queued for 2.1
                1.4 cue Show/2 queued for 2.1
                1.4+0.5 scene Verse queued for 2.1
                1.4+0.5 cue Lights/2 queued for 2.1
                1.4+0.5 cue Show/2 queued for 2.1
                2.1 scene Verse
                2.1 cue Lights/2
                2.1 cue Show/2
                """);
        assertEquals(List.of(), scenario.events(Event.Retimed.class));
    }

    @Test
    @Tag("CUE-13")
    void aShorterWaitOfOneListMovesTheSceneThatTwoListsComeTo() {
        var scenario = showAndLights(Advance.AFTER_BARS);
        scenario.send(afterBars("Lights", 4)).go("Lights").at("4.1").go("Show");
        scenario.at("4.4").seconds(0.25).quietly().send(afterBars("Lights", 2)).at("6.1");

        // The first two bars of the lights have passed: their step still comes with the bar line.
        scenario.heardOfScenes("5.1 scene Verse\n5.1 cue Lights/2\n5.1 cue Show/2");
    }

    private static Command afterBars(String list, int bars) {
        return new Command.SetCueStepAdvance(
                list(list), list("1"), Advance.AFTER_BARS, Optional.of(bars));
    }

    @Test
    @Tag("CUE-13")
    void whatOthersLaunchMovesNoStandby() {
        scenario.go("Show").scene("Drop").launch("Drums/Verse").at("2.1");

        assertEquals("standby 2, plays 1", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-14")
    void whileTheTransportIsStoppedAGoStartsItOrWaitsForTheFirstBeat() {
        var started = EngineScenario.halted(show()).go("Show");
        started.heardOfScenes("1.1 scene Intro\n1.1 cue Show/1\n1.1 runs");

        var waiting =
                EngineScenario.halted(show())
                        .send(new Command.SetWhenStopped(GlobalLaunchSettings.WhenStopped.WAIT))
                        .go("Show")
                        .seconds(3);
        assertEquals("standby 2, plays 0, 0.0 beats left", waiting.cueList(1));
        waiting.heardOfScenes("1.1 scene Intro queued for 1.1\n1.1 cue Show/1 queued for 1.1");
        waiting.play().heardOfScenes("1.1 runs\n1.1 scene Intro\n1.1 cue Show/1");
    }

    @Test
    @Tag("CUE-14")
    void theTempoOfAStepsSceneHoldsFromItsBeatAndMovesNoBeatOfTheList() {
        GraphFileContents piece =
                SampleSessions.bandToExtend()
                        .scene("Slow", 60, "Drums/Verse")
                        .cueList("Show")
                        .step("Intro", Advance.AFTER_BARS, 1)
                        .step("Slow", Advance.AFTER_BARS, 1)
                        .step("Drop")
                        .done();
        var scenario = EngineScenario.of(piece).go("Show").at("3.2");

        scenario.heardOfScenes(
                """
                1.1 scene Intro
                1.1 cue Show/1
                1.4 scene Slow queued for 2.1
                1.4 cue Show/2 queued for 2.1
                2.1 tempo 60.0
                2.1 scene Slow
                2.1 cue Show/2
                2.4 scene Drop queued for 3.1
                2.4 cue Show/3 queued for 3.1
                3.1 scene Drop
                3.1 cue Show/3
                """);
        assertEquals(2 + 4 + 1, scenario.elapsed());
    }

    @Test
    @Tag("CUE-15")
    void aStopKeepsTheWaitAndAJumpKeepsItsBars() {
        var scenario = advancing(Advance.AFTER_BARS, 2);
        scenario.go("Show").at("1.3").halt().seconds(7).play().at("2.2").seconds(0.25);
        assertEquals("standby 2, plays 1, 2.5 beats left", scenario.cueList(1));

        scenario.quietly().send(new Command.Restart());

        assertEquals("standby 2, plays 1, 4.0 beats left", scenario.cueList(1));
        scenario.at("3.1")
                .heardOfScenes(
                        """
                        1.1 count
                        1.4 scene Verse queued for 2.1
                        1.4 cue Show/2 queued for 2.1
                        2.1 scene Verse
                        2.1 cue Show/2
                        """);
    }

    @Test
    @Tag("CUE-15")
    void aResyncJustBeforeTheBarLineLaunchesTheStepAtOnce() {
        var scenario = advancing(Advance.AFTER_BARS, 2);
        scenario.go("Show").at("2.4").seconds(0.45).quietly().send(new Command.Resync());

        scenario.heardOfScenes("1.1 count\n1.1 scene Verse\n1.1 cue Show/2");
        scenario.at("3.1").heardOfScenes("");
    }

    @Test
    @Tag("CUE-15")
    void aNewSignatureKeepsTheBarsThatWerePlayed() {
        var scenario = advancing(Advance.AFTER_BARS, 3);
        scenario.go("Show").at("2.3").quietly().signature(3, 4).at("6.1");

        // Beat 6 is the bar line of 3/4: the second bar ends there, the third one is 6 to 9.
        scenario.heardOfScenes(
                """
                3.1 signature 3/4
                3.3 scene Verse queued for 4.1
                3.3 cue Show/2 queued for 4.1
                4.1 scene Verse
                4.1 cue Show/2
                """);
    }

    @Test
    @Tag("CUE-16")
    void aShorterWaitThatHasPassedEndsWithItsBar() {
        var scenario = advancing(Advance.AFTER_BARS, 8);
        scenario.go("Show").at("3.3").quietly();
        scenario.send(
                new Command.SetCueStepAdvance(
                        list("Show"), list("1"), Advance.AFTER_BARS, Optional.of(1)));

        assertEquals("standby 2, plays 1, 2.0 beats left", scenario.cueList(1));
        scenario.at("5.1")
                .heardOfScenes(
                        """
                        3.4 scene Verse queued for 4.1
                        3.4 cue Show/2 queued for 4.1
                        4.1 scene Verse
                        4.1 cue Show/2
                        """);
    }

    @Test
    @Tag("CUE-16")
    void aShorterWaitThatIsSetInTheLastBeatChangesNothing() {
        var scenario = advancing(Advance.AFTER_BARS, 4);
        scenario.go("Show").at("4.4").seconds(0.25).quietly().send(afterBars("Show", 1));

        assertEquals("standby 2, plays 1, 0.5 beats left", scenario.cueList(1));
        scenario.at("6.1")
                .heard(
                        """
                        5.1 scene Verse
                        5.1 cue Show/2
                        5.1 Drums plays Verse
                        5.1 Synth plays Verse
                        5.1 Visual plays Verse
                        """);
    }

    @Test
    @Tag("CUE-16")
    void aListThatHasEndedWaitsForAGoWhateverIsPutOnStandbyThen() {
        GraphFileContents piece =
                SampleSessions.bandToExtend()
                        .cueList("Show")
                        .step("Intro", Advance.AFTER_BARS, 1)
                        .step("Verse", Advance.AFTER_BARS, 1)
                        .done();
        var ended = EngineScenario.of(piece).go("Show").at("3.1").seconds(0.1).quietly();
        ended.standby("Show", 1).at("8.1").heardOfScenes("");
        assertEquals("standby 1, plays 2", ended.cueList(1));

        var reset = EngineScenario.of(piece).go("Show").at("1.2").quietly();
        reset.send(new Command.ResetStandby(list("Show"))).at("8.1").heardOfScenes("");
        assertEquals("standby 1, plays 1", reset.cueList(1));
    }

    @Test
    @Tag("CUE-16")
    void aStepThatIsSetToManualWaitsForAGo() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4").quietly();
        scenario.send(
                new Command.SetCueStepAdvance(
                        list("Show"), list("1"), Advance.MANUAL, Optional.empty()));

        scenario.at("5.1").heardOfScenes("1.4 cue Show/2 dropped\n1.4 scene Verse dropped");
        assertEquals("standby 2, plays 1", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-17")
    void standbyFollowsItsStepAndAnUndoBringsItBack() {
        scenario.go("Show").send(new Command.MoveCueStep(list("Show"), list("2"), 3));
        assertEquals("standby 3, plays 1", scenario.cueList(1));

        scenario.send(new Command.Undo());
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        scenario.send(new Command.DeleteCueStep(list("Show"), list("2")));
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        assertEquals("step_3", scenario.view().session().cueLists().getFirst().steps().get(1).id());
        scenario.send(new Command.DeleteCueStep(list("Show"), list("2")));
        assertEquals("standby 0, plays 1", scenario.cueList(1));

        scenario.send(new Command.Undo()).send(new Command.Undo());
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        assertEquals("step_2", scenario.view().session().cueLists().getFirst().steps().get(1).id());
    }

    @Test
    @Tag("CUE-17")
    void aStepThatIsAddedBehindTheLastOneIsOnStandbyAtTheEnd() {
        scenario.standby("Show", 3).go("Show");
        assertEquals("standby 0, plays 3", scenario.cueList(1));

        scenario.send(new Command.AddCueStep(list("Show"), list("Chorus")));

        assertEquals("standby 4, plays 3", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-17")
    void aNewListHasItsFirstStepOnStandby() {
        scenario.send(new Command.AddCueList(Optional.of("Encore"))).go("Encore");
        scenario.quietly()
                .send(new Command.AddCueStep(list("Encore"), list("Drop")))
                .quietly()
                .seconds(1);

        assertEquals("standby 1, plays 0", scenario.cueList(2));
        scenario.go("Encore").heardOfScenes("1.3 scene Drop\n1.3 cue Encore/1");
    }

    @Test
    @Tag("CUE-18")
    void aQueuedStepThatIsDeletedIsNoLongerQueued() {
        for (Command deletion :
                List.of(
                        new Command.DeleteCueStep(list("Show"), list("1")),
                        new Command.DeleteCueList(list("Show")))) {
            var scenario = EngineScenario.of(show()).at("1.2").go("Show", "bar").send(deletion);
            assertEquals(0, scenario.view().pending(), deletion.toString());

            scenario.send(new Command.Undo()).quietly().at("4.1").heard("");
            assertEquals(1, scenario.view().cueLists().size());
        }
    }

    @Test
    @Tag("CUE-18")
    void aQueuedStepOfADeletedSceneIsNoLongerQueuedAndItsClipsWaitOn() {
        scenario.at("1.2").go("Show", "bar").send(new Command.DeleteScene(list("Intro")));
        assertEquals("standby 1, plays 0", scenario.cueList(1));

        scenario.at("3.1");
        assertEquals("standby 1, plays 0", scenario.cueList(1));
        assertEquals(1, scenario.view().track(1).active());
    }

    @Test
    @Tag("CUE-18")
    void theDeletionOfThePlayingStepEndsItsWaitAlsoAfterAnUndo() {
        var scenario = advancing(Advance.AFTER_BARS, 2);
        scenario.go("Show").at("2.4");
        scenario.send(new Command.DeleteCueStep(list("Show"), list("1"))).quietly();
        assertEquals("standby 1, plays 0", scenario.cueList(1));

        scenario.send(new Command.Undo()).at("6.1");
        assertEquals("standby 2, plays 1", scenario.cueList(1));
        assertTrue(scenario.events(Event.CueLaunched.class).size() == 1);
    }

    @Test
    @Tag("CUE-18")
    void aQueuedStepLaunchesTheSceneThatItIsGiven() {
        var scenario = EngineScenario.of(show()).at("1.2").go("Show", "bar").quietly();
        scenario.send(new Command.SetCueStepScene(list("Show"), list("1"), list("Chorus")));
        assertEquals("standby 2, plays 0, 3.0 beats left", scenario.cueList(1));

        scenario.at("3.1");
        assertEquals(3, scenario.view().scenes().last());
        assertEquals("standby 2, plays 1", scenario.cueList(1));
    }

    @Test
    @Tag("CUE-18")
    void aStepThatComesByItselfLaunchesTheSceneThatItIsGiven() {
        var scenario = advancing(Advance.AFTER_BARS, 1);
        scenario.go("Show").at("1.4").quietly();
        scenario.send(new Command.SetCueStepScene(list("Show"), list("2"), list("Chorus")));

        scenario.at("3.1")
                .heardOfScenes(
                        """
                        1.4 cue Show/2 dropped
                        1.4 scene Verse dropped
                        1.4 scene Chorus queued for 2.1
                        1.4 cue Show/2 queued for 2.1
                        2.1 scene Chorus
                        2.1 cue Show/2
                        """);
    }

    @Test
    @Tag("CUE-19")
    void aStepThatLaunchesNoClipCountsAsLaunched() {
        var scenario =
                EngineScenario.of(
                        SampleSessions.bandToExtend()
                                .scene("Silence")
                                .cueList("Show")
                                .step("Silence", Advance.AFTER_BARS, 1)
                                .step("Drop")
                                .done());
        scenario.at("1.2").go("Show", "bar").at("4.1");

        scenario.heardOfScenes(
                """
                1.2 cue Show/1 queued for 2.1
                2.1 scene Silence
                2.1 cue Show/1
                2.4 scene Drop queued for 3.1
                2.4 cue Show/2 queued for 3.1
                3.1 scene Drop
                3.1 cue Show/2
                """);
    }

    @Test
    @Tag("CUE-19")
    void theListsOwnGridHoldsForStepsThatComeByThemselvesAndTheGlobalOneDoesNot() {
        GraphFileContents piece =
                SampleSessions.bandToExtend()
                        .cueList("Show")
                        .step("Intro", Advance.AFTER_BARS, 1)
                        .step("Verse")
                        .done();
        var scenario = EngineScenario.of(piece).quantize("8bar").at("1.2").go("Show", "instant");
        assertEquals("standby 2, plays 1, 4.0 beats left", scenario.cueList(1));

        scenario.send(new Command.SetCueQuantize(list("Show"), Optional.of(Quantize.BAR)));
        assertEquals("standby 2, plays 1, 7.0 beats left", scenario.cueList(1));

        scenario.at("3.2");
        scenario.heardOfScenes(
                """
                1.2 scene Intro
                1.2 cue Show/1
                2.4 scene Verse queued for 3.1
                2.4 cue Show/2 queued for 3.1
                3.1 scene Verse
                3.1 cue Show/2
                """);
    }

    @Test
    @Tag("CUE-19")
    void anotherSessionBeginsAtItsFirstSteps() {
        CueList list = show().session().cueLists().getFirst();
        assertEquals(CueList.USUAL_GUARD_SECONDS, list.guardSeconds());
        scenario.go("Show");
        assertEquals("standby 2, plays 1", scenario.cueList(1));

        scenario.send(
                new Command.ReportLoad(
                        RequestSender.DAEMON,
                        "",
                        show().inPlaceOf(scenario.view().graph()),
                        ClockSource.INTERNAL,
                        List.of(),
                        1));

        assertEquals("standby 1, plays 0", scenario.cueList(1));
    }
}
