package io.downbeat.address;

import io.downbeat.osc.OscArgument;

import java.util.List;

/** What an address answers at a place where there is something. */
interface RowValueReader {
    List<OscArgument> of(TimedView timedView, ConcreteAddress place);
}
