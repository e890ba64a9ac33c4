package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;

import org.junit.jupiter.api.Test;

import java.util.List;

/** When an output gets all present values, and how. */
class PresentValuesSentTest {

    private static final String ALL =
            "{ /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1; /node/bloom/mode ,s soft;"
                    + " /node/drum-1/tone-a ,f 440 }";

    @Test
    void atTheStartAllGoOutAndNoUnsetOne() {
        Stage stage = Stage.with(Stage.rig());

        stage.start();

        stage.heard.were("1.1 [1] " + ALL);
    }

    @Test
    void anOutputThatWantsNoneAtTheStartGetsNone() {
        Stage stage = Stage.with(Stage.rig("initial = false"));

        stage.start();

        stage.heard.were("");
    }

    @Test
    void aResendThatWasAskedForSendsThemWithTheirPresentValues() {
        Stage stage = Stage.output().at("1.2").hand("noise/level", 0.7);
        stage.heard.taken();

        stage.at("1.3").send(new Command.ResendOutput(ObjectReference.position(1)));

        stage.heard.were("1.3 [1] " + ALL.replace("0.5", "0.7"));
    }

    @Test
    void aReceiverThatIsBackGetsThem() {
        Stage stage = Stage.output().at("1.2");

        stage.back(1).heard.were("1.2 [1] " + ALL);
    }

    @Test
    void aPeriodicResendComesAsOftenAsTheRigSays() {
        Stage stage = Stage.output("resend_s = 1.5");

        stage.at("2.4").heard.were("1.4 [1] " + ALL + "\n2.3 [1] " + ALL);
    }

    @Test
    void aDisabledOutputGetsNothingUntilItIsEnabledAgain() {
        Stage stage = Stage.output().at("1.2").enabled(1, false).queue(1, 1);
        stage.hand("noise/level", 0.9).at("3.1").back(1).heard.were("");

        stage.enabled(1, true);

        stage.heard.were("3.1 [1] " + ALL.replace("0.5", "0.25"));
    }

    @Test
    void anOutputThatIsDisabledInTheRigGetsNothingAtTheStart() {
        Stage stage = Stage.with(Stage.rig("enabled = false"));

        stage.start();

        stage.at("1.2").hand("noise/level", 0.9).heard.were("");
    }

    @Test
    void aLargeRoundIsPacedInBundlesThatFitADatagram() {
        Stage stage = Stage.with(Pieces.large(4096), Stage.rig());

        stage.start();
        stage.at("1.3");

        List<HeardPackets.Packet> round = stage.heard.taken();
        assertTrue(round.stream().allMatch(packet -> packet.bytes() <= 1432));
        assertEquals(4096, round.stream().mapToInt(PresentValuesSentTest::messages).sum());
        for (int at = 1; at < round.size(); at++) {
            assertEquals(1000, round.get(at).moment().since(round.get(at - 1).moment()));
        }
    }

    @Test
    void aHandDuringALargeRoundIsNotOvertakenByTheValueBefore() {
        Stage stage = Stage.with(Pieces.large(4096), Stage.rig());
        stage.start();
        stage.at("1.1+5ms").heard.taken();

        stage.hand("n63/p63", 0.8).at("1.3");

        List<HeardPackets.Packet> rest = stage.heard.taken();
        assertEquals("/node/n63/p63 ,f 0.8", rest.getFirst().said().toString());
        OscBundle last = (OscBundle) rest.getLast().said();
        assertEquals("/node/n63/p63 ,f 0.8", last.packets().getLast().toString());
    }

    private static int messages(HeardPackets.Packet packet) {
        return ((OscBundle) packet.said()).packets().size();
    }
}
