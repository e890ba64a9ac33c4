package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Recording and the arrangement by their addresses: what is answered, sent and refused. */
class ArrangementFeedbackTest {

    private final FeedbackScenario scenario = FeedbackScenario.of(SampleSessions.band());
    private final TestSubscriber pedal = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber tablet = scenario.surface("10.0.0.2:9000");

    private void subscribe(String... words) {
        tablet.send("/subscribe", (Object[]) words);
        scenario.settled();
        tablet.takeHeard();
    }

    private void recordTwoBars() {
        scenario.at("2.1");
        pedal.send("/record", 1);
        pedal.send("/track/1/clip/1/launch", "bar");
        scenario.at("4.1");
        pedal.send("/record", 0);
        scenario.settled();
    }

    @Test
    @Tag("ARRANGEMENT-19")
    void everyAddressAnswersToItsAsker() {
        recordTwoBars();
        pedal.quietly();
        pedal.send("/arrangement/length").heard("/arrangement/length ,f 8");
        pedal.send("/arrangement/position", 3).quietly();
        pedal.send("/arrangement/position").heard("/arrangement/position ,f 3");
        pedal.send("/arrangement/loop/range", 2, 6).quietly();
        pedal.send("/arrangement/loop/range").heard("/arrangement/loop/range ,ff 2 6");
        pedal.send("/arrangement/loop/toggle", 1).quietly();
        pedal.send("/arrangement/loop").heard("/arrangement/loop ,f 1");
        pedal.send("/record/mode", "overdub").quietly();
        pedal.send("/record/mode").heard("/record/mode ,s overdub");
        pedal.send("/record/mode/index").heard("/record/mode/index ,f 1");
        pedal.send("/record/quantize", "1/16").quietly();
        pedal.send("/record/quantize").heard("/record/quantize ,s 1/16");
        pedal.send("/record/punch", 1, 4.5).quietly();
        pedal.send("/record/punch").heard("/record/punch ,ff 1 4.5");
        pedal.send("/arrangement/play").quietly();
        pedal.send("/arrangement/playing").heard("/arrangement/playing ,f 1");
        pedal.send("/arrangement/stop").quietly();
        pedal.send("/arrangement/playing").heard("/arrangement/playing ,f 0");
        pedal.send("/arrangement/clear").quietly();
        pedal.send("/arrangement/length").heard("/arrangement/length ,f 0");
        pedal.send("/undo/name").heard("/undo/name ,s \"clear arrangement\"");
        pedal.send("/arrangement/return").heard("");
        pedal.send("/track/1/arrangement/return").heard("");
    }

    @Test
    @Tag("ARRANGEMENT-19")
    void subscribersSeeTheRecordingAndThePositionOnEachBeat() {
        subscribe("/record/status", "/arrangement", "heal=0");
        recordTwoBars();
        List<String> heard = tablet.takeHeard();
        assertTrue(heard.contains("/record/status ,s recording"), heard::toString);
        assertTrue(heard.contains("/record/status ,s off"), heard::toString);
        assertTrue(heard.contains("/arrangement/length ,f 8"), heard::toString);
        assertTrue(heard.contains("/arrangement/position ,f 3"), heard::toString);

        pedal.send("/arrangement/play", "instant");
        scenario.at("7.1").settled();

        heard = tablet.takeHeard();
        assertEquals("/arrangement/playing ,f 1", heard.getFirst());
        assertEquals(
                List.of("1", "2", "3", "4", "5", "6", "7"),
                heard.stream()
                        .filter(line -> line.matches("/arrangement/position ,f [1-7]"))
                        .map(line -> line.substring(line.length() - 1))
                        .distinct()
                        .toList());
        assertTrue(heard.contains("/arrangement/playing ,f 0"), heard::toString);
        assertEquals(0, tablet.last("/arrangement/position").getFirst().number().orElseThrow());
    }

