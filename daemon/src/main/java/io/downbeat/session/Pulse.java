package io.downbeat.session;

import io.downbeat.time.Tempo;

import java.util.OptionalInt;

/** What a MIDI or an OSC clock says; its moment is that of its arrival. */
public sealed interface Pulse {

    /** One of 24 in a quarter; its number may count from anywhere. */
    record Tick(OptionalInt number) implements Pulse {}

    /** A quarter begins; its number counts from 1. */
    record Beat(OptionalInt number) implements Pulse {}

    /** A bar begins; its number counts from 1. */
    record Bar(OptionalInt number) implements Pulse {}

    /** How far the present quarter has gone, 0 to 1. */
    record Phase(double phase) implements Pulse {}

    /** The tempo that the master says it plays. */
    record Stated(Tempo tempo) implements Pulse {}

    /** The master's transport; on after off begins anew with its next beat. */
    record Running(boolean on) implements Pulse {}

    /** From the beginning: 1.1 comes with the next pulse. */
    record Start() implements Pulse {}

    /** On from where it stands, with the next pulse. */
    record Continue() implements Pulse {}

    /** The master stands. */
    record Halt() implements Pulse {}

    /** Where to go on from, in sixteenths from the beginning. */
    record Position(int sixteenths) implements Pulse {}
}
