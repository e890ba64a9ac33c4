package io.downbeat.engine.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.engine.EngineScenario;
import io.downbeat.session.SampleSessions;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.FollowActionChange;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.command.OnOffToggle;
import io.downbeat.session.model.FollowAction;
import io.downbeat.session.model.FollowAction.Choice;
import io.downbeat.session.model.FollowAction.Kind;
import io.downbeat.session.model.GraphFileContents;
import io.downbeat.session.model.LaunchMode;
import io.downbeat.session.model.Quantize;
import io.downbeat.session.view.UpcomingBoundary;
import io.downbeat.time.Beats;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Follow actions of clips and scenes: what follows, when, and what a hand changes. */
class FollowActionTest {

    private static final List<String> CLIPS = List.of("A", "B", "C", "D");

    /** A track of four clips, A to D, of which all have this follow action. */
    private static GraphFileContents all(FollowAction action) {
        var piece = SampleSessions.piece().track("Drums", "kick/decay");
        for (String clip : CLIPS) {
            piece.clip(clip, 0.1 * CLIPS.indexOf(clip)).follow(action);
        }
        return piece.done();
    }

    private static FollowAction action(Kind kind, double beats) {
        return new FollowAction(
                true, choice(kind), choice(Kind.NONE), 1, Optional.of(Beats.of(beats)), 1);
    }

    private static Choice choice(Kind kind) {
        return new Choice(kind, 0);
    }

    private static EngineScenario playing(FollowAction action) {
        return EngineScenario.of(all(action));
    }

    private static ObjectReference ref(String name) {
        return ObjectReference.of(name);
    }

    private static Command set(FollowActionChange change) {
        return new Command.SetClipFollow(ref("Drums"), ref("A"), change);
    }

    private static List<String> played(EngineScenario scenario) {
        return scenario.events(Event.ClipActivated.class).stream()
                .map(event -> CLIPS.get(event.clip().text().charAt(11) - '1'))
                .toList();
    }

    @Test
    @Tag("FOLLOW-1")
    void theNextClipFollowsOnItsBeatAndIsQueuedABeatAhead() {
        var scenario = playing(action(Kind.NEXT, 4)).at("1.3").launch("Drums/A", "bar").at("4.1");

        scenario.heard(
                """
                1.3 Drums queues A for 2.1
                2.1 Drums plays A
                2.4 Drums queues B for 3.1
                3.1 Drums plays B
                3.4 Drums queues C for 4.1
                4.1 Drums plays C
                """);
    }

    @Test
    @Tag("FOLLOW-1")
    void whatFollowsIsAnnouncedAsALaunchByHandIs() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4");

