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

    private final Stage stage = Stage.output();

    @Test
    void aHandIsHeardAtOnceAsABareMessage() {
        stage.at("1.2").hand("noise/level", 0.55);

        stage.heard.were("1.2 [1] /node/noise/level ,f 0.55");
    }

    @Test
    void severalWritesOfOnePacketAreOneBundle() {
        stage.at("1.2").send(Stage.write("noise/level", 0.1), Stage.write("bloom/mode", "hard"));

        stage.heard.were("1.2 [1] { /node/noise/level ,f 0.1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aLaunchIsHeardWholeAtItsBoundaryAndOnlyOnce() {
        stage.at("1.3").queue(1, 1);
        stage.at("1.4").heard.were("");

        stage.at("3.1").heard.were("2.1 [1] " + CALM);
    }

    @Test
    void aPreparedLaunchWaitsForNothingButItsBoundary() {
        stage.at("1.3").queue(1, 1);

        assertEquals(Count.moment("2.1"), stage.nextSend());
    }

    @Test
    void clipsOfOneBoundaryLeaveInOneBundle() {
        stage.at("1.3").queue(1, 1).queue(2, 1);

        stage.at("2.2")
                .heard
                .were(
                        "2.1 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                                + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aLaunchOfASingleValueIsABundleToo() {
        stage.at("1.3").queue(2, 1);

        stage.at("2.2").heard.were("2.1 [1] { /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void valuesThatAreAsTheyWereAreSentAgain() {
        stage.at("1.3").launch(1, 1).heard.were("1.3 [1] " + CALM);

        stage.at("1.4").launch(1, 1).heard.were("1.4 [1] " + CALM);
    }

    @Test
    void aReplacedLaunchIsNotHeard() {
        stage.at("1.3").queue(1, 1);
        stage.at("1.4").queue(1, 2);

        stage.at("2.2").heard.were("2.1 [1] { /node/noise/level ,f 1; /node/bloom/mode ,s hard }");
    }

    @Test
    void aCancelledLaunchIsNotHeard() {
        stage.at("1.3").queue(1, 1);
        stage.at("1.4").cancel();

        stage.at("3.1").heard.were("");
    }

    @Test
    void anInstantLaunchIsHeardAtOnce() {
        stage.at("1.2+30ms").launch(1, 1);

        stage.heard.were("1.2+30ms [1] " + CALM);
    }

    @Test
    void instantLaunchesOfOnePacketAreOneBundle() {
        stage.at("1.2")
                .send(Stage.clip(1, 1, Quantize.INSTANT), Stage.clip(2, 1, Quantize.INSTANT));

        stage.heard.were(
                "1.2 [1] { /node/noise/level ,f 0.25; /node/bloom/intensity ,f 1;"
                        + " /node/drum-1/tone-a ,f 220 }");
    }

    @Test
    void aTempoChangeMovesWhenAPreparedLaunchLeaves() {
        stage.at("1.3").queue(1, 1);
        stage.at("1.4").tempo(60);

        stage.at("3.1").heard.were("2.2 [1] " + CALM);
    }

    @Test
    void nothingPreparedLeavesWhileTheTransportStands() {
        stage.at("1.3").queue(1, 1);
        stage.at("1.4").playing(false);
        stage.at("3.1").heard.were("");

        stage.playing(true);
        stage.at("4.1").heard.were("3.2 [1] " + CALM);
    }

    @Test
    void aHandReadTooLateDoesNotOutliveTheLaunchThatLeftOnTime() {
        stage.at("1.3").queue(1, 1);

        stage.late("2.1-1ms", "2.1", Stage.write("noise/level", 0.9));

        stage.heard.were("2.1 [1] " + CALM + "\n2.1 [1] /node/noise/level ,f 0.9\n2.1 [1] " + CALM);
    }

    @Test
    void aCancelReadTooLateTakesBackWhatHasLeft() {
        stage.at("1.3").queue(1, 1);

        stage.late("2.1-1ms", "2.1", new Command.CancelAll());

        stage.heard.were(
                "2.1 [1] "
                        + CALM
                        + "\n2.1 [1] { /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1 }");
    }

    @Test
    void aLaunchThatBecomesDueBeforeItCouldBePreparedIsHeardAllTheSame() {
        stage.late("2.1-1ms", "2.1+2ms", Stage.clip(1, 1, Quantize.BAR));

        stage.heard.were("2.1+2ms [1] " + CALM);
    }

    @Test
    void aFaultOfOneOutputKeepsNothingFromTheOthers() {
        Stage two = Stage.with(Stage.rig() + Stage.rig().replace("7000", "7001")).started();
        two.heard.breaks(1);

        two.at("1.2").hand("noise/level", 0.1);

        two.heard.were("1.2 [2] /node/noise/level ,f 0.1");
        assertEquals(List.of("1 broken"), two.heard.faults());
    }

    @Test
    @Tag("EXTREME-3")
    void anOutputThatFailsForManyTurnsLeavesTheOthersRunningInAllOfThem() {
        Stage two = Stage.with(Stage.rig() + Stage.rig().replace("7000", "7001")).started();
        two.heard.breaks(1);

        for (int bar = 2; bar <= 60; bar++) {
            two.at(bar + ".2").hand("noise/level", bar / 100.0);
            two.heard.were(bar + ".2 [2] /node/noise/level ,f " + Double.toString(bar / 100.0));
        }
        assertTrue(two.heard.faults().size() < 10, () -> two.heard.faults().toString());
    }

    @Test
    @Tag("EXACT-3")
    void outputsTakeTurnsAtABoundary() {
        Stage two =
                Stage.with(Pieces.large(200), Stage.rig() + Stage.rig().replace("7000", "7001"))
                        .started();
        two.at("1.3").heard.taken();

        two.queue(1, 1).at("2.1");

        assertTurns(two.heard.taken());
    }

    @Test
    @Tag("EXACT-3")
    void outputsTakeTurnsAtALaunchThatWaitsForNothing() {
        Stage two =
                Stage.with(Pieces.large(200), Stage.rig() + Stage.rig().replace("7000", "7001"))
                        .started();
        two.at("1.3").heard.taken();

        two.launch(1, 1);

        assertTurns(two.heard.taken());
    }

    private static void assertTurns(List<HeardPackets.Packet> packets) {
        assertTrue(packets.size() >= 6, packets.size() + " packets");
        for (int at = 0; at < packets.size(); at++) {
            assertEquals(1 + at % 2, packets.get(at).output());
        }
    }

    @Test
    @Tag("PACKET-1")
    void packetsOfOneAndTheSameMomentStayTwo() {
        stage.at("1.2")
                .send(
                        new Command.ClientSeen(),
                        Stage.write("noise/level", 0.1),
                        new Command.ClientSeen(),
                        Stage.write("noise/level", 0.2));

        stage.heard.were(
                """
                1.2 [1] /node/noise/level ,f 0.1
                1.2 [1] /node/noise/level ,f 0.2
                """);
    }
}
