package io.downbeat.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscMessage;
import io.downbeat.session.command.RequestSender;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values that come back from an output's receiver, or from another program on its host. */
class ReturnedValuesTest {

    private static final String LEVEL = "noise/level";
    private static final String ECHO = "udp:127.0.0.1:40000";
    private static final SenderRelationToReceiver HOST = SenderRelationToReceiver.SAME_HOST;
    private static final SenderRelationToReceiver PLACE = SenderRelationToReceiver.RECEIVER;

    private final OutputScenario scenario = OutputScenario.output();

    @ParameterizedTest
    @EnumSource(names = {"SAME_HOST", "RECEIVER"})
    @Tag("RETURN-1")
    void aReturnedValueChangesNothingAndIsNotSent(SenderRelationToReceiver relation) {
        scenario.at("1.2").hand(LEVEL, 0.3).comes(ECHO, relation, LEVEL, 0.3);

        scenario.heard.were("1.2 [1] /node/noise/level ,f 0.3");
        scenario.at("1.3").hand("bloom/mode", "hard").comes(ECHO, relation, "bloom/mode", "hard");
        scenario.heard.were("1.3 [1] /node/bloom/mode ,s hard");
    }

    @Test
    @Tag("RETURN-1")
    void aReturnedValueIsRecognizedInAnyTypeAndSpelling() {
        RequestSender echo = new RequestSender(ECHO);
        scenario.at("1.2").hand(LEVEL, 1);

        assertTrue(
                scenario.comesBack(
                        echo, HOST, OscMessage.of("/node/noise/level", OscArgument.i(1))));
        assertTrue(
                scenario.comesBack(
                        echo, HOST, OscMessage.of("/node/noise/param/level", OscArgument.d(1))));
        assertFalse(
                scenario.comesBack(
                        echo, HOST, OscMessage.of("/node/noise/level", OscArgument.f(0.9f))));
        assertFalse(scenario.comesBack(echo, HOST, OscMessage.of("/node/noise/level")));
    }

    @Test
    @Tag("RETURN-1")
    void aReturnedValueIsComparedAfterTheMap() {
        OutputScenario mapped =
                OutputScenario.output(
                        """
                        [[output.map]]
                        param = "noise/level"
                        address = ["/strip", 3, "{value}"]
                        from = [0.1, 0.7]
                        to = [-60, 10]
                        back = true
                        [[output.map]]
                        param = "bloom/intensity"
                        address = "/bloom"
                        type = "i"
                        back = true
                        [[output.map]]
                        value = "/tempo"
                        address = "/bpm"
                        back = true
                        """);
        RequestSender echo = new RequestSender(ECHO);
        mapped.at("1.2").hand(LEVEL, 5).hand("bloom/intensity", 0.7).tempo(98.7);

        assertTrue(mapped.comesBack(echo, PLACE, strip(3, 10)));
        assertFalse(mapped.comesBack(echo, PLACE, strip(4, 10)));
        assertTrue(mapped.comesBack(echo, PLACE, OscMessage.of("/bloom", OscArgument.f(1))));
        assertTrue(mapped.comesBack(echo, PLACE, OscMessage.of("/bpm", OscArgument.f(98.7f))));
        assertFalse(mapped.comesBack(echo, PLACE, OscMessage.of("/bpm", OscArgument.f(98.8f))));
    }

    private static OscMessage strip(int number, double gain) {
        return OscMessage.of("/strip", OscArgument.i(number), OscArgument.f((float) gain));
    }

    @Test
    @Tag("RETURN-2")
    void aValueThatComesBackLateChangesNothing() {
        scenario.at("1.2");
        for (int step = 0; step < 10; step++) {
            scenario.hand(LEVEL, step / 10.0);
        }
        scenario.heard.taken();
        scenario.at("1.3");
        for (int step = 0; step < 10; step++) {
            scenario.comes(ECHO, HOST, LEVEL, step / 10.0);
        }

        scenario.heard.were("");
    }

    @Test
    @Tag("RETURN-2")
    void aFadeIsNotStoppedByItsOwnFrames() {
        OutputScenario fading = OutputScenario.output();
        fading.at("1.2").hand("drum 1/tone,a", 440).heard.taken();
        fading.at("1.3").launch(2, 1);
        fading.heard.were("1.3 [1] { /node/drum-1/tone-a ,f 220 }");
        RequestSender echo = new RequestSender(ECHO);

        assertTrue(
                fading.comesBack(
                        echo, HOST, OscMessage.of("/node/drum-1/tone-a", OscArgument.f(440))));
        assertTrue(
                fading.comesBack(
                        echo, HOST, OscMessage.of("/node/drum-1/tone-a", OscArgument.f(220))));
    }

