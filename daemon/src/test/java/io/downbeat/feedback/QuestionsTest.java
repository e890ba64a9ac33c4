package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.OscArgument;
import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

class QuestionsTest {

    private static final String GREEDY = "udp:10.0.0.1:9000";
    private static final String PATIENT = "udp:10.0.0.2:9000";
    private static final HostMicros NOW = new HostMicros(100);

    private final Questions questions = new Questions();

    @Test
    void whatIsSpentComesBackAfterAPauseAndNotBefore() {
        questions.beginTurn(NOW);
        questions.spent(Questions.BUDGET);
        assertFalse(questions.mayObey(new Origin(GREEDY), false));
        assertTrue(questions.await(question(GREEDY, "/tempo"), false));
        assertEquals(NOW.plus(5_000), questions.wakeAt());

        questions.beginTurn(NOW.plus(4_999));
        assertTrue(questions.next(anybody -> true).isEmpty());

        questions.beginTurn(NOW.plus(5_000));
        assertEquals("/tempo", questions.next(anybody -> true).orElseThrow().address());
        assertEquals(HostMicros.NEVER, questions.wakeAt());
    }

    @Test
    void aSmallQuestionNeedsNotWaitForTheWideOnesOfAnother() {
        questions.spent(Questions.BUDGET - Questions.FOR_SMALL_ONES);
        questions.await(question(GREEDY, "//*"), true);

        assertFalse(questions.mayObey(new Origin(PATIENT), true));
        assertTrue(questions.mayObey(new Origin(PATIENT), false));
        assertTrue(questions.next(anybody -> true).isEmpty());
    }

    @Test
    void nobodyOvertakesOneselfAndSendersTakeTurns() {
        questions.await(question(GREEDY, "/tempo"), false);
        questions.await(question(GREEDY, "/quantize"), false);
        assertFalse(questions.mayObey(new Origin(GREEDY), false));
        questions.await(question(PATIENT, "/playing"), false);

        assertEquals("/tempo", questions.next(anybody -> true).orElseThrow().address());
        assertEquals("/playing", questions.next(anybody -> true).orElseThrow().address());
        assertEquals("/quantize", questions.next(anybody -> true).orElseThrow().address());
    }

    @Test
    void soManyOfASenderWaitAndNoMore() {
        for (int n = 0; n < Questions.MOST_OF_A_SENDER; n++) {
            assertTrue(questions.await(question(GREEDY, "/tempo"), false));
        }

        assertFalse(questions.await(question(GREEDY, "/tempo"), false));
        assertTrue(questions.await(question(PATIENT, "/tempo"), false));
    }

    @Test
    @Tag("EXTREME-7")
    void longRequestsTakeTheirSendersShareAndNoMoreAndRoomComesBack() {
        Event.ForClient large = ping(GREEDY, 60_000);
        int taken = 0;
        while (questions.await(large, true)) {
            taken++;
        }
        assertEquals(Questions.MOST_BYTES_OF_A_SENDER / EventSize.bytes(large), taken);
        assertTrue(questions.await(ping(PATIENT, 60_000), true));

        questions.next(anybody -> true);
        assertTrue(questions.await(large, true));
    }

    @Test
    @Tag("EXTREME-7")
    void longRequestsOfManyLeaveRoomForShortOnes() {
        long bytes = 0;
        Event.ForClient large = ping("udp:10.0.0.9:1", 400_000);
        for (int port = 1; questions.await(large, true); port++) {
            bytes += EventSize.bytes(large);
            large = ping("udp:10.0.0.9:" + (port + 1), 400_000);
        }

        assertTrue(bytes <= Questions.MOST_BYTES_OF_LARGE);
        assertTrue(bytes + EventSize.bytes(large) > Questions.MOST_BYTES_OF_LARGE);
        assertTrue(questions.await(question(PATIENT, "/tempo"), false));
    }

    private static Event.ForClient ping(String by, int characters) {
        return new Event.ForClient(
                Beats.ZERO,
                new Origin(by),
                "/ping",
                new Command.Ping(List.of(OscArgument.s("x".repeat(characters)))));
    }

    private static Event.ForClient question(String by, String address) {
        return new Event.ForClient(Beats.ZERO, new Origin(by), address, new Command.Ask());
    }
}
