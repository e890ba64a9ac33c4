package io.downbeat.address;

import io.downbeat.osc.OscArgument;

import java.util.List;

/** What an address answers at a place where there is something. */
interface Answer {
    List<OscArgument> of(Moment moment, Place place);
}
