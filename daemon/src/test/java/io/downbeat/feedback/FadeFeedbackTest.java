package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What surfaces hear of fades. */
class FadeFeedbackTest {

    private static final String DECAY = "/node/kick/decay";
    private static final String PROGRESS = "/track/1/clip/4/progress";

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber tablet = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber desk = scenario.surface("10.0.0.2:9000");

    private void bothListenTo(String pattern) {
        tablet.send("/track/1/clip/1/launch/instant");
        tablet.send("/subscribe", pattern, "heal=0").quietly();
        desk.send("/subscribe", pattern, "heal=0").quietly();
        scenario.seconds(0.5);
        tablet.quietly();
        desk.quietly();
    }

    private static void assertAbout(int expected, List<String> told) {
        assertTrue(Math.abs(told.size() - expected) <= 2, told.size() + ": " + told);
    }

    @Test
    void fadeValuesAreRateLimitedAndTheFinalValueIsAlwaysSent() {
        bothListenTo(DECAY + "/text");
        tablet.send("/track/1/clip/4/launch", "instant", 1f);
        scenario.seconds(1);

        List<String> followed = desk.takeHeard();
        assertAbout(30, followed);
        assertAbout(30, tablet.takeHeard());

        scenario.seconds(1.1);
        assertEquals(DECAY + "/text ,s 0.28", desk.takeHeard().getLast());
        assertEquals(DECAY + "/text ,s 0.28", tablet.takeHeard().getLast());
        scenario.seconds(3);
        desk.heard();
    }

    @Test
    void aClientWriteAfterAFadeIsSentAlsoIfItEqualsAnEarlierValue() {
        bothListenTo(DECAY);
        tablet.send(DECAY, 0.5f);
        scenario.seconds(1);
        tablet.send("/track/1/clip/4/launch", "instant", 0.5f);
        scenario.seconds(3);
        desk.quietly();

        tablet.send(DECAY, 0.5f);
        scenario.seconds(0.1);
        desk.heard(DECAY + " ,f 0.5", DECAY + "/norm ,f 0.5");
    }

    @Test
    void progressIsSentAtTheSubscribersRateAndEndsEmpty() {
        bothListenTo(PROGRESS);
        tablet.send("/track/1/clip/4/launch", "instant", 1f);
        scenario.seconds(1);
        assertAbout(30, desk.takeHeard());
        assertEquals(0.5, scenario.truth(PROGRESS).getFirst().number().orElseThrow(), 0.01);

        scenario.seconds(2);
        assertEquals(PROGRESS + " ,f 0", desk.takeHeard().getLast());
        scenario.seconds(3);
        desk.heard();
    }

    @Test
    void progressPausesWhileTheTransportIsStopped() {
        bothListenTo(PROGRESS);
        tablet.send("/track/1/clip/4/launch", "instant", 1f);
        scenario.seconds(1);
        tablet.send("/stop");
        desk.quietly();
        scenario.seconds(2);
        desk.heard();
    }

    @Test
    void transitionLengthsAreRateLimited() {
        bothListenTo("/fade");
        for (int i = 1; i <= 100; i++) {
            tablet.send("/fade", i / 100f);
            scenario.seconds(0.002);
        }
        tablet.heard();
        assertAbout(7, desk.takeHeard());

        scenario.seconds(0.3);
        tablet.heard("/fade ,f 1");
        assertEquals("[Float32[value=1.0]]", desk.last("/fade").toString());
    }

    @Test
    void inheritedUnitAndCurveAreSentWhenTheDefaultChanges() {
        bothListenTo("/track/1/fade");
        tablet.send("/fade/unit", "seconds");
        desk.heard("/track/1/fade/unit ,s seconds", "/track/1/fade/unit/index ,f 2");

        tablet.send("/track/1/fade", 2f);
        scenario.seconds(0.5);
        desk.heard("/track/1/fade ,f 2");
        tablet.send("/track/1/fade", -1f);
        scenario.seconds(0.5);
        desk.heard("/track/1/fade ,f -1");
    }

    @Test
    void aNegativeLengthIsClippedAndConfirmed() {
        bothListenTo("/track/1/clip/1/fade");
        tablet.send("/track/1/clip/1/fade", -0.5f);
        scenario.seconds(0.5);
        tablet.heard("/track/1/clip/1/fade ,f 0");
    }
}