    @Test
    @Tag("ARRANGEMENT-23")
    void theTimelineIsReadAsListsOfNumbers() {
        pedal.send("/track/1/arrangement/clips").heard("/track/1/arrangement/clips ,f 0");
        pedal.send("/arrangement/scenes").heard("/arrangement/scenes ,f 0");
        scenario.at("2.1");
        pedal.send("/record", 1);
        pedal.send("/track/1/clip/1/launch", "bar");
        pedal.send("/tempo", 140, 4);
        scenario.at("3.3");
        pedal.send("/scene/2/launch", "bar");
        scenario.at("4.3");
        pedal.send("/signature", 3, 4);
        pedal.send("/track/1/stop", "instant");
        scenario.at("6.1");
        pedal.send("/record", 0);
        scenario.settled();
        pedal.quietly();

        for (String list : List.of("clips", "scenes", "tempos", "signatures")) {
            pedal.send((list.equals("clips") ? "/track/*" : "") + "/arrangement/" + list);
        }
        assertEquals(
                List.of(
                        "/track/1/arrangement/clips ,ffffff 0 1 8 2 10.000001 0",
                        "/track/2/arrangement/clips ,ffff 0 0 8 2",
                        "/track/3/arrangement/clips ,ffff 0 0 8 2",
                        "/arrangement/scenes ,ff 8 2",
                        "/arrangement/tempos ,ffff 0 120 140 4",
                        "/arrangement/signatures ,ffffff 0 4 4 10.000001 3 4"),
                pedal.takeHeard());
    }

    @Test
    @Tag("ARRANGEMENT-23")
    void onlyWhoNamesTheTimelineHearsOfIt() {
        subscribe("/arrangement", "/track", "heal=0");
        recordTwoBars();
        assertTrue(
                tablet.takeHeard().stream()
                        .noneMatch(line ->
                                line.matches("(/track/1)?/arrangement/(clips|tempos|scenes) .*")));
        subscribe("/track/*/arrangement/clips", "heal=0");
        pedal.send("/undo");
        scenario.settled();
        assertTrue(tablet.takeHeard().contains("/track/1/arrangement/clips ,f 0"));
        pedal.send("/redo");
        scenario.settled();
        assertTrue(tablet.takeHeard().contains("/track/1/arrangement/clips ,ff 0 1"));
        pedal.send("/track/1/clip/1/delete");
        scenario.settled();
        assertTrue(tablet.takeHeard().contains("/track/1/arrangement/clips ,ff 0 -1"));
    }

    @Test
    @Tag("ARRANGEMENT-10")
    void subscribersAreWarnedOnceOfALaunchThatALoopLeavesOut() {
        recordTwoBars();
        subscribe("/playing", "heal=0");
        pedal.send("/track/1/clip/1/delete");
        pedal.send("/arrangement/loop", 1);

        pedal.send("/arrangement/play", "instant");
        scenario.at("8.2").settled();

        assertEquals(
                List.of(
                        "/session/warning ,ss arrangement \"clip tr_drums/c_tr_drums_1 is not there"
                                + " any more: its launch is left out\""),
                tablet.takeHeard().stream()
                        .filter(line -> line.startsWith("/session/warning"))
                        .toList());
    }

    @Test
    @Tag("ARRANGEMENT-19")
    void aClipThatTheArrangementHasQueuedBlinks() {
        scenario.at("2.1");
        pedal.send("/record", 1);
        scenario.at("2.3");
        pedal.send("/track/1/clip/1/launch", "bar");
        scenario.at("4.1");
        pedal.send("/record", 0);
        pedal.send("/track/1/stop");
        scenario.settled();
        subscribe("/track/1/clip/1/state", "heal=0");

        pedal.send("/arrangement/play", "instant");
        scenario.at("5.2").settled();

        assertEquals(
                List.of("/track/1/clip/1/state ,f 2", "/track/1/clip/1/state ,f 3"),
                tablet.takeHeard());
    }
}
