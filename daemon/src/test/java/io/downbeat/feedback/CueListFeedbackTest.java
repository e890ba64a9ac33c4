package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.SampleSessions;
import io.downbeat.session.model.CueList.Advance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A cue list by its addresses: what is answered, sent and refused. */
class CueListFeedbackTest {

    private final FeedbackScenario scenario =
            FeedbackScenario.of(
                    SampleSessions.bandToExtend()
                            .cueList("Show")
                            .step("Intro")
                            .step("Verse", Advance.AFTER_BARS, 2)
                            .step("Drop")
                            .done());
    private final TestSubscriber pedal = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber tablet = scenario.surface("10.0.0.2:9000");

    @Test
    @Tag("CUE-22")
    void aSubscriberIsSentTheStandbyStepAndTheStepThatPlays() {
        subscribe("/cue/1", "/cue/Show/next/name");
        scenario.at("1.2");
        pedal.send("/cue/1/go", "bar");
        scenario.settled();
        assertEquals(
                List.of("/cue/1/next ,f 2", "/cue/1/next/name ,s Verse", "/cue/1/remaining ,f 3"),
                values("/cue/1"));

        scenario.at("2.1");
        scenario.settled();
        List<String> heard = values("/cue/1");
        assertTrue(heard.contains("/cue/1/step ,f 1"), heard::toString);
        assertEquals("Verse", tablet.last("/cue/Show/next/name").getFirst().text().orElseThrow());
    }

    @Test
    @Tag("CUE-22")
    void theBeatsThatAreLeftAreSentOnEachBeat() {
        scenario.at("1.2");
        pedal.send("/cue/1/step/2/launch", "bar");
        scenario.settled();
        subscribe("/cue/1/remaining", "heal=0");

        scenario.at("4.1").settled();

        List<String> whole =
                tablet.takeHeard().stream()
                        .filter(line -> line.matches("/cue/1/remaining ,f -?\\d"))
                        .distinct()
                        .toList();
        assertEquals(
                List.of(8, 7, 6, 5, 4, 3, 2, 1, -1),
                whole.stream()
                        .map(line -> Integer.parseInt(line.substring(line.indexOf('f') + 2)))
                        .filter(left -> left != 0)
                        .distinct()
                        .sorted((one, other) -> other - one)
                        .toList());
    }

    @Test
    @Tag("CUE-22")
    void everyAddressAnswersToItsAsker() {
        pedal.send("/cue/1/next").heard("/cue/1/next ,f 1");
        pedal.send("/cue/Show/next/name").heard("/cue/Show/next/name ,s Intro");
        pedal.send("/cue/1/step").heard("/cue/1/step ,f 0");
        pedal.send("/cue/1/remaining").heard("/cue/1/remaining ,f -1");
        pedal.send("/cue/9/next").heard("/cue/9/next ,f 0");

        pedal.send("/cue/1/next", 3).quietly().send("/cue/1/next").heard("/cue/1/next ,f 3");
        pedal.send("/cue/1/previous").quietly().send("/cue/1/next").heard("/cue/1/next ,f 2");
        pedal.send("/cue/1/reset").quietly().send("/cue/1/next").heard("/cue/1/next ,f 1");
        pedal.send("/cue/1/go").quietly().send("/cue/1/step").heard("/cue/1/step ,f 1");
        pedal.send("/cue/1/stop").quietly().send("/cue/1/step").heard("/cue/1/step ,f 0");
    }

    @Test
    @Tag("CUE-23")
    void whatIsRefusedSaysWhatToDo() {
        pedal.send("/cue/1/go").quietly().send("/cue/1/go");
        refused(
                "guard",
                "cue list 1 (Show) was sent go 0 s ago, and refuses another one within 0.3 s (its guard)");
        pedal.send("/cue/1/next", 7);
        refused("no-such", "cue list 1 (Show) has 3 steps; there is no step 7");
        pedal.send("/cue/1/step/7/launch");
        refused("no-such", "cue list 1 (Show) has 3 steps; there is no step 7");
        pedal.send("/cue/1/step/3/launch").quietly();
        scenario.seconds(1);
        pedal.send("/cue/1/go");
        refused(
                "end",
                "cue list 1 (Show) is past its last step, 3: reset puts the first step on standby, next any other");
        pedal.send("/cue/add", "Encore").quietly().send("/cue/2/go/bar");
        refused("end", "cue list 2 (Encore) has no steps yet: add one with step/add");
        pedal.send("/cue/*/go");
        refused("pattern", "");
    }

    @Test
    @Tag("CUE-23")
    void theReleaseOfAPedalIsNoGo() {
        pedal.send("/cue/1/go", 1).send("/cue/1/go", 0);
        scenario.seconds(0.1);

        assertEquals("", String.join("\n", pedal.takeHeard()));
        assertEquals(1, scenario.view().cueList(1).playing());
    }

    private void refused(String code, String text) {
        scenario.settled();
        List<String> heard = pedal.takeHeard();
        assertEquals(1, heard.size(), heard::toString);
        assertTrue(heard.getFirst().contains(" " + code + " "), heard::toString);
        assertTrue(heard.getFirst().contains(text), heard::toString);
    }

    private void subscribe(Object... patterns) {
        tablet.send("/subscribe", patterns);
        scenario.settled();
        tablet.quietly();
    }

    private List<String> values(String below) {
        return tablet.takeHeard().stream().filter(line -> line.startsWith(below)).sorted().toList();
    }
}
