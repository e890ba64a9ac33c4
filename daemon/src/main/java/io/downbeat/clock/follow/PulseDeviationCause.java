package io.downbeat.clock.follow;

/**
 * The reason why pulses deviate from the line. {@code from} is the index of the first pulse that is
 * affected.
 */
sealed interface PulseDeviationCause {

    /** Jitter. The loop follows it by itself. */
    record Coincidence() implements PulseDeviationCause {}

    /** The other clock has another tempo. */
    record TempoChange(int from) implements PulseDeviationCause {}

    /** Pulses were lost (above zero) or doubled (below zero); the line stays. */
    record LostPulses(int from, int pulses) implements PulseDeviationCause {}

    /** The other clock moved its phase; pulses may also be lost or doubled. */
    record PhaseShift(int from, int pulses, double micros) implements PulseDeviationCause {}
}
