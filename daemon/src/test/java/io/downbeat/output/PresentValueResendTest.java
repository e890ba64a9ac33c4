package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscBundle;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.ObjectReference;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** When an output gets all present values, and how. */
class PresentValueResendTest {

    private static final String ALL =
            "{ /node/noise/level ,f 0.5; /node/bloom/intensity ,f 1; /node/bloom/mode ,s soft;"
                    + " /node/drum-1/tone-a ,f 440 }";

    @Test
    void allSetValuesAreSentAtTheStart() {
        OutputScenario scenario = OutputScenario.with(OutputScenario.rig());

        scenario.start();

        scenario.heard.were("1.1 [1] " + ALL);
    }

    @Test
    void anOutputWithoutStartValuesGetsNone() {
        OutputScenario scenario = OutputScenario.with(OutputScenario.rig("initial = false"));

        scenario.start();

        scenario.heard.were("");
    }

    @Test
    void aRequestedResendSendsPresentValues() {
        OutputScenario scenario = OutputScenario.output().at("1.2").hand("noise/level", 0.7);
        scenario.heard.taken();

        scenario.at("1.3").send(new Command.ResendOutput(ObjectReference.position(1)));

        scenario.heard.were("1.3 [1] " + ALL.replace("0.5", "0.7"));
    }

    @Test
    @Tag("LOAD-8")
    void aLoadSendsTheValuesOfTheLoadedSession() {
        OutputScenario scenario = OutputScenario.output().at("1.2");
        scenario.hand("noise/level", 0.9).heard.taken();

        scenario.load(OutputTestSessions.little());

        scenario.at("1.3").heard.were("1.2 [1] " + ALL);
    }

    @Test
    void aReturningReceiverGetsPresentValues() {
        OutputScenario scenario = OutputScenario.output().at("1.2");

        scenario.back(1).heard.were("1.2 [1] " + ALL);
    }

    @Test
    void aPeriodicResendHasTheIntervalOfTheRig() {
        OutputScenario scenario = OutputScenario.output("resend_s = 1.5");

        scenario.at("2.4").heard.were("1.4 [1] " + ALL + "\n2.3 [1] " + ALL);
    }

    @Test
    void aDisabledOutputGetsNothingUntilItIsEnabledAgain() {
        OutputScenario scenario = OutputScenario.output().at("1.2").enabled(1, false).queue(1, 1);
        scenario.hand("noise/level", 0.9).at("3.1").back(1).heard.were("");

        scenario.enabled(1, true);

        scenario.heard.were("3.1 [1] " + ALL.replace("0.5", "0.25"));
    }

    @Test
    void anOutputThatIsDisabledInTheRigGetsNothingAtTheStart() {
        OutputScenario scenario = OutputScenario.with(OutputScenario.rig("enabled = false"));

        scenario.start();

        scenario.at("1.2").hand("noise/level", 0.9).heard.were("");
    }

    @Test
    void aLargeResendIsPacedInBundlesThatFitADatagram() {
        OutputScenario scenario =
                OutputScenario.with(OutputTestSessions.large(4096), OutputScenario.rig());

        scenario.start();
        scenario.at("1.3");

        List<RecordedPackets.Packet> round = scenario.heard.taken();
        assertTrue(round.stream().allMatch(packet -> packet.bytes() <= 1432));
        assertEquals(4096, round.stream().mapToInt(PresentValueResendTest::messages).sum());
        for (int at = 1; at < round.size(); at++) {
            assertEquals(1000, round.get(at).moment().since(round.get(at - 1).moment()));
        }
    }

    @Test
    void aClientWriteDuringALargeResendIsNotOverwritten() {
        OutputScenario scenario =
                OutputScenario.with(OutputTestSessions.large(4096), OutputScenario.rig());
        scenario.start();
        scenario.at("1.1+5ms").heard.taken();

        scenario.hand("n63/p63", 0.8).at("1.3");

        List<RecordedPackets.Packet> rest = scenario.heard.taken();
        assertEquals("/node/n63/p63 ,f 0.8", rest.getFirst().said().toString());
        OscBundle last = (OscBundle) rest.getLast().said();
        assertEquals("/node/n63/p63 ,f 0.8", last.packets().getLast().toString());
    }

    private static int messages(RecordedPackets.Packet packet) {
        return ((OscBundle) packet.said()).packets().size();
    }
}
