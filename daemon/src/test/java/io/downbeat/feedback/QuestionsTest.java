package io.downbeat.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.session.Command;
import io.downbeat.session.Event;
import io.downbeat.session.Origin;
import io.downbeat.time.Beats;
import io.downbeat.time.HostMicros;

import org.junit.jupiter.api.Test;

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

    private static Event.ForClient question(String by, String address) {
        return new Event.ForClient(Beats.ZERO, new Origin(by), address, new Command.Ask());
    }
}
