package io.downbeat.control;

import io.downbeat.osc.OscTimetag;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * Decides when a bundle is due by its time tag (contract, rule 7).
 *
 * @param honoured whether time tags are used; if not, every bundle is due now
 * @param windowMicros how far ahead a bundle is held
 */
record TimetagRules(boolean honoured, long windowMicros) {

    /** A tag further in the past than this comes from a wrong clock. */
    private static final long MISSED_MICROS = 10_000_000;

    /** How far a tag is ahead of the wall clock at the arrival; 0 if it has passed. */
    long aheadMicros(OscTimetag tag, OscTimetag wallAtArrival) {
        if (!honoured || tag.isImmediate()) {
            return 0;
        }
        return Math.max(0, tag.epochMicros() - wallAtArrival.epochMicros());
    }

    boolean isTooFar(long aheadMicros) {
        return aheadMicros > windowMicros;
    }

    /**
     * The moment of a time tag that has just passed: a delayed packet may miss the boundary that it
     * was sent for. Empty if the tag does not name such a moment.
     */
    Optional<HostMicros> missed(OscTimetag tag, OscTimetag wallAtArrival, HostMicros arrived) {
        if (!honoured || tag.isImmediate()) {
            return Optional.empty();
        }
        long behind = wallAtArrival.epochMicros() - tag.epochMicros();
        return behind >= 0 && behind <= MISSED_MICROS
                ? Optional.of(arrived.plus(-behind))
                : Optional.empty();
    }

    /** When a bundle is due whose tag is {@code aheadMicros} ahead; empty means now. */
    Optional<HostMicros> due(long aheadMicros, HostMicros arrived) {
        return aheadMicros == 0 || isTooFar(aheadMicros)
                ? Optional.empty()
                : Optional.of(arrived.plus(aheadMicros));
    }
}
