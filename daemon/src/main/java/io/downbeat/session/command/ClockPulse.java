package io.downbeat.session.command;

import io.downbeat.time.Tempo;

import java.util.OptionalInt;

/** A message of a MIDI clock or an OSC clock. Its arrival time is its time. */
public sealed interface ClockPulse {

    /** One of 24 ticks in a quarter note. Its number may count from anywhere. */
    record Tick(OptionalInt number) implements ClockPulse {}

    /** A quarter note begins. Its number counts from 1. */
    record Beat(OptionalInt number) implements ClockPulse {}

    /** A bar begins. Its number counts from 1. */
    record Bar(OptionalInt number) implements ClockPulse {}

    /** The position in the present quarter note, 0 to 1. */
    record Phase(double phase) implements ClockPulse {}

    /** The tempo that the external clock says it plays. */
    record StatedTempo(Tempo tempo) implements ClockPulse {}

    /**
     * The external clock's transport starts or stops. After a stop, a start restarts with the next
     * beat.
     */
    record Running(boolean on) implements ClockPulse {}

    /** Start from the beginning: bar 1, beat 1 comes with the next pulse. */
    record Start() implements ClockPulse {}

    /** Continue from the present position with the next pulse. */
    record Continue() implements ClockPulse {}

    /** The external clock has stopped. */
    record Stop() implements ClockPulse {}

    /** The position to continue from, in sixteenth notes from the beginning. */
    record Position(int sixteenths) implements ClockPulse {}
}
