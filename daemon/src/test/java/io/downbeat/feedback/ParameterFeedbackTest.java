package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class ParameterFeedbackTest {

    private static final String DECAY = "/node/kick/decay";

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber desk = scenario.surface("10.0.0.2:9000");

    private void bothListenTo(String pattern) {
        tablet.send("/subscribe", pattern, "heal=0", "typed").quietly();
        desk.send("/subscribe", pattern, "heal=0", "typed").quietly();
        scenario.seconds(0.5);
        tablet.quietly();
        desk.quietly();
    }

    @Test
    void otherSubscribersGetRateLimitedValuesAndTheWriterGetsOneConfirmation() {
        bothListenTo("/node/kick/decay/text");
        for (int i = 1; i <= 100; i++) {
            tablet.send(DECAY, i / 200.0);
            scenario.seconds(0.002);
        }

        tablet.heard();
        List<String> followed = desk.takeHeard();
        assertTrue(followed.size() >= 5 && followed.size() <= 8, followed.toString());

        scenario.seconds(0.24);
        tablet.heard();
        scenario.seconds(0.02);

        tablet.heard("/node/kick/decay/text ,s 0.5");
        assertEquals("[Text[value=0.5]]", desk.last(DECAY + "/text").toString());
        desk.quietly();
        scenario.seconds(5);
        tablet.heard();
        desk.heard();
    }

    @Test
    void aRefreshIncludesTheParameterThatTheClientIsMoving() {
        tablet.send("/subscribe", DECAY, "heal=0").quietly();
        scenario.seconds(0.5);
        tablet.send(DECAY, 0.25).quietly();

        tablet.send("/refresh", DECAY);
        scenario.seconds(0.1);

        assertTrue(tablet.takeHeard().contains(DECAY + " ,f 0.25"));
    }

    @Test
    void aSubscriberChoosesItsRate() {
        desk.send("/subscribe", DECAY + "/text", "rate=5", "heal=0").quietly();
        scenario.seconds(0.5);
        desk.quietly();
        for (int i = 1; i <= 100; i++) {
            tablet.send(DECAY, i / 200.0);
            scenario.seconds(0.01);
        }

        int told = desk.takeHeard().size();
        assertTrue(told >= 5 && told <= 6, "" + told);
    }

    @Test
    void aClippedWriteIsConfirmedAsWhatItBecame() {
        tablet.send(DECAY + "/range", 0, 1);
        bothListenTo(DECAY);

        tablet.send(DECAY, 9);
        scenario.seconds(0.3);

        tablet.heard(DECAY + " ,f 1", DECAY + "/norm ,f 1");
    }

    @Test
    void aTouchingClientGetsNoFeedbackForItsParameter() {
        bothListenTo(DECAY + "/text");
        tablet.send(DECAY + "/touch", 1);
        desk.send(DECAY, 0.25);
        scenario.seconds(1);
        tablet.heard();

        tablet.send(DECAY + "/touch", 0);
        scenario.seconds(0.3);

        tablet.heard(DECAY + "/text ,s 0.25");
    }

    @Test
    void aTouchEndsTenSecondsAfterItsClientsLastMessage() {
        bothListenTo(DECAY + "/text");
        tablet.send(DECAY + "/touch", 1);
        scenario.seconds(5);
        tablet.send("/ping").quietly();
        desk.send(DECAY, 0.25);
        scenario.seconds(9.9);
        tablet.heard();
        assertEquals(1, scenario.view().touched().size());

        scenario.seconds(0.5);

        tablet.heard(DECAY + "/text ,s 0.25");
        assertEquals(List.of(), scenario.view().touched());
    }

    @Test
    void tempoFeedbackIsRateLimited() {
        bothListenTo("/tempo");
        for (int i = 1; i <= 50; i++) {
            tablet.send("/tempo", 120 + i);
            scenario.seconds(0.002);
        }
        tablet.heard();
        assertTrue(desk.takeHeard().size() <= 5);

        scenario.seconds(0.3);

        tablet.heard("/tempo ,f 170");
        assertEquals("[Float32[value=170.0]]", desk.last("/tempo").toString());
    }
}
