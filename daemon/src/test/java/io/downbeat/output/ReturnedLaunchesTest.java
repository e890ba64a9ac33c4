package io.downbeat.output;

import static io.downbeat.output.OutputScenario.clip;
import static io.downbeat.output.OutputScenario.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.downbeat.session.command.Command;
import io.downbeat.session.command.Command.RelativeStep;
import io.downbeat.session.command.ObjectReference;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.Optional;

/** Launches that come back from a program that an output sends events to. */
class ReturnedLaunchesTest {

    private static final String OTHER = "udp:127.0.0.1:40000";
    private static final String PERFORMER = "udp:127.0.0.1:50000";
    private static final Command SCENE_1 = scene(1, Quantize.INSTANT);
    private static final Command SCENE_2 = scene(2, Quantize.INSTANT);

    @Test
    @Tag("RETURN-6")
    void aSceneThatComesBackIsNotLaunchedAgain() {
        OutputScenario scenario = scenes();

        scenario.at("1.2").send(SCENE_2).comes(OTHER, SCENE_2);
        scenario.at("1.3").comes(OTHER, SCENE_2).at("2.1");

        // It comes back once for each event; the second is somebody's press.
        scenario.heard.were(
                """
                1.2 [1] /scene/2/launch
                1.3 [1] /scene/2/launch
                """);
    }

    @Test
    @Tag("RETURN-6")
    void aSceneThatComesBackOnTheReceiversNextBarLineIsNotLaunchedAgain() {
        OutputScenario scenario = scenes();

        scenario.at("1.2").send(scene(2, Quantize.BAR)).at("3.1").comes(OTHER, SCENE_2).at("5.1");

        scenario.heard.were("2.1 [1] /scene/2/launch");
    }

    @Test
    @Tag("RETURN-6")
    void aSceneReturnedByAReceiverThatGetsItEarlyIsNotLaunchedAgain() {
        OutputScenario scenario = scenes("offset_ms = -20");

        scenario.at("1.2").send(scene(2, Quantize.BAR)).sendUpTo("2.1-20ms");
        scenario.comes(OTHER, SCENE_2).at("4.1");

        scenario.heard.were("2.1-20ms [1] /scene/2/launch");
    }

    @Test
    @Tag("RETURN-6")
    void severalScenesThatComeBackInOrderAreNotLaunchedAgain() {
        OutputScenario scenario = scenes();

        scenario.at("1.2").send(SCENE_2).send(SCENE_1);
        scenario.at("1.3").comes(OTHER, SCENE_2).comes(OTHER, SCENE_1).at("2.1");

        scenario.heard.were(
                """
                1.2 [1] /scene/2/launch
                1.2 [1] /scene/1/launch
                """);
    }

