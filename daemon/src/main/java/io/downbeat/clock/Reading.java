package io.downbeat.clock;

/** What pulses that kept missing the line mean, from pulse {@code from} of them on. */
sealed interface Reading {

    /** Nothing; what is left of it the loop follows by itself. */
    record Chance() implements Reading {}

    /** The master took another tempo. */
    record Turn(int from) implements Reading {}

    /** Pulses were lost (above zero) or doubled (below); the line is as it was. */
    record Slip(int from, int pulses) implements Reading {}

    /** The master moved its phase, besides pulses that were lost or doubled. */
    record Shift(int from, int pulses, double micros) implements Reading {}
}
