package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.command.Command;
import io.downbeat.session.model.Quantize;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** One output with nothing but an address: launches and hands. */
class OutputsTest {

    private static final String CALM = "{ /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1 }";

    private final OutputScenario scenario = OutputScenario.output();

    @Test
    void aClientWriteIsSentAtOnceAsASingleMessage() {
        scenario.at("1.2").hand("noise/level", 0.55);

        scenario.heard.were("1.2 [1] /node/noise/level ,f 0.55");
    }

    @Test
    void severalWritesOfOnePacketAreOneBundle() {
        scenario.at("1.2")
                .send(
                        OutputScenario.write("noise/level", 0.1),
                        OutputScenario.write("bloom/mode", "hard"));

        scenario.heard.were("1.2 [1] { /node/noise/level ,f 0.1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aLaunchIsSentCompletelyAtItsBoundaryAndOnce() {
        scenario.at("1.3").queue(1, 1);
        scenario.at("1.4").heard.were("");

        scenario.at("3.1").heard.were("2.1 [1] " + CALM);
    }

    @Test
    void aPreparedLaunchIsSentAtItsBoundaryWithoutATurn() {
        scenario.at("1.3").queue(1, 1);

        assertEquals(BarBeatTimes.moment("2.1"), scenario.nextSend());
    }

    @Test
    void clipsOfOneBoundaryAreSentInOneBundle() {
        scenario.at("1.3").queue(1, 1).queue(2, 1);

        scenario.at("2.2")
                .heard
                .were(
                        "2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                                + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aLaunchOfASingleValueIsABundleToo() {
        scenario.at("1.3").queue(2, 1);

        scenario.at("2.2").heard.were("2.1 [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void unchangedValuesOfALaunchAreSent() {
        scenario.at("1.3").launch(1, 1).heard.were("1.3 [1] " + CALM);

        scenario.at("1.4").launch(1, 1).heard.were("1.4 [1] " + CALM);
    }

    @Test
    void aReplacedLaunchIsNotSent() {
        scenario.at("1.3").queue(1, 1);
        scenario.at("1.4").queue(1, 2);

        scenario.at("2.2")
                .heard
                .were("2.1 [1] { /node/noise/level ,f 1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aCancelledLaunchWritesNothing() {
        scenario.at("1.3").queue(1, 1);
        scenario.at("1.4").cancel();

        scenario.at("3.1").heard.were("");
    }

    @Test
    void anInstantLaunchIsSentAtOnce() {
        scenario.at("1.2+30ms").launch(1, 1);

        scenario.heard.were("1.2+30ms [1] " + CALM);
    }

    @Test
    void instantLaunchesOfOnePacketAreOneBundle() {
        scenario.at("1.2")
                .send(
                        OutputScenario.clip(1, 1, Quantize.INSTANT),
                        OutputScenario.clip(2, 1, Quantize.INSTANT));

        scenario.heard.were(
                "1.2 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                        + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aTempoChangeMovesTheTimeOfAPreparedLaunch() {
        scenario.at("1.3").queue(1, 1);
        scenario.at("1.4").tempo(60);

        scenario.at("3.1").heard.were("2.2 [1] " + CALM);
    }

    @Test
    void noPreparedLaunchIsSentWhileTheTransportIsStopped() {
        scenario.at("1.3").queue(1, 1);
        scenario.at("1.4").playing(false);
        scenario.at("3.1").heard.were("");

        scenario.playing(true);
        scenario.at("4.1").heard.were("3.2 [1] " + CALM);
    }

    @Test
    void aClientWriteReadTooLateDoesNotOverwriteALaunchThatWasSentOnTime() {
        scenario.at("1.3").queue(1, 1);

        scenario.late("2.1-1ms", "2.1", OutputScenario.write("noise/level", 0.9));

        scenario.heard.were(
                "2.1 [1] " + CALM + "\n2.1 [1] /node/noise/level ,f 0.9\n2.1 [1] " + CALM);
    }

    @Test
    void aCancelReadTooLateSendsTheFormerValuesAgain() {
        scenario.at("1.3").queue(1, 1);

        scenario.late("2.1-1ms", "2.1", new Command.CancelAll());

        scenario.heard.were(
                "2.1 [1] "
                        + CALM
                        + "\n2.1 [1] { /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1 }");
    }

    @Test
    @Tag("EXACT-7")
    void aLaunchOfAnotherTrackReadTooLateDoesNotSendTheSameValuesAgain() {
        scenario.at("1.3").queue(1, 1);

        scenario.late("2.1-1ms", "2.1", OutputScenario.clip(2, 1, Quantize.BAR));

        scenario.heard.were("2.1 [1] " + CALM + "\n2.1 [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    @Tag("EXACT-7")
    void valuesThatWereOverwrittenBeforeTheirBoundaryWasPerformedAreSentAgain() {
        scenario.at("1.3").queue(1, 1);

        scenario.late(
                "2.1-1ms",
                "2.1",
                OutputScenario.write("noise/level", 0.9),
                OutputScenario.clip(2, 1, Quantize.BAR));

        scenario.at("2.2")
                .heard
                .were(
                        "2.1 [1] "
                                + CALM
                                + "\n2.1 [1] /node/noise/level ,f 0.9"
                                + "\n2.1 [1] { /node/noise/level ,f 0.25; /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    @Tag("EXACT-7")
    void aLaunchOfAnotherTrackAfterATaggedBoundaryWasSentEarlySendsOnlyItsOwnValues() {
        OutputScenario early = OutputScenario.output("timetag = \"boundary\"", "lookahead_ms = 50");
        early.at("1.3").queue(1, 1);

        early.at("2.1-20ms").queue(2, 1);

        early.at("2.2")
                .heard
                .were(
                        "2.1-50ms [1] #bundle 2.000000000 "
                                + CALM
                                + "\n2.1-20ms [1] #bundle 2.000000000 { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aLaunchThatIsDueBeforeItWasPreparedIsStillSent() {
        scenario.late("2.1-1ms", "2.1+2ms", OutputScenario.clip(1, 1, Quantize.BAR));

        scenario.heard.were("2.1+2ms [1] " + CALM);
    }

    @Test
    void aFaultInOneOutputDoesNotAffectOthers() {
        OutputScenario two =
                OutputScenario.with(
                                OutputScenario.rig() + OutputScenario.rig().replace("7000", "7001"))
                        .started();
        two.heard.breaks(1);

        two.at("1.2").hand("noise/level", 0.1);

        two.heard.were("1.2 [2] /node/noise/level ,f 0.1");
        assertEquals(List.of("1 broken"), two.heard.faults());
    }

    @Test
    @Tag("EXTREME-3")
    void anOutputThatFailsForManyTurnsLeavesTheOthersRunningInAllOfThem() {
        OutputScenario two =
                OutputScenario.with(
                                OutputScenario.rig() + OutputScenario.rig().replace("7000", "7001"))
                        .started();
        two.heard.breaks(1);

        for (int bar = 2; bar <= 60; bar++) {
            two.at(bar + ".2").hand("noise/level", bar / 100.0);
            two.heard.were(bar + ".2 [2] /node/noise/level ,f " + Double.toString(bar / 100.0));
        }
        assertTrue(two.heard.faults().size() < 10, () -> two.heard.faults().toString());
    }

    private static OutputScenario twoOutputsOfALargeSession() {
        String rig = OutputScenario.rig();
        OutputScenario two =
                OutputScenario.with(
                                OutputTestSessions.large(200), rig + rig.replace("7000", "7001"))
                        .started();
        two.at("1.3").heard.taken();
        return two;
    }

    @Test
    @Tag("EXACT-3")
    void outputsTakeTurnsAtABoundary() {
        OutputScenario two = twoOutputsOfALargeSession();

        two.queue(1, 1).at("2.1");

        assertTurns(two.heard.taken());
    }

    @Test
    @Tag("EXACT-3")
    void outputsTakeTurnsAtAnInstantLaunch() {
        OutputScenario two = twoOutputsOfALargeSession();

        two.launch(1, 1);

        assertTurns(two.heard.taken());
    }

    private static void assertTurns(List<RecordedPackets.Packet> packets) {
        assertTrue(packets.size() >= 6, packets.size() + " packets");
        for (int at = 0; at < packets.size(); at++) {
            assertEquals(1 + at % 2, packets.get(at).output());
        }
    }

    @Test
    @Tag("PACKET-1")
    void twoPacketsOfTheSameTimeAreSentAsTwo() {
        scenario.at("1.2")
                .sendTwo(
                        OutputScenario.write("noise/level", 0.1),
                        OutputScenario.write("noise/level", 0.2));

        scenario.heard.were(
                """
                1.2 [1] /node/noise/level ,f 0.1
                1.2 [1] /node/noise/level ,f 0.2
                """);
    }

    @Test
    @Tag("HEARD-13")
    void afterBeingSuspendedEachTrackSendsOnlyItsLatestLaunch() {
        OutputScenario scenario = OutputScenario.output();

        scenario.at("1.2").queue(1, 1).queueScene(1).at("1.3").queue(1, 2).heldUp("9.3+100ms");

        scenario.heard.were(
                """
                9.3+100ms [1] { /node/drum-1/tone-a ,f 220; /node/noise/level ,f 1; /node/bloom/mode ,s hard }
                """);
        scenario.at("12.1").heard.were("");
    }
}
