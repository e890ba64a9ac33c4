package io.downbeat.feedback.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.command.Command;
import io.downbeat.session.command.Event;
import io.downbeat.session.command.RequestSender;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class RequestThrottleTest {

    private static final String GREEDY = "udp:10.0.0.1:9000";
    private static final String PATIENT = "udp:10.0.0.2:9000";
    private static final HostMicros NOW = new HostMicros(100);

    private final RequestThrottle requestThrottle = new RequestThrottle();

    @Test
    void theBudgetIsRestoredAfterAPause() {
        requestThrottle.beginUpdate(NOW);
        requestThrottle.spend(RequestThrottle.BUDGET);
        assertFalse(requestThrottle.mayHandle(new RequestSender(GREEDY), false));
        assertTrue(requestThrottle.tryQueue(question(GREEDY, "/tempo"), false));
        assertEquals(NOW.plus(5_000), requestThrottle.wakeAt());

        requestThrottle.beginUpdate(NOW.plus(4_999));
        assertTrue(requestThrottle.next(anybody -> true).isEmpty());

        requestThrottle.beginUpdate(NOW.plus(5_000));
        assertEquals("/tempo", requestThrottle.next(anybody -> true).orElseThrow().address());
        assertEquals(HostMicros.NEVER, requestThrottle.wakeAt());
    }

    @Test
    void aSmallQuestionDoesNotWaitForWideQuestionsOfOthers() {
        requestThrottle.spend(RequestThrottle.BUDGET - RequestThrottle.RESERVED_FOR_SMALL);
        requestThrottle.tryQueue(question(GREEDY, "//*"), true);

        assertFalse(requestThrottle.mayHandle(new RequestSender(PATIENT), true));
        assertTrue(requestThrottle.mayHandle(new RequestSender(PATIENT), false));
        assertTrue(requestThrottle.next(anybody -> true).isEmpty());
    }

    @Test
    void eachSenderKeepsItsOrderAndSendersTakeTurns() {
        requestThrottle.tryQueue(question(GREEDY, "/tempo"), false);
        requestThrottle.tryQueue(question(GREEDY, "/quantize"), false);
        assertFalse(requestThrottle.mayHandle(new RequestSender(GREEDY), false));
        requestThrottle.tryQueue(question(PATIENT, "/playing"), false);

        assertEquals("/tempo", requestThrottle.next(anybody -> true).orElseThrow().address());
        assertEquals("/playing", requestThrottle.next(anybody -> true).orElseThrow().address());
        assertEquals("/quantize", requestThrottle.next(anybody -> true).orElseThrow().address());
    }

    @Test
    void theQueueOfASenderIsLimited() {
        for (int n = 0; n < RequestThrottle.MOST_PER_SENDER; n++) {
            assertTrue(requestThrottle.tryQueue(question(GREEDY, "/tempo"), false));
        }

        assertFalse(requestThrottle.tryQueue(question(GREEDY, "/tempo"), false));
        assertTrue(requestThrottle.tryQueue(question(PATIENT, "/tempo"), false));
    }

    @Test
    @Tag("EXTREME-7")
    void longRequestsStayWithinTheShareOfTheirSenderAndRoomIsFreed() {
        Event.ClientRequested large = ping(GREEDY, 60_000);
        int taken = 0;
        while (requestThrottle.tryQueue(large, true)) {
            taken++;
        }
        assertEquals(
                RequestThrottle.MOST_BYTES_PER_SENDER / QueuedEventMemoryEstimate.bytes(large),
                taken);
        assertTrue(requestThrottle.tryQueue(ping(PATIENT, 60_000), true));

        requestThrottle.next(anybody -> true);
        assertTrue(requestThrottle.tryQueue(large, true));
    }

    @Test
    @Tag("EXTREME-7")
    void longRequestsOfManySendersLeaveRoomForShortOnes() {
        long bytes = 0;
        Event.ClientRequested large = ping("udp:10.0.0.9:1", 400_000);
        for (int port = 1; requestThrottle.tryQueue(large, true); port++) {
            bytes += QueuedEventMemoryEstimate.bytes(large);
            large = ping("udp:10.0.0.9:" + (port + 1), 400_000);
        }

        assertTrue(bytes <= RequestThrottle.MOST_BYTES_OF_LARGE);
        assertTrue(
                bytes + QueuedEventMemoryEstimate.bytes(large)
                        > RequestThrottle.MOST_BYTES_OF_LARGE);
        assertTrue(requestThrottle.tryQueue(question(PATIENT, "/tempo"), false));
    }

    private static Event.ClientRequested ping(String by, int characters) {
        return new Event.ClientRequested(
                Beats.ZERO,
                new RequestSender(by),
                "/ping",
                new Command.Ping(List.of(OscArgument.s("x".repeat(characters)))));
    }

    private static Event.ClientRequested question(String by, String address) {
        return new Event.ClientRequested(
                Beats.ZERO, new RequestSender(by), address, new Command.Query());
    }
}
