package io.downbeat.control;

import io.downbeat.osc.OscTimetag;
import io.downbeat.time.HostMicros;

import java.util.Optional;

/**
 * What bundles' time tags are worth (contract, rule 7).
 *
 * @param honoured false takes every bundle at once
 * @param windowMicros how far ahead a bundle is held
 */
record TimetagRules(boolean honoured, long windowMicros) {

    /** A tag that lies further back is a wrong clock, and tells nothing of a boundary. */
    private static final long MISSED_MICROS = 10_000_000;

    /** How far a tag lies ahead of the wall clock at its arrival, 0 for what has passed. */
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
     * The moment that a time tag asked for and that has passed: on its way a packet may lose a
     * boundary that it was meant for. Empty where the tag says nothing of the kind.
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

    /** When a bundle is due that lies so far ahead; empty for at once. */
    Optional<HostMicros> due(long aheadMicros, HostMicros arrived) {
        return aheadMicros == 0 || isTooFar(aheadMicros)
                ? Optional.empty()
                : Optional.of(arrived.plus(aheadMicros));
    }
}