    @Test
    @Tag("RETURN-2")
    void aValueSentEarlyIsRecognizedBeforeItsBoundary() {
        OutputScenario early =
                OutputScenario.output("timetag = \"boundary\"", "lookahead_ms = 100");
        early.at("1.3").queue(2, 1).at("1.4").sendUpTo("2.1-20ms");

        assertTrue(
                early.comesBack(
                        new RequestSender(ECHO),
                        HOST,
                        OscMessage.of("/node/drum-1/tone-a", OscArgument.f(220))));
    }

    @Test
    @Tag("RETURN-3")
    void alternatingValuesSetByHandOnTheReceiversHostAreSet() {
        scenario.at("1.2");
        for (int step = 0; step < SentValuesOfOneParameter.MOST_SWAPS; step++) {
            scenario.comes(ECHO, HOST, LEVEL, step % 2);
        }

        assertEquals(SentValuesOfOneParameter.MOST_SWAPS, scenario.heard.taken().size());
    }

    @Test
    @Tag("RETURN-3")
    void theLastOfManyAlternatingValuesIsAlwaysSent() {
        scenario.at("1.2");
        for (int step = 0; step < 41; step++) {
            scenario.comes(ECHO, HOST, LEVEL, step % 2);
        }
        scenario.at("2.1");

        var packets = scenario.heard.taken();
        assertTrue(packets.size() >= 38, () -> "only " + packets.size());
        assertEquals(
                OscMessage.of("/node/noise/level", OscArgument.f(0)), packets.getLast().said());
    }

    @Test
    @Tag("RETURN-3")
    void aValueThatWasNotReturnedCountsAsAClientWrite() {
        scenario.at("1.1").comes(ECHO, HOST, LEVEL, 0.9);
        scenario.at("1.2").hand(LEVEL, 0.1).at("1.3").hand(LEVEL, 0.2).at("1.4").hand(LEVEL, 0.3);
        scenario.at("3.1").hand(LEVEL, 0.4).hand(LEVEL, 0.5).heard.taken();

        scenario.comes(ECHO, HOST, LEVEL, 0.4);

        scenario.heard.were("3.1 [1] /node/noise/level ,f 0.4");
    }

    @Test
    @Tag("RETURN-3")
    void aValueSentLongAgoMayBeSetAgain() {
        scenario.at("1.2").hand(LEVEL, 0.3).at("2.1").heard.taken();

        scenario.comes(ECHO, HOST, LEVEL, 0.3);

        scenario.heard.were("2.1 [1] /node/noise/level ,f 0.3");
    }

    @Test
    @Tag("RETURN-4")
    void aValueOfTheReceiverItselfIsSetAndNotSentBackToIt() {
        scenario.at("1.2").hand(LEVEL, 0.3).heard.taken();
        scenario.comes(ECHO, PLACE, LEVEL, 0.8).comes(ECHO, PLACE, LEVEL, 0.3);
        scenario.comes(ECHO, PLACE, LEVEL, 0.8).comes(ECHO, PLACE, LEVEL, 0.4);
        scenario.heard.were("");

        scenario.hand(LEVEL, 0.8);
        scenario.heard.were("1.2 [1] /node/noise/level ,f 0.8");
    }

    @Test
    @Tag("RETURN-5")
    void programsThatSwapValuesEndWithTheSameValue() {
        scenario.at("1.2").hand(LEVEL, 0.2);
        // The other program had set 0.8 at the same moment, and gives back whatever it is sent.
        scenario.comes(ECHO, HOST, LEVEL, 0.8);
        int swaps = 0;
        for (var sent = scenario.heard.taken(); !sent.isEmpty(); sent = scenario.heard.taken()) {
            assertTrue(swaps < 50, "for ever");
            for (RecordedPackets.Packet packet : sent) {
                swaps++;
                var message = (OscMessage) packet.said();
                if (swaps > 1 || !message.arguments().getFirst().equals(OscArgument.f(0.8f))) {
                    scenario.comes(
                            ECHO,
                            HOST,
                            LEVEL,
                            message.arguments().getFirst().number().orElseThrow());
                }
            }
        }
        scenario.at("2.1");

        assertTrue(swaps <= 2 * SentValuesOfOneParameter.MOST_SWAPS);
    }
}
