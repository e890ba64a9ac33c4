package io.downbeat.link.peer;

import io.downbeat.link.peer.Measurement.Pending.Found;

/**
 * Decides whether a new measurement of the session's clock is accepted, and when the next is due.
 * On a busy machine round trips are slow, and their median may be wrong by half of one. Such a
 * measurement is repeated soon and does not replace a good one.
 */
final class MeasurementAcceptanceAndSchedule {

    static final long USUAL_MICROS = 30_000_000;
    static final long SOON_MICROS = 2_000_000;

    /** Doubtful measurements in a row: after these a network that is always slow is believed. */
    static final int MOST_DOUBTS = 5;

    private int doubts;
    private boolean sure;

    /** Resets for another session. */
    void forget() {
        doubts = 0;
        sure = false;
    }

    /** Whether the clock is to be set by this measurement. */
    boolean accept(Found found) {
        doubts = found.isDoubtful() ? doubts + 1 : 0;
        boolean believed = !found.isDoubtful() || !sure || doubts > MOST_DOUBTS;
        if (believed) {
            sure = !found.isDoubtful();
        }
        return believed;
    }

    /** Microseconds from the last accepted measurement to the next. */
    long nextMicros() {
        return doubts > 0 && doubts <= MOST_DOUBTS ? SOON_MICROS : USUAL_MICROS;
    }
}
