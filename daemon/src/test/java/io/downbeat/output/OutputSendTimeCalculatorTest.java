package io.downbeat.output;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Test;

/** Offsets, time tags and lookahead: when a receiver gets things, seen from the boundary. */
class OutputSendTimeCalculatorTest {

    private static final String CALM = "{ /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }";

    @Test
    void aNegativeOffsetSendsALaunchBeforeItsBoundary() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20");

        scenario.at("1.3").queue(1, 1).at("3.1").heard.were("2.1-20ms [1] " + CALM);
    }

    @Test
    void valuesSentEarlyAreRevertedIfTheirLaunchIsCancelled() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20").at("1.3").queue(1, 1);

        scenario.at("2.1-10ms").cancel().at("3.1");

        scenario.heard.were(
                "2.1-20ms [1] "
                        + CALM
                        + "\n2.1-10ms [1] { /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void valuesSentEarlyAreRevertedIfTheReplacingLaunchDoesNotWriteThem() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20").at("1.3").queue(1, 1);

        scenario.at("2.1-10ms").queue(1, 2).at("3.1");

        scenario.heard.were(
                "2.1-20ms [1] "
                        + CALM
                        + """

                        2.1-10ms [1] { /node/bloom/intensity ,f 1 }
                        2.1-10ms [1] { /node/noise/level ,f 1; /node/bloom/mode ,s hard }
                        """);
    }

    @Test
    void valuesSentEarlyAreRevertedIfTheTransportStops() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20").at("1.3").queue(2, 1);

        scenario.at("2.1-10ms").playing(false);
        scenario.at("2.2").playing(true).at("3.1");

        scenario.heard.were(
                """
                2.1-20ms [1] { /node/drum-1/tone-a ,f 220 }
                2.1-10ms [1] { /node/drum-1/tone-a ,f 440 }
                2.2 [1] { /node/drum-1/tone-a ,f 220 }
                """);
    }

    @Test
    void aClientWriteBetweenEarlySendingAndBoundaryDoesNotOverwriteTheLaunch() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20").at("1.3").queue(2, 1);

        scenario.at("2.1-10ms").hand("drum 1/tone,a", 300).at("3.1");

        scenario.heard.were(
                """
                2.1-20ms [1] { /node/drum-1/tone-a ,f 220 }
                2.1-10ms [1] /node/drum-1/tone-a ,f 300
                2.1 [1] { /node/drum-1/tone-a ,f 220 }
                """);
    }

    @Test
    void aPositiveOffsetDelaysEverythingInOrder() {
        OutputScenario scenario = OutputScenario.output("offset_ms = 30");

        scenario.at("1.3").queue(2, 1).hand("noise/level", 0.1);
        scenario.at("2.1+10ms").hand("drum 1/tone,a", 300).at("3.1");

        scenario.heard.were(
                """
                1.3+30ms [1] /node/noise/level ,f 0.1
                2.1+30ms [1] { /node/drum-1/tone-a ,f 220 }
                2.1+40ms [1] /node/drum-1/tone-a ,f 300
                """);
    }

    @Test
    void anOffsetSetWhilePlayingMovesPreparedLaunches() {
        OutputScenario scenario = OutputScenario.output().at("1.3").queue(2, 1);

        scenario.at("1.4").offset(1, -50).at("3.1");

        scenario.heard.were("2.1-50ms [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void theClockOffsetAppliesToEveryOutputAndItsOwnIsAdded() {
        OutputScenario scenario = OutputScenario.output("offset_ms = 30").at("1.3").queue(2, 1);

        scenario.at("1.4").send(new Command.SetClockOffset(-50)).at("3.1");

        scenario.heard.were("2.1-20ms [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void delayedPacketsKeepTheirOrderWhenTheOffsetShrinks() {
        OutputScenario scenario =
                OutputScenario.output("offset_ms = 100").at("1.2").hand("noise/level", 0.1);

        scenario.at("1.2+20ms").offset(1, 10).hand("noise/level", 0.2).at("1.3");

        scenario.heard.were(
                """
                1.2+20ms [1] /node/noise/level ,f 0.1
                1.2+30ms [1] /node/noise/level ,f 0.2
                """);
    }

    @Test
    void eachOutputHasItsOwnTiming() {
        OutputScenario scenario =
                OutputScenario.with(
                                OutputScenario.rig("initial = false", "offset_ms = -20")
                                        + OutputScenario.rig("initial = false", "offset_ms = 20")
                                                .replace("7000", "7001"))
                        .started();

        scenario.at("1.3").queue(2, 1).at("3.1");

        scenario.heard.were(
                """
                2.1-20ms [1] { /node/drum-1/tone-a ,f 220 }
                2.1+20ms [2] { /node/drum-1/tone-a ,f 220 }
                """);
    }

    @Test
    void aReceiverThatSchedulesGetsAQuantizedLaunchAheadWithTheBoundarysTime() {
        OutputScenario scenario = OutputScenario.output("timetag = \"boundary\"");

        scenario.at("1.3").queue(2, 1).at("3.1");

        scenario.heard.were("2.1-50ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void theLookaheadIsThatOfTheRig() {
        OutputScenario scenario =
                OutputScenario.output("timetag = \"boundary\"", "lookahead_ms = 200");

        scenario.at("1.3").queue(2, 1).at("3.1");

        scenario.heard.were("2.1-200ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aReceiverThatSchedulesGetsOnlyQuantizedLaunchesWithATag() {
        OutputScenario scenario = OutputScenario.output("timetag = \"boundary\"");

        scenario.at("1.3").launch(2, 1).hand("noise/level", 0.1);

        scenario.heard.were(
                """
                1.3 [1] { /node/drum-1/tone-a ,f 220 }
                1.3 [1] /node/noise/level ,f 0.1
                """);
    }

    @Test
    void aLaunchQueuedWithinTheLookaheadIsSentAtOnceWithItsTag() {
        OutputScenario scenario = OutputScenario.output("timetag = \"boundary\"");

        scenario.at("2.1-10ms").queue(2, 1).at("3.1");

        scenario.heard.were("2.1-10ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aTempoChangeRewritesTheTag() {
        OutputScenario scenario =
                OutputScenario.output("timetag = \"boundary\"").at("1.3").queue(2, 1);

        scenario.at("1.4").tempo(60).at("3.1");

        scenario.heard.were("2.2-50ms [1] #bundle 2.500000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aTaggedLaunchIsRevertedWithALaterTag() {
        OutputScenario scenario =
                OutputScenario.output("timetag = \"boundary\"").at("1.3").queue(2, 1);

        scenario.at("2.1-10ms").cancel().at("3.1");

        scenario.heard.were(
                """
                2.1-50ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }
                2.1-10ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 440 }
                """);
    }

    @Test
    void anOffsetMovesTheTagAsWell() {
        OutputScenario scenario =
                OutputScenario.output("timetag = \"boundary\"", "offset_ms = 100");

        scenario.at("1.3").queue(2, 1).at("3.1");

        scenario.heard.were("2.1+50ms [1] #bundle 2.100000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aLateLaunchIsNotSentTwice() {
        OutputScenario scenario = OutputScenario.output("offset_ms = -20");

        scenario.late("2.1-30ms", "2.1-15ms", OutputScenario.clip(2, 1, Quantize.BAR));

        scenario.at("3.1").heard.were("2.1-15ms [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aChangeOfTheTimeOfDayChangesOnlyTheTags() {
        for (double step : new double[] {3, -1, 1, -1.75}) {
            OutputScenario scenario =
                    OutputScenario.output("timetag = \"boundary\"").at("1.3").queue(2, 1);

            scenario.at("1.4").wallSteps(step).at("3.1");

            scenario.heard.were(
                    "2.1-50ms [1] #bundle %.9f { /node/drum-1/tone-a ,f 220 }".formatted(2 + step));
        }
    }

    @Test
    void aSentLaunchIsRevertedWithALaterTagAlsoIfTheTimeOfDayIsSetBack() {
        OutputScenario scenario =
                OutputScenario.output("timetag = \"boundary\"").at("1.3").queue(2, 1);

        scenario.at("2.1-10ms").wallSteps(-1).cancel().at("3.1");

        scenario.heard.were(
                """
                2.1-50ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }
                2.1-10ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 440 }
                """);
    }
}
