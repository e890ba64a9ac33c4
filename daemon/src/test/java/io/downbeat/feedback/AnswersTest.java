package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.PrintableText;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class AnswersTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber script = scenario.surface("10.0.0.1:9001");

    @Test
    void anAnswerUsesTheSpellingOfTheQuestion() {
        tablet.send("/track/Drums/name").send("/track/2/clip/Verse/state");

        tablet.heard("/track/Drums/name ,s Drums", "/track/2/clip/Verse/state ,f 1");
        script.heard();
    }

    @Test
    void everyNumberThatIsSentIsAFloat() {
        tablet.send("/track/count").send("/playing").send("/signature").send("/tempo");

        tablet.heard("/track/count ,f 3", "/playing ,f 1", "/signature ,ff 4 4", "/tempo ,f 120");
    }

    @Test
    void aPatternIsAnsweredWithOneMessageForEachPosition() {
        tablet.send("/track/{Drums,Synth}/name");

        tablet.heard("/track/1/name ,s Drums", "/track/2/name ,s Synth");
    }

    @Test
    void aPongHasTheArgumentsOfThePing() {
        tablet.send("/ping", 7, "x", OscArgument.d(0.5), OscArgument.h(9));

        tablet.heard("/pong ,isdh 7 x 0.5 9");
    }

    @Test
    void answersGoToThePortOfRespond() {
        tablet.send("/respond", 9001).send("/track/count");
        script.heard("/track/count ,f 3");

        TestSubscriber patch = scenario.surface("10.0.0.2:9009");
        scenario.surface("10.0.0.2:5001").send("/respond", 9009, "all");
        scenario.surface("10.0.0.2:5002").send("/track/count");
        patch.heard("/track/count ,f 3");
    }

    @Test
    void settingAValueIsNotAnswered() {
        script.send("/clock/source", "internal");
        script.heard();

        tablet.send("/subscribe", "/clock/source").quietly().send("/clock/source", "internal");
        tablet.heard("/clock/source ,s internal");
    }

    @Test
    void theSenderOfASettingGetsOneConfirmation() {
        tablet.send("/subscribe", "/quantize").quietly().send("/quantize", "bar");
        tablet.heard("/quantize ,s bar", "/quantize/index ,f 5");

        tablet.send("/quantize", "bar");
        tablet.heard("/quantize ,s bar");
    }

    @Test
    void pulsesOfAClockThatIsNotFollowedGetOneError() {
        for (int tick = 0; tick < 48; tick++) {
            tablet.send("/clock/tick").send("/clock/beat", 1);
            scenario.seconds(0.02);
        }
        assertEquals(1, tablet.takeHeard().size());

        tablet.send("/nonsense");
        assertEquals(1, tablet.takeHeard().size());
    }

    @Test
    void anInvalidPulseIsAnsweredEachTime() {
        tablet.send("/clock/bpm", 0).send("/clock/bpm", -5).send("/clock/phase", "early");
        assertEquals(3, tablet.takeHeard().size());
    }

    @Test
    void anErrorIsSentToItsSenderOnly() {
        tablet.send("/track/9/stop").send("/quantize", "sometimes");

        List<String> errors = tablet.takeHeard();
        assertEquals(2, errors.size(), errors.toString());
        assertTrue(errors.get(0).startsWith("/error ,sss /track/9/stop no-such"), errors.get(0));
        assertTrue(errors.get(1).startsWith("/error ,sss /quantize range"), errors.get(1));
        script.heard();
    }

    @Test
    @Tag("CONSOLE-3")
    void quotedTextInAnErrorCannotControlATerminal() {
        tablet.send("/no\u001b]0;pwned\u0007\r\n\u202e\ud800");

        String error = tablet.takeHeard().getFirst();
        assertTrue(error.codePoints().noneMatch(PrintableText::isUnsafe), error);
        assertTrue(error.contains("pwned"), error);
    }

    @Test
    void anErrorFloodIsAnsweredTwentyTimesAndThenCounted() {
        for (int i = 0; i < 50; i++) {
            tablet.send("/nonsense");
        }
        assertEquals(20, tablet.takeHeard().size());

        scenario.seconds(1.1);

        List<String> told = tablet.takeHeard();
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("/error ,sss /nonsense suppressed \"30 more"));
    }

    @Test
    @Tag("HEARD-8")
    void anErrorAboutALongAddressIsOneMessageThatFitsADatagram() {
        for (String part : List.of("a", "ä", "♩", "𝄞")) {
            for (int length : new int[] {300, 700, 1400, 3000, 20_000}) {
                String address = "/" + part.repeat(length);
                tablet.send(address);
                scenario.seconds(1.1);

                List<OutgoingPacket> sent = scenario.takeSent();
                assertEquals(1, sent.size(), address);
                OscMessage error = (OscMessage) sent.getFirst().packet();
                assertTrue(OscCodec.size(error) <= 1432, "" + OscCodec.size(error));
                assertEquals("unknown", error.arguments().get(1).text().orElseThrow());
                String named = error.arguments().getFirst().text().orElseThrow();
                String text = error.arguments().get(2).text().orElseThrow();
                assertTrue(
                        named.equals(address)
                                || (named.endsWith("...")
                                        && address.startsWith(
                                                named.substring(0, named.length() - 3))),
                        named);
                assertTrue(text.contains("there is no address /"), text);
            }
        }
    }
}
