package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.OutgoingPacket;
import io.downbeat.osc.OscBundle;
import io.downbeat.osc.OscMessage;

import org.junit.jupiter.api.Test;

import java.util.List;

class PositionFeedbackTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

    private List<String> sent(String address) {
        return scenario.takeSent().stream()
                .flatMap(out ->
                        switch (out.packet()) {
                            case OscMessage message -> List.of(message).stream();
                            case OscBundle bundle ->
                                    bundle.packets().stream().map(OscMessage.class::cast);
                        })
                .filter(message -> message.address().equals(address))
                .map(Object::toString)
                .toList();
    }

    @Test
    void theClockOutTicksTwentyFourTimesAQuarter() {
        tablet.send("/subscribe", "/clock/out/*", "heal=0");
        scenario.at("1.2");
        scenario.takeSent();

        scenario.at("2.1");

        List<String> ticks = sent("/clock/out/tick");
        assertEquals(72, ticks.size());
        assertEquals("/clock/out/tick ,f 96", ticks.getLast());
        scenario.at("2.3");
        assertEquals(
                List.of("/clock/out/beat ,f 5", "/clock/out/beat ,f 6"), sent("/clock/out/beat"));
    }

    @Test
    void positionsAreNeverSentAgain() {
        tablet.send("/subscribe", "/clock/out/*", "heal=2");
        scenario.at("1.2");
        scenario.takeSent();

        scenario.at("9.1");

        assertEquals(31 * 24, sent("/clock/out/tick").size());
    }

    @Test
    void aCountdownRunsWhileSomethingIsQueuedAndEndsWithMinusOne() {
        scenario.at("1.2");
        tablet.send("/subscribe", "/track/1/countdown", "heal=0");
        tablet.send("/track/1/clip/2/launch", "bar");
        scenario.takeSent();

        scenario.at("2.1").seconds(1);

        List<String> told = sent("/track/1/countdown");
        assertTrue(told.size() >= 14 && told.size() <= 24, told.toString());
        assertEquals("/track/1/countdown ,f -1", told.getLast());
    }

    @Test
    void phasesAreSentAtTheRateOfTheSubscriber() {
        tablet.send("/subscribe", "/beat/phase", "rate=10", "heal=0");
        scenario.seconds(0.001);
        scenario.takeSent();

        scenario.seconds(1);

        int told = sent("/beat/phase").size();
        assertTrue(told >= 9 && told <= 11, "" + told);
    }

    @Test
    void withoutBundlesSubscribersGetMessagesWithThePrefix() {
        var prefixed = new FeedbackScenario("/downbeat");
        TestSubscriber plain = prefixed.surface("10.0.0.1:9000");
        plain.send("/subscribe", "/track/1", "bundle=0");
        prefixed.seconds(1);

        for (OutgoingPacket out : prefixed.takeSent()) {
            OscMessage message = (OscMessage) out.packet();
            assertTrue(message.address().startsWith("/downbeat/"), message.toString());
        }
    }
}
