package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.feedback.packet.Outbox;
import io.downbeat.osc.OscCodec;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** An answer that no packet holds is refused in a short error, and costs no other answer. */
@Tag("EXTREME-8")
class TooLargeAnswerTest {

    private final FeedbackScenario scenario = new FeedbackScenario();
    private final TestSubscriber one = scenario.surface("10.0.0.1:9000");
    private final TestSubscriber other = scenario.surface("10.0.0.2:9000");

    @Test
    void aPongThatGrowsBeyondAPacketIsAnError() {
        other.send("/tempo");
        one.send("/ping", "\uFFFD".repeat(30_000)).send("/tempo");

        List<String> heard = one.takeHeard();
        assertTrue(
                heard.getFirst().startsWith("/error ,sss /ping range \"the answer would have"),
                heard.getFirst());
        assertEquals("/tempo ,f 120", heard.getLast());
        other.heard("/tempo ,f 120");
    }

    @Test
    void anAddressAsLongAsAPacketIsShortenedInTheAnswer() {
        one.send("/" + "x".repeat(65_450)).send("/tempo");

        assertEquals("/tempo ,f 120", one.takeHeard().getLast());
        scenario.takeSent()
                .forEach(sent -> assertTrue(OscCodec.size(sent.packet()) <= Outbox.DATAGRAM_BYTES));
    }
}
