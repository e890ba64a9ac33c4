package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.time.HostMicros;

/** The time of day at a moment of the host clock, as receivers that schedule want it. */
@FunctionalInterface
public interface TimetagClock {
    OscTimetag at(HostMicros moment);
}
