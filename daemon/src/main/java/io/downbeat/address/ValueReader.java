package io.downbeat.address;

import io.downbeat.osc.OscArgument;

import java.util.List;

/** Reads the value of an address of one object, which exists. */
@FunctionalInterface
interface ValueReader {
    List<OscArgument> read(SessionViewAtTime viewAtTime, ConcreteAddress place);
}
