package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What a surface sees of a follow action: the next clip blinks, and the time runs. */
class FollowActionFeedbackTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber hand = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber tablet = scenario.surface("10.0.0.2:9000");

    @Test
    @Tag("FOLLOW-18")
    void theNextClipIsShownAsQueuedABeatBeforeItFollows() {
        hand.send("/track/1/clip/1/follow", 1).send("/track/1/clip/1/launch");
        subscribe("/track/1/clip/2/state", "/track/1/queued/name", "heal=0");

        scenario.at("1.4").settled();
        assertEquals(
                List.of("/track/1/clip/2/state ,f 2", "/track/1/queued/name ,s Verse"), heard());

        scenario.at("2.1").settled();
        assertEquals(
                List.of("/track/1/clip/2/state ,f 3", "/track/1/queued/name ,s \"\""), heard());
    }

    @Test
    @Tag("FOLLOW-18")
    void progressRunsWithTheTimeBeforeTheAction() {
        hand.send("/track/1/clip/1/follow", 1).send("/track/1/clip/1/launch");
        subscribe("/track/1/clip/1/progress", "heal=0");
        scenario.at("1.3").settled();
        hand.quietly().send("/track/1/clip/1/progress").heard("/track/1/clip/1/progress ,f 0.5");

        List<Double> told =
                heard().stream()
                        .map(line -> Double.parseDouble(line.substring(line.indexOf("f ") + 2)))
                        .toList();
        assertTrue(told.size() > 20 && told.size() < 40, told::toString);
        assertEquals(0.5, told.getLast(), 0.05);

        scenario.at("2.1").settled();
        assertEquals(0, tablet.last("/track/1/clip/1/progress").getFirst().number().orElseThrow());
    }

    @Test
    @Tag("FOLLOW-18")
    void aTimeOfOneBarIsToldWhenTheSignatureChanges() {
        subscribe("/track/1/clip/1/follow/time", "/scene/1/follow/time", "heal=0");
        hand.send("/signature", 3, 4);
        scenario.at("2.1").settled();

        assertTrue(
                tablet.takeHeard()
                        .containsAll(
                                List.of(
                                        "/track/1/clip/1/follow/time ,f 3",
                                        "/scene/1/follow/time ,f 3")));
    }

    private List<String> heard() {
        return tablet.takeHeard().stream()
                .filter(line -> line.startsWith("/track"))
                .sorted()
                .toList();
    }

    private void subscribe(Object... patterns) {
        tablet.send("/subscribe", patterns);
        scenario.settled();
        tablet.quietly();
    }
}
