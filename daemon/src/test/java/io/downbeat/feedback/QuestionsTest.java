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

    private final Questions questions = new Questions();

    @Test
    void afterSoManyAnswersTheNextQuestionWaitsForTheNextTurn() {
        questions.answered(Questions.ANSWERS_A_TURN);

        assertFalse(questions.mayAnswer());
        assertTrue(questions.await(question("/tempo")));
        assertTrue(questions.next().isEmpty());
        assertEquals(new HostMicros(5_100), questions.wakeAt(new HostMicros(100)));

        questions.beginTurn();
        assertEquals("/tempo", questions.next().orElseThrow().address());
        assertEquals(HostMicros.NEVER, questions.wakeAt(new HostMicros(200)));
    }

    @Test
    void nobodyOvertakesAWaitingQuestion() {
        questions.await(question("/tempo"));

        assertFalse(questions.mayAnswer());
    }

    @Test
    void soManyWaitAndNoMore() {
        for (int n = 0; n < Questions.MOST; n++) {
            assertTrue(questions.await(question("/tempo")));
        }

        assertFalse(questions.await(question("/tempo")));
    }

    private static Event.ForClient question(String address) {
        return new Event.ForClient(
                Beats.ZERO, new Origin("udp:10.0.0.1:9000"), address, new Command.Ask());
    }
}