        UpcomingBoundary announced = scenario.lastTurn().upcoming().getFirst();
        assertEquals(4, announced.at().quarters());
        scenario.events(Event.class);
        scenario.at("2.1");
        assertEquals(
                announced.revision(),
                scenario.events(Event.ParamsWritten.class).getFirst().prepared());
    }

    @Test
    @Tag("FOLLOW-2")
    void eachActionLaunchesWhatItSays() {
        assertEquals("A B C", follows(Kind.NEXT, "A"));
        assertEquals("A D C", follows(Kind.PREVIOUS, "A"));
        assertEquals("C A A", follows(Kind.FIRST, "C"));
        assertEquals("A D D", follows(Kind.LAST, "A"));
        assertEquals("B B B", follows(Kind.AGAIN, "B"));
        assertEquals("B", follows(Kind.NONE, "B"));
        assertEquals("A C C", follows(Kind.ANY, "A"));
        assertEquals("A C B", follows(Kind.OTHER, "A"));
    }

    /** Dice fall on the middle. */
    private static String follows(Kind kind, String first) {
        var scenario = playing(action(kind, 4)).launch("Drums/" + first).at("3.2");
        return String.join(" ", played(scenario));
    }

    @Test
    @Tag("FOLLOW-2")
    void aJumpGoesToItsPositionAndAStopEndsTheTrack() {
        var jump = new Choice(Kind.JUMP, 3);
        var action = new FollowAction(true, jump, jump, 1, Optional.of(Beats.of(4)), 1);
        assertEquals(List.of("A", "C", "C"), played(playing(action).launch("Drums/A").at("3.2")));

        var stop = playing(action(Kind.STOP, 4)).launch("Drums/A").at("4.1");
        stop.heard(
                """
                1.1 Drums plays A
                1.4 Drums queues stop for 2.1
                2.1 Drums stops A
                """);
    }

    @Test
    @Tag("FOLLOW-2")
    void aJumpToAnEmptyCellIsNone() {
        var far = new Choice(Kind.JUMP, 9);
        var action = new FollowAction(true, far, far, 1, Optional.of(Beats.of(4)), 1);
        assertEquals(List.of("A"), played(playing(action).launch("Drums/A").at("9.1")));
    }

    @Test
    @Tag("FOLLOW-3")
    void theBagGivesEveryClipOnceBeforeItIsFilledAgain() {
        for (long seed = 1; seed <= 20; seed++) {
            var scenario = EngineScenario.of(all(action(Kind.BAG, 1)), RandomSource.seeded(seed));
            List<String> played = played(scenario.launch("Drums/A").at("6.1"));
            assertTrue(played.size() >= 20, played::toString);
            for (int at = 0; at + 4 <= played.size(); at += 4) {
                List<String> round = played.subList(at, at + 4);
                assertEquals(4, new HashSet<>(round).size(), played::toString);
                assertTrue(at == 0 || !round.getFirst().equals(played.get(at - 1)));
            }
        }
    }

    @Test
    @Tag("FOLLOW-4")
    void theChanceDecidesBetweenTheTwoActionsAndTheSeedDecidesTheChance() {
        var action =
                new FollowAction(
                        true,
                        choice(Kind.NEXT),
                        choice(Kind.AGAIN),
                        0.25,
                        Optional.of(Beats.of(1)),
                        1);
        var one = EngineScenario.of(all(action), RandomSource.seeded(5)).launch("Drums/A");
        var same = EngineScenario.of(all(action), RandomSource.seeded(5)).launch("Drums/A");
        List<String> played = played(one.at("251.1"));

        assertEquals(played, played(same.at("251.1")));
        long moved = 0;
        for (int at = 1; at < played.size(); at++) {
            moved += played.get(at).equals(played.get(at - 1)) ? 0 : 1;
        }
        assertTrue(moved > 200 && moved < 300, moved + " of " + played.size());
    }

    @Test
    @Tag("FOLLOW-4")
    void chancesOfNoneAndAllRollNothing() {
        RandomSource never =
                sides -> {
                    throw new IllegalStateException("rolled");
                };
        for (double chance : List.of(0.0, 1.0)) {
            var action =
                    new FollowAction(
                            true,
                            choice(Kind.NEXT),
                            choice(Kind.PREVIOUS),
                            chance,
                            Optional.of(Beats.of(4)),
                            1);
            var scenario = EngineScenario.of(all(action), never).launch("Drums/A").at("2.1");
            assertEquals(List.of("A", chance == 0 ? "D" : "B"), played(scenario));
        }
    }

    @Test
    @Tag("FOLLOW-5")
    void theActionComesWhenTheTimeHasPassedAsOftenAsItRepeats() {
        var action =
                new FollowAction(
                        true, choice(Kind.NEXT), choice(Kind.NONE), 1, Optional.of(Beats.of(3)), 4);
        var scenario = playing(action).launch("Drums/A").at("7.2");

        scenario.heard(
                """
                1.1 Drums plays A
                3.4 Drums queues B for 4.1
                4.1 Drums plays B
                6.4 Drums queues C for 7.1
                7.1 Drums plays C
                """);
    }

    @Test
    @Tag("FOLLOW-5")
    void withoutATimeItIsABarOfTheSignature() {
        var action =
                new FollowAction(
                        true, choice(Kind.NEXT), choice(Kind.NONE), 1, Optional.empty(), 2);
        var scenario = playing(action).signature(3, 4).launch("Drums/A").quietly().at("3.1");
        scenario.heard("2.3 Drums queues B for 3.1\n3.1 Drums plays B");

        // In 4/4 this is 2.3: the two bars begin with the next bar line, 3.1.
        scenario.signature(4, 4).quietly().at("5.1");
        scenario.heard("4.4 Drums queues C for 5.1\n5.1 Drums plays C");
    }

    @Test
    @Tag("FOLLOW-6")
    void noActionOfALongChainIsLate() {
        var action = action(Kind.NEXT, 4);
        for (double tempo : List.of(174.0, 61.37, 299.9, 20.0)) {
            var scenario = playing(action).tempo(tempo).launch("Drums/A").at("201.2");
            List<Event.ClipActivated> launched = scenario.events(Event.ClipActivated.class);
            assertEquals(201, launched.size());
            for (int bar = 0; bar < launched.size(); bar++) {
                assertEquals(4.0 * bar, launched.get(bar).at().quarters());
            }
        }
    }

    @Test
    @Tag("FOLLOW-6")
    void theShortestTimesEndAndDoNotFloodTheProgram() {
        var scenario = playing(action(Kind.NEXT, 0.001)).tempo(300).launch("Drums/A").at("2.1");

        assertEquals(1 + 4 * 16, played(scenario).size());
    }

    @Test
    @Tag("FOLLOW-7")
    void aLaunchByHandTakesThePlaceOfWhatFollowsAndCountsAnew() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").seconds(0.1);
        scenario.quietly().launch("Drums/D").at("3.1");

        scenario.heard(
                """
                1.4+0.2 Drums drops B
                1.4+0.2 Drums plays D
                2.3+0.2 Drums queues A for 2.4+0.2
                2.4+0.2 Drums plays A
                """);
    }

    @Test
    @Tag("FOLLOW-7")
    void whatAHandHasQueuedGoesFirst() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.2");
        scenario.quietly().launch("Drums/D", "2bar").at("4.2");

        scenario.heard(
                """
                1.2 Drums queues D for 3.1
                3.1 Drums plays D
                3.4 Drums queues A for 4.1
                4.1 Drums plays A
                """);
    }

    @Test
    @Tag("FOLLOW-7")
    void ifTheHandsLaunchIsCancelledTheActionComesWhenTheTimeHasPassedAgain() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.2");
        scenario.launch("Drums/D", "4bar").at("2.3").quietly().cancel("Drums/D").at("3.2");

        scenario.heard(
                """
                2.3 Drums drops D
                2.4 Drums queues B for 3.1
                3.1 Drums plays B
                """);
    }

    @Test
    @Tag("FOLLOW-8")
    void cancelAndPanicEndWhatFollowsUntilTheNextLaunch() {
        for (Command end :
                List.of(
                        new Command.CancelAll(),
                        new Command.Panic(),
                        new Command.CancelClip(ref("Drums"), ref("B")))) {
            var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").send(end);
            assertEquals(List.of("A"), played(scenario.at("9.1")), end.toString());

            scenario.launch("Drums/A").at("10.2");
            assertEquals(List.of("A", "B"), played(scenario));
        }
        var early = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.2");
        assertEquals(List.of("A"), played(early.send(new Command.Panic()).at("9.1")));
    }

    @Test
    @Tag("FOLLOW-8")
    void aStopByHandEndsThem() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4");
        scenario.stop("Drums", "bar").quietly().at("9.1");

        scenario.heard("2.1 Drums stops A");
    }

    @Test
    @Tag("FOLLOW-9")
    void theGlobalSwitchAndTheClipsOwnHoldThemBack() {
        for (List<Command> offAndOn :
                List.of(
                        List.<Command>of(
                                new Command.SetFollow(OnOffToggle.OFF),
                                new Command.SetFollow(OnOffToggle.ON)),
                        List.of(
                                set(new FollowActionChange.Enabled(OnOffToggle.OFF)),
                                set(new FollowActionChange.Enabled(OnOffToggle.ON))))) {
            var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").quietly();
            scenario.send(offAndOn.get(0)).at("3.2").heard("1.4 Drums drops B");

            scenario.send(offAndOn.get(1)).at("4.2");
            scenario.heard("3.4 Drums queues B for 4.1\n4.1 Drums plays B");
        }
    }

    @Test
    @Tag("FOLLOW-10")
    void anEditOfTheActionChangesWhatIsQueued() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").quietly();
        scenario.send(set(new FollowActionChange.ActionA(choice(Kind.LAST)))).at("2.1");
        scenario.heard("1.4 Drums drops B\n1.4 Drums queues D for 2.1\n2.1 Drums plays D");

        var longer = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").quietly();
        longer.send(set(new FollowActionChange.Time(Beats.of(8)))).at("3.1");
        longer.heard("1.4 Drums drops B\n2.4 Drums queues B for 3.1\n3.1 Drums plays B");

        var shorter = playing(action(Kind.NEXT, 8)).launch("Drums/A").at("1.4").quietly();
        shorter.send(set(new FollowActionChange.Time(Beats.of(2)))).at("2.1");
        shorter.heard("1.4 Drums queues B for 2.1\n2.1 Drums plays B");
    }

    @Test
    @Tag("FOLLOW-11")
    void deletedAndMovedClipsHaveADefinedOutcome() {
        var target = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").quietly();
        target.send(new Command.DeleteClip(ref("Drums"), ref("B"))).at("2.1");
        target.heard(
                """
                1.4 Drums drops c_tr_drums_2
                1.4 Drums queues C for 2.1
                2.1 Drums plays C
                """);

        var own = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").quietly();
        own.send(new Command.DeleteClip(ref("Drums"), ref("A"))).at("9.1");
        assertEquals(0, own.view().track(1).active());
        assertEquals(0, own.view().pending());

        var moved = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.2").quietly();
        moved.send(new Command.MoveClip(ref("Drums"), ref("A"), 3)).at("2.1");
        moved.heard("1.4 Drums queues D for 2.1\n2.1 Drums plays D");
    }

    @Test
    @Tag("FOLLOW-12")
    void aJumpOfThePositionKeepsTheBarsAndTheBarLine() {
        var scenario = playing(action(Kind.NEXT, 8)).launch("Drums/A").at("2.1").seconds(0.25);
        scenario.quietly().send(new Command.Restart()).at("2.1");
        scenario.heard("1.1 count\n1.4 Drums queues B for 2.1\n2.1 Drums plays B");

        var resync = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.4").seconds(0.45);
        resync.quietly().send(new Command.Resync()).at("1.2");
        resync.heard("1.1 count\n1.1 Drums waits for 1.1\n1.1 Drums plays B");
    }

    @Test
    @Tag("FOLLOW-12")
    void whileTheTransportIsStoppedNothingFollows() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("1.3").halt();
        scenario.seconds(20).quietly().play().at("2.1");

        scenario.heard("1.3 runs\n1.4 Drums queues B for 2.1\n2.1 Drums plays B");
    }

    @Test
    @Tag("FOLLOW-13")
    void aClipsOwnQuantizationHoldsForItAndTheGlobalOneDoesNot() {
        GraphFileContents piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .follow(Kind.NEXT, 3)
                        .clip("B", 0.2)
                        .quantize(Quantize.TWO_BARS)
                        .done();
        var scenario = EngineScenario.of(piece).launch("Drums/A").quietly().at("3.1");
        scenario.heard("1.3 Drums queues B for 3.1\n3.1 Drums plays B");

        var global = playing(action(Kind.NEXT, 3)).quantize("8bar").launch("Drums/A", "instant");
        global.quietly().at("2.1").heard("1.3 Drums queues B for 1.4\n1.4 Drums plays B");
    }

    @Test
    @Tag("FOLLOW-13")
    void launchModesMeanNothingForWhatFollows() {
        for (LaunchMode mode : LaunchMode.values()) {
            GraphFileContents piece =
                    SampleSessions.piece()
                            .track("Drums", "kick/decay")
                            .clip("A", 0.1)
                            .mode(mode)
                            .follow(Kind.AGAIN, 4)
                            .safe()
                            .done();
            var scenario = EngineScenario.of(piece).launch("Drums/A").at("4.1");
            assertEquals(4, scenario.events(Event.ClipActivated.class).size(), mode.toString());
        }
    }

    @Test
    @Tag("FOLLOW-13")
    void aHeldButtonOfAnyModeDoesNotChangeWhatFollows() {
        for (LaunchMode mode : List.of(LaunchMode.GATE, LaunchMode.TRIGGER, LaunchMode.TOGGLE)) {
            GraphFileContents piece =
                    SampleSessions.piece()
                            .track("Drums", "kick/decay")
                            .clip("A", 0.1)
                            .mode(mode)
                            .follow(Kind.NEXT, 4)
                            .clip("B", 0.2)
                            .done();
            var scenario = EngineScenario.of(piece).press("Drums/A").quietly().at("2.2");
            scenario.release("Drums/A").at("6.1");

            scenario.heard("1.4 Drums queues B for 2.1\n2.1 Drums plays B");
        }
    }

    @Test
    @Tag("FOLLOW-13")
    void aHeldRepeatButtonIsAHandThatGoesFirst() {
        GraphFileContents piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .mode(LaunchMode.REPEAT)
                        .follow(Kind.NEXT, 4)
                        .clip("B", 0.2)
                        .done();
        var scenario = EngineScenario.of(piece).press("Drums/A", "bar").at("3.2");
        scenario.heard(
                """
                1.1 Drums plays A
                1.1 Drums queues A for 2.1
                2.1 Drums plays A
                2.1 Drums queues A for 3.1
                3.1 Drums plays A
                3.1 Drums queues A for 4.1\
                """);

        scenario.release("Drums/A").at("4.1");
        scenario.heard("3.2 Drums drops A\n3.4 Drums queues B for 4.1\n4.1 Drums plays B");
    }

    @Test
    @Tag("FOLLOW-14")
    void anActivationSaysThatAFollowActionCausedIt() {
        var scenario = playing(action(Kind.NEXT, 4)).launch("Drums/A").at("2.1");

        assertEquals(
                List.of(Event.LaunchCause.CLIENT, Event.LaunchCause.FOLLOW),
                scenario.events(Event.ClipActivated.class).stream()
                        .map(Event.ClipActivated::cause)
                        .toList());
    }

    @Test
    @Tag("FOLLOW-14")
    void aCapturedOrRestoredClipHasNoFollowActionUntilItIsLaunched() {
        GraphFileContents piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .follow(Kind.AGAIN, 4)
                        .active("Drums/A")
                        .done();
        EngineScenario.of(piece).at("9.1").heard("");
    }

    /** Three tracks, of which the last is safe; scenes A to C with this follow action. */
    private static EngineScenario scenes(FollowAction action) {
        var piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .clip("B", 0.2)
                        .track("Synth", "gain/level")
                        .clip("A", 0.1)
                        .clip("B", 0.2)
                        .track("Visual", "bloom/intensity")
                        .clip("A", 0.1)
                        .clip("B", 0.2)
                        .safe();
        piece.scene("A", "Drums/A", "Synth/A", "Visual/A").sceneFollow(action);
        piece.scene("B", "Drums/B", "Synth/B", "Visual/B").sceneFollow(action);
        piece.scene("C", "Drums/A").sceneFollow(action);
        return EngineScenario.of(piece.done());
    }

    @Test
    @Tag("FOLLOW-15")
    void theNextSceneFollowsOnItsBeatAndLeavesSafeTracksAlone() {
        var scenario = scenes(action(Kind.NEXT, 8)).scene("A", "bar").at("5.2");

        scenario.heardOfScenes(
                """
                1.1 scene A
                2.4 scene B queued for 3.1
                3.1 scene B
                4.4 scene C queued for 5.1
                5.1 scene C
                """);
        assertEquals(0, scenario.view().track(3).active());
        assertEquals(2, scenario.view().track(2).active());
    }

    @Test
    @Tag("FOLLOW-15")
    void aScenesStopEndsAllTracksThatAreNotSafeOnItsBeat() {
        var scenario = scenes(action(Kind.STOP, 4)).launch("Visual/A").scene("A").at("2.1");

        scenario.heard(
                """
                1.1 Visual plays A
                1.1 scene A
                1.1 Drums plays A
                1.1 Synth plays A
                2.1 Drums stops A
                2.1 Synth stops A
                """);
    }

    @Test
    @Tag("FOLLOW-16")
    void anotherSceneByHandTakesThePlaceOfTheSceneThatFollows() {
        var queued = scenes(action(Kind.NEXT, 4)).scene("A").at("1.2").quietly();
        queued.scene("C", "2bar").at("4.2");
        queued.heardOfScenes(
                """
                1.2 scene C queued for 3.1
                3.1 scene C
                3.4 scene A queued for 4.1
                4.1 scene A
                """);

        var atOnce = scenes(action(Kind.NEXT, 4)).scene("A").at("1.4").quietly().scene("C");
        atOnce.at("2.4");
        atOnce.heardOfScenes(
                """
                1.4 scene C
                1.4 scene B dropped
                2.3 scene A queued for 2.4
                2.4 scene A
                """);
    }

    @Test
    @Tag("FOLLOW-16")
    void noSceneFollowsOneOfWhichNothingPlaysAnyMore() {
        var scenario = scenes(action(Kind.NEXT, 4)).scene("A").at("1.2");
        scenario.stop("Drums").at("2.2");
        assertEquals(2, scenario.view().scenes().last());

        scenario.stop("Drums").stop("Synth").quietly().at("6.1").heard("");
    }

    @Test
    @Tag("FOLLOW-16")
    void cancelPanicAndTheSwitchHoldForScenesToo() {
        for (Command end :
                List.of(
                        new Command.CancelAll(),
                        new Command.Panic(),
                        new Command.SetFollow(OnOffToggle.OFF))) {
            var scenario = scenes(action(Kind.NEXT, 4)).scene("A").at("1.4").send(end);
            assertEquals(1, scenario.at("9.1").view().scenes().last(), end.toString());
            assertEquals(0, scenario.view().pending(), end.toString());
        }
    }

    @Test
    @Tag("FOLLOW-16")
    void whereASceneAndItsClipFollowOnOneBeatTheSceneDoes() {
        var piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .follow(Kind.AGAIN, 4)
                        .clip("B", 0.2);
        piece.scene("A", "Drums/A").sceneFollow(action(Kind.NEXT, 4));
        piece.scene("B", "Drums/B");
        var scenario = EngineScenario.of(piece.done()).scene("A").quietly().at("3.1");

        scenario.heard(
                """
                1.4 scene B queued for 2.1
                1.4 Drums queues B for 2.1
                2.1 scene B
                2.1 Drums plays B
                """);
    }

    /** One track of three clips; scene A, which B follows after a bar. Clip C is for hands. */
    private static EngineScenario scenesOfOneTrack() {
        var piece =
                SampleSessions.piece()
                        .track("Drums", "kick/decay")
                        .clip("A", 0.1)
                        .clip("B", 0.2)
                        .clip("C", 0.3);
        piece.scene("A", "Drums/A").sceneFollow(action(Kind.NEXT, 4));
        piece.scene("B", "Drums/B");
        return EngineScenario.of(piece.done());
    }

    @Test
    @Tag("FOLLOW-16")
    void aHandThatTakesAllTracksOfTheSceneThatFollowsEndsTheChain() {
        var launched = scenesOfOneTrack().scene("A").at("1.4").quietly();
        launched.launch("Drums/C", "bar").at("9.1");
        launched.heard(
                """
                1.4 Drums drops B
                1.4 scene B dropped
                1.4 Drums queues C for 2.1
                2.1 Drums plays C
                """);

        for (String track : List.of("Drums", "*")) {
            var stopped = scenesOfOneTrack().scene("A").at("1.4").quietly();
            stopped.stop(track, "bar").at("9.1");
            stopped.heard(
                    """
                    1.4 Drums drops B
                    1.4 scene B dropped
                    1.4 Drums queues stop for 2.1
                    2.1 Drums stops A
                    """);
        }

        var cancelled = scenesOfOneTrack().scene("A").at("1.4").quietly();
        cancelled.cancel("Drums/B").at("9.1");
        cancelled.heard("1.4 Drums drops B\n1.4 scene B dropped");
    }

    @Test
    @Tag("FOLLOW-16")
    void aHandThatTakesTheLastTrackOfTheSceneThatFollowsEndsTheChainAlsoIfOtherTracksPlayOn() {
        var scenario = scenes(action(Kind.NEXT, 4)).scene("B").at("1.4").quietly();
        scenario.launch("Drums/B").at("9.1");

        scenario.heard("1.4 Drums drops A\n1.4 scene C dropped\n1.4 Drums plays B");
        assertEquals(2, scenario.view().track(2).active());
    }

    @Test
    @Tag("FOLLOW-16")
    void aHandThatTakesOneTrackOfTheSceneThatFollowsLeavesTheOthers() {
        var scenario = scenes(action(Kind.NEXT, 4)).scene("A").at("1.4").quietly();
        scenario.launch("Drums/A", "bar").at("2.2");

        scenario.heard(
                """
                1.4 Drums drops B
                1.4 Drums queues A for 2.1
                2.1 scene B
                2.1 Synth plays B
                2.1 Drums plays A
                """);
    }

    @Test
    @Tag("FOLLOW-16")
    void whatAHandHasQueuedOnATrackIsNotReplacedByTheSceneThatFollows() {
        var scenario = scenes(action(Kind.NEXT, 4)).scene("A").at("1.2").quietly();
        scenario.launch("Drums/A", "bar").stop("Synth", "2bar").at("2.2");

        scenario.heard(
                """
                1.2 Drums queues A for 2.1
                1.2 Synth queues stop for 3.1
                2.1 Drums plays A
                """);
        scenario.at("3.2");
        scenario.heard(
                """
                2.4 scene B queued for 3.1
                2.4 Drums queues B for 3.1
                3.1 scene B
                3.1 Synth stops A
                3.1 Drums plays B
                """);
    }

    @Test
    @Tag("FOLLOW-16")
    void ifWhatHandsHaveQueuedIsCancelledTheSceneFollowsWhenTheTimeHasPassedAgain() {
        var scenario = scenesOfOneTrack().scene("A").at("1.2").quietly();
        scenario.launch("Drums/C", "4bar").at("2.2").cancel("Drums/C").at("4.1");

        scenario.heard(
                """
                1.2 Drums queues C for 5.1
                2.2 Drums drops C
                2.4 scene B queued for 3.1
                2.4 Drums queues B for 3.1
                3.1 scene B
                3.1 Drums plays B
                """);
    }

    @Test
    @Tag("FOLLOW-16")
    void aDeletedClipOfTheSceneThatFollowsLetsItChooseAgain() {
        var scenario = scenesOfOneTrack().scene("A").at("1.4").quietly();
        scenario.send(new Command.DeleteClip(ref("Drums"), ref("B"))).at("2.2");

        assertEquals(2, scenario.view().scenes().last());
    }

    @Test
    @Tag("FOLLOW-15")
    void aScenesStopLeavesATrackAloneOnWhichAHandHasQueuedSomething() {
        var scenario = scenes(action(Kind.STOP, 4)).scene("A").at("1.2").quietly();
        scenario.launch("Drums/B", "2bar").at("3.2");

        scenario.heard(
                """
                1.2 Drums queues B for 3.1
                2.1 Synth stops A
                3.1 Drums plays B
                """);
    }
}
