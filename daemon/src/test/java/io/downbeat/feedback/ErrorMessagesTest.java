package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscTimetag;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Collectors;

/** Rule 9 of the contract: who is told what of a message that was refused, and how often. */
class ErrorMessagesTest {

    /** The arguments of the one error that was heard, with spaces between. */
    private static String only(TestSubscriber subscriber, String address) {
        List<String> heard = subscriber.takeHeard();
        assertEquals(1, heard.size(), heard::toString);
        assertTrue(heard.getFirst().startsWith(address + " ,sss "), heard.getFirst());
        return subscriber.last(address).stream()
                .map(argument -> argument.text().orElseThrow())
                .collect(Collectors.joining(" "));
    }

    private static String only(TestSubscriber subscriber) {
        return only(subscriber, "/error");
    }

    private static String onlyBehind(TestSubscriber subscriber) {
        return only(subscriber, "/downbeat/error");
    }

    @Test
    @Tag("ERROR-1")
    void theAddressAndTheAddressesInTheTextHaveThePrefix() {
        FeedbackScenario scenario = FeedbackScenario.behind("/downbeat");
        TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

        tablet.send("/downbeat/tempo", "x");
        assertTrue(onlyBehind(tablet).startsWith("/downbeat/tempo type "));
        tablet.send("/downbeat/track/1/active", 1);
        assertTrue(onlyBehind(tablet).contains(" /downbeat/track/{n}/active can be asked for"));
        tablet.send("/downbeat/node/nope/type");
        assertTrue(onlyBehind(tablet).contains("see /downbeat/node/list"));
        tablet.send("/downbeat/node/kick/nope", 1);
        assertTrue(onlyBehind(tablet).contains("see /downbeat/node/kick/params"));
        tablet.send("/downbeat/refresh");
        assertTrue(onlyBehind(tablet).contains(": /downbeat/subscribe first"));
        tablet.send("/downbeat/scene/*/launch");
        assertTrue(onlyBehind(tablet).contains("fire /downbeat/scene/{s}/launch,"));
        tablet.send("/downbeat/clock/bpm", 100);
        assertTrue(onlyBehind(tablet).contains(" /downbeat/clock/source"));
        tablet.send("/downbeat/temp", 100);
        assertTrue(
                onlyBehind(tablet)
                        .endsWith("no address /downbeat/temp; did you mean /downbeat/tempo?"));
    }

    @Test
    @Tag("ERROR-1")
    void anUnknownAddressAndAWrongPatternAreShownAsTheClientSentThem() {
        FeedbackScenario scenario = FeedbackScenario.behind("/downbeat");
        TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

        tablet.send("/downbeat/subscribe", "/downbeat/nope");
        assertTrue(onlyBehind(tablet).contains("no address /downbeat/nope, and none below it"));
        tablet.send("/downbeat/subscribe", "/downbeat/nope*");
        assertTrue(onlyBehind(tablet).contains(" /downbeat/nope* fits no value"));
        tablet.send("/downbeat/nope*");
        assertTrue(onlyBehind(tablet).contains("the pattern fits no address"));
        tablet.send("/downbeat/subscribe", "/downbeat/track/[1/stop");
        assertTrue(onlyBehind(tablet).endsWith("'[' without its ']', at \"[1/stop\""));
        tablet.send("/downbeat/track/1]/stop");
        assertTrue(onlyBehind(tablet).endsWith("']' that closes nothing, at \"]/stop\""));
        tablet.send("/downbeat/subscribe", "//track/{1/stop");
        assertTrue(onlyBehind(tablet).contains(" //track/{1/stop is no pattern: '{' without"));
    }

    @Test
    @Tag("ERROR-1")
    void addressesWithoutThePrefixAreNamedAsTheyWereSent() {
        FeedbackScenario scenario = FeedbackScenario.behind("/downbeat");
        TestSubscriber tablet = scenario.surface("10.0.0.1:9000");

        tablet.send("/tempo", 90);
        String known = onlyBehind(tablet);
        assertTrue(known.startsWith("/tempo unknown "), known);
        assertTrue(known.endsWith("did you mean /downbeat/tempo?"), known);
        tablet.send("/tmpo", 90);
        assertTrue(onlyBehind(tablet).endsWith("did you mean /downbeat/tempo?"));
        tablet.send("/volume", 90);
        assertTrue(
                onlyBehind(tablet)
                        .endsWith("lacks the prefix of this program, which is /downbeat"));
        tablet.send("/downbeat/subscribe", "/tempo");
        String pattern = onlyBehind(tablet);
        assertTrue(pattern.startsWith("/downbeat/subscribe pattern "), pattern);
        assertTrue(
                pattern.endsWith("\"/tempo\" lacks the prefix of this program: /downbeat/tempo"),
                pattern);
    }

    @Test
    @Tag("ERROR-2")
    void aWrongSenderClockIsReportedOnceAMinute() {
        FeedbackScenario scenario = new FeedbackScenario();
        TestSubscriber sequencer = scenario.surface("10.0.0.1:9000");
        TestSubscriber other = scenario.surface("10.0.0.2:9000");
        OscTimetag far = scenario.wall(3600);

        for (int beat = 0; beat < 59; beat++) {
            sequencer.sendTagged(far, "/track/1/stop");
            scenario.seconds(1);
        }
        assertTrue(only(sequencer).contains("/track/1/stop timetag your clock is 3600.0 s ahead"));
        other.sendTagged(far, "/track/1/stop");
        assertTrue(only(other).contains(" timetag "));
        scenario.seconds(1);
        sequencer.sendTagged(far, "/track/2/stop").sendTagged(far, "/tempo", "x");
        List<String> heard = sequencer.takeHeard();
        assertEquals(2, heard.size(), heard::toString);
        assertTrue(heard.getFirst().contains("/track/2/stop timetag "));
        assertTrue(heard.getLast().contains("/tempo type "));
    }

    @Test
    @Tag("ERROR-2")
    void sendersWithWrongClocksAreForgottenAfterAFlood() {
        FeedbackScenario scenario = new FeedbackScenario();
        OscTimetag far = scenario.wall(3600);
        for (int port = 1; port <= 3000; port++) {
            TestSubscriber one = scenario.surface("10.0.0.1:" + (10_000 + port));
            one.sendTagged(far, "/track/1/stop");
            assertTrue(only(one).contains(" timetag "));
        }
    }
}
