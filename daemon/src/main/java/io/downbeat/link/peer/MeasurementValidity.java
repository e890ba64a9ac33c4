package io.downbeat.link.peer;

import io.downbeat.link.peer.Measurement.Pending.Found;

/**
 * Which measurements of our session are gone by, and how soon the next one is wanted. On a machine
 * that was busy the round trips were slow, and their median may be wrong by half of one; such a
 * measurement is made again soon, and until then does not replace a good one. Not thread safe.
 */
final class MeasurementValidity {

    static final long USUAL_MICROS = 30_000_000;
    static final long SOON_MICROS = 2_000_000;

    /** In a row. A network that is always slow is believed then. */
    static final int MOST_DOUBTS = 5;

    private int doubts;
    private boolean sure;

    /** Begins anew, with another session. */
    void forget() {
        doubts = 0;
        sure = false;
    }

    /** Takes what was found; whether the session's clock is to be taken as it says. */
    boolean accept(Found found) {
        doubts = found.isDoubtful() ? doubts + 1 : 0;
        boolean believed = !found.isDoubtful() || !sure || doubts > MOST_DOUBTS;
        if (believed) {
            sure = !found.isDoubtful();
        }
        return believed;
    }

    /** How long after what was taken last the clock is to be measured again. */
    long nextMicros() {
        return doubts > 0 && doubts <= MOST_DOUBTS ? SOON_MICROS : USUAL_MICROS;
    }
}