    @Test
    @Tag("RETURN-6")
    void clipsAndStopsThatComeBackAreNotPerformedAgain() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("clip:*/*", "\"/track/{track}/clip/{clip}/launch\"")
                                + lines("stop:*", "\"/track/{track}/stop\""));
        Command stop =
                new Command.StopTrack(ObjectReference.position(1), Optional.of(Quantize.INSTANT));

        scenario.at("1.2").send(SCENE_2);
        scenario.comes(OTHER, clip(1, 1, Quantize.INSTANT));
        scenario.comes(OTHER, clip(2, 1, Quantize.INSTANT));
        scenario.at("1.3").send(stop).comes(OTHER, stop).at("3.1");

        scenario.heard.were(
                """
                1.2 [1] { /track/1/clip/1/launch; /track/2/clip/1/launch }
                1.3 [1] /track/1/stop
                """);
    }

    @Test
    @Tag("RETURN-6")
    void clipsThatComeBackWithTheirSceneAreLaunchedOnce() {
        OutputScenario scenario =
                OutputScenario.output(
                        lines("scene:*", "\"/scene/{scene}/launch\"")
                                + lines("clip:*/*", "\"/track/{track}/clip/{clip}/launch\""));

        scenario.at("1.2").comes(OTHER, SCENE_2);
        scenario.comes(OTHER, clip(1, 1, Quantize.INSTANT));
        scenario.comes(OTHER, clip(2, 1, Quantize.INSTANT)).at("2.1");

        scenario.heard.were(
                """
                1.2 [1] { /scene/2/launch; /track/1/clip/1/launch; /track/2/clip/1/launch }
                """);
    }

    @Test
    @Tag("RETURN-7")
    void aPerformerOnTheReceiversMachineMayLaunchTheSameSceneAgain() {
        OutputScenario scenario = scenes();

        scenario.at("1.2").comes(PERFORMER, SCENE_2);
        scenario.at("1.3").comes(PERFORMER, SCENE_2).at("1.4").comes(PERFORMER, SCENE_2);

        scenario.heard.were(
                """
                1.2 [1] /scene/2/launch
                1.3 [1] /scene/2/launch
                1.4 [1] /scene/2/launch
                """);
    }

    @Test
    @Tag("RETURN-7")
    void aPerformerOnTheReceiversMachineMayAlternateScenesForALongTime() {
        OutputScenario scenario = scenes();
        var expected = new StringBuilder();

        for (int bar = 1; bar <= 40; bar++) {
            int beat = bar % 3 + 2;
            int launched = bar % 2 + 1;
            scenario.at(bar + "." + beat).comes(PERFORMER, scene(launched, Quantize.BAR));
            expected.append(bar + 1).append(".1 [1] /scene/").append(launched).append("/launch\n");
        }
        scenario.at("42.1");

        scenario.heard.were(expected.toString());
    }

    @Test
    @Tag("RETURN-7")
    void aSequencerOnTheReceiversMachineMayRepeatItsScenes() {
        OutputScenario scenario = scenes();
        var expected = new StringBuilder();

        for (int bar = 1; bar <= 40; bar++) {
            int launched = bar % 2 + 1;
            scenario.at(bar + ".1").comes(PERFORMER, scene(launched, Quantize.INSTANT));
            expected.append(bar).append(".1 [1] /scene/").append(launched).append("/launch\n");
        }

        scenario.heard.were(expected.toString());
    }

    @Test
    @Tag("RETURN-7")
    void aControllerMayLaunchManyClipsAtOnceAndAgain() {
        OutputScenario scenario = OutputScenario.output(lines("clip:*/*", "\"/{track}/{clip}\""));
        var expected = new StringBuilder();

        for (int beat = 1; beat <= 4; beat++) {
            scenario.at("2." + beat);
            for (int press = 0; press < 6; press++) {
                scenario.comes(PERFORMER, clip(1, press % 2 + 1, Quantize.INSTANT));
                expected.append("2." + beat + " [1] /1/" + (press % 2 + 1) + "\n");
            }
        }

        scenario.heard.were(expected.toString());
    }

    @Test
    @Tag("RETURN-8")
    void aLoopOverSeveralClipsEnds() {
        OutputScenario scenario = clips();

        scenario.at("1.2").launch(1, 1);
        int rounds = 0;
        while (!scenario.heard.taken().isEmpty()) {
            rounds++;
            scenario.comes(OTHER, clip(1, rounds % 2 + 1, Quantize.INSTANT));
        }

        assertEquals(34, rounds);
    }

    @Test
    @Tag("RETURN-8")
    void aLoopOverSeveralClipsThatWaitForTheirBarEnds() {
        OutputScenario scenario = clips();

        scenario.at("1.2").queue(1, 1);
        for (int bar = 2; bar < 40; bar++) {
            scenario.at(bar + ".1");
            if (scenario.heard.taken().isEmpty()) {
                assertEquals(8, bar);
                break;
            }
            scenario.at(bar + ".2").comes(OTHER, clip(1, (bar + 1) % 2 + 1, Quantize.BAR));
        }
    }

    @Test
    @Tag("RETURN-8")
    void aLoopWithAProgramOfAnotherTempoEnds() {
        OutputScenario scenario = clips();

        scenario.at("1.2").queue(1, 1);
        for (int bar = 2; bar < 40; bar++) {
            scenario.at(bar + ".1");
            if (scenario.heard.taken().isEmpty()) {
                assertEquals(12, bar);
                break;
            }
            scenario.at(bar + "." + (bar % 3 + 2));
            scenario.comes(OTHER, clip(1, (bar + 1) % 2 + 1, Quantize.BAR));
        }
    }

    @Test
    @Tag("RETURN-8")
    void twoProgramsThatLaunchTheNextSceneOfEachOtherEnd() {
        OutputScenario scenario = OutputScenario.output(lines("scene:*", "\"/scene/next\""));
        Command next = new Command.LaunchSceneRelative(RelativeStep.NEXT, Optional.empty());

        scenario.at("1.2").send(SCENE_1);
        int rounds = 0;
        while (!scenario.heard.taken().isEmpty()) {
            rounds++;
            scenario.comes(OTHER, next);
        }

        assertEquals(34, rounds);
    }

    private static OutputScenario clips() {
        return OutputScenario.output(lines("clip:*/*", "\"/track/{track}/clip/{clip}/launch\""));
    }

    private static OutputScenario scenes(String... more) {
        return OutputScenario.output(
                String.join("\n", more) + "\n" + lines("scene:*", "\"/scene/{scene}/launch\""));
    }

    private static String lines(String event, String send) {
        return "[[output.on]]\nevent = \"" + event + "\"\nsend = [" + send + "]\n";
    }
}
