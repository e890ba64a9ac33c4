package io.downbeat.output;

import io.downbeat.osc.OscTimetag;
import io.downbeat.time.HostMicros;

/** Converts a time of the host clock to a time tag. */
@FunctionalInterface
public interface HostTimeToTimetag {
    OscTimetag at(HostMicros moment);
}
