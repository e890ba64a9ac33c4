package io.downbeat.clock.follow;

/** What pulses that kept missing the line mean, from pulse {@code from} of them on. */
sealed interface DeviationCause {

    /** Nothing; what is left of it the loop follows by itself. */
    record Coincidence() implements DeviationCause {}

    /** The master took another tempo. */
    record TempoChange(int from) implements DeviationCause {}

    /** Pulses were lost (above zero) or doubled (below); the line is as it was. */
    record LostPulses(int from, int pulses) implements DeviationCause {}

    /** The master moved its phase, besides pulses that were lost or doubled. */
    record PhaseShift(int from, int pulses, double micros) implements DeviationCause {}
}
