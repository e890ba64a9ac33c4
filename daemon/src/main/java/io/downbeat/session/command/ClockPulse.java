package io.downbeat.session.command;

import io.downbeat.time.Tempo;

import java.util.OptionalInt;

/** What a MIDI or an OSC clock says; its moment is that of its arrival. */
public sealed interface ClockPulse {

    /** One of 24 in a quarter; its number may count from anywhere. */
    record Tick(OptionalInt number) implements ClockPulse {}

    /** A quarter begins; its number counts from 1. */
    record Beat(OptionalInt number) implements ClockPulse {}

    /** A bar begins; its number counts from 1. */
    record Bar(OptionalInt number) implements ClockPulse {}

    /** How far the present quarter has gone, 0 to 1. */
    record Phase(double phase) implements ClockPulse {}

    /** The tempo that the master says it plays. */
    record StatedTempo(Tempo tempo) implements ClockPulse {}

    /** The master's transport; on after off begins anew with its next beat. */
    record Running(boolean on) implements ClockPulse {}

    /** From the beginning: 1.1 comes with the next pulse. */
    record Start() implements ClockPulse {}

    /** On from where it stands, with the next pulse. */
    record Continue() implements ClockPulse {}

    /** The master stands. */
    record Stop() implements ClockPulse {}

    /** Where to go on from, in sixteenths from the beginning. */
    record Position(int sixteenths) implements ClockPulse {}
}
