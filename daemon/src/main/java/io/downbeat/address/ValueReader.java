package io.downbeat.address;

import io.downbeat.osc.OscArgument;

import java.util.List;

/** How the value of an address is read, at a place where the object exists. */
@FunctionalInterface
interface ValueReader {
    List<OscArgument> read(SessionViewAtTime viewAtTime, ConcreteAddress place);
}
