package io.downbeat.feedback;

import io.downbeat.session.Event;
import io.downbeat.time.HostMicros;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Questions in the order in which they came, answered so many values at a time: one datagram can
 * ask for millions, and whoever else listens must not wait for them, nor memory hold them all. Not
 * thread safe.
 */
final class Questions {

    /** After so many answers the next questions wait for the next turn. */
    static final int ANSWERS_A_TURN = 4096;

    /** Beyond so many that wait, a question is refused. */
    static final int MOST = 4096;

    private static final long PAUSE_MICROS = 5_000;

    private final Deque<Event.ForClient> waiting = new ArrayDeque<>();
    private int answersLeft = ANSWERS_A_TURN;

    /** Whether a question may be answered now; else it waits for {@link #next}, or is refused. */
    boolean mayAnswer() {
        return waiting.isEmpty() && answersLeft > 0;
    }

    /** Puts a question behind the others; false if too many wait. */
    boolean await(Event.ForClient question) {
        return waiting.size() < MOST && waiting.add(question);
    }

    /** So many answers were given. */
    void answered(int answers) {
        answersLeft -= answers;
    }

    /** The next waiting question that may be answered in this turn. */
    Optional<Event.ForClient> next() {
        return answersLeft > 0 ? Optional.ofNullable(waiting.poll()) : Optional.empty();
    }

    void beginTurn() {
        answersLeft = ANSWERS_A_TURN;
    }

    /** When the next turn must come for what still waits. */
    HostMicros wakeAt(HostMicros now) {
        return waiting.isEmpty() ? HostMicros.NEVER : now.plus(PAUSE_MICROS);
    }
}
