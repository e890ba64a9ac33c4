package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.Peer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** What a client with a connection is sent when it does not read fast enough. */
class SlowReaderTest {
    private static final Peer CONNECTION = Peer.parse("tcp:10.0.0.1:9000");

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber page = scenario.surface("tcp:10.0.0.1:9000");
    private final TestSubscriber other = scenario.surface("10.0.0.2:9000");

    @Test
    @Tag("WEBSOCKET-5")
    void afterADroppedPacketNothingIsSentUntilItHasCaughtUpAndThenEverything() {
        page.send("/subscribe", "/track/1/name", "/node/kick/decay");
        other.send("/subscribe", "/track/1/name");
        scenario.seconds(1);
        page.quietly();
        other.quietly();

        scenario.feedback().onPacketDropped(CONNECTION);
        other.send("/track/1/name", "Once").send("/node/kick/decay", 0.25);
        other.send("/track/1/name", "Twice");
        scenario.seconds(5);
        page.heard();
        assertTrue(
                other.takeHeard()
                        .containsAll(List.of("/track/1/name ,s Once", "/track/1/name ,s Twice")));
        assertTrue(scenario.view().clients().contains(CONNECTION.toString()));

        scenario.feedback().onCaughtUp(CONNECTION);
        scenario.seconds(0.2);
        List<String> heard = page.takeHeard();
        assertEquals("/update ,f 1", heard.getFirst());
        assertEquals("/update ,f 0", heard.getLast());
        assertTrue(
                heard.containsAll(List.of("/node/kick/decay ,f 0.25", "/track/1/name ,s Twice")),
                heard::toString);
        assertFalse(heard.contains("/track/1/name ,s Once"), heard::toString);

        other.send("/track/1/name", "Again");
        scenario.seconds(0.2);
        page.heard("/track/1/name ,s Again");
    }

    @Test
    @Tag("WEBSOCKET-5")
    void answersAreSentInTheMeantime() {
        page.send("/subscribe", "/track/1/name");
        scenario.seconds(1);
        page.quietly();
        scenario.feedback().onPacketDropped(CONNECTION);

        page.send("/tempo");
        scenario.seconds(0.1);
        page.heard("/tempo ,f 120");
    }

    @Test
    @Tag("WEBSOCKET-6")
    void aDumpGoesOnlyAsFastAsItIsReadAndChangesOvertakeIt() {
        page.send("/subscribe", "/track/*/name");
        scenario.seconds(1);
        page.quietly();
        scenario.feedback().onBacklog(CONNECTION);
        page.send("/refresh");
        scenario.seconds(5);
        assertEquals(List.of(), page.takeHeard().stream().filter(SlowReaderTest::isName).toList());

        other.send("/track/1/name", "Other");
        scenario.seconds(1);
        assertEquals(
                List.of("/track/1/name ,s Other"),
                page.takeHeard().stream().filter(SlowReaderTest::isName).toList());

        scenario.feedback().onCaughtUp(CONNECTION);
        scenario.seconds(2);
        List<String> dump = page.takeHeard();
        assertEquals("/update ,f 0", dump.getLast());
        assertEquals(scenario.truth("/track/2/name"), page.last("/track/2/name"));
    }

    private static boolean isName(String line) {
        return line.matches("/track/./name .*");
    }
}
