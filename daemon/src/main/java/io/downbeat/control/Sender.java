package io.downbeat.control;

import io.downbeat.session.Origin;
import io.downbeat.time.HostMicros;

/**
 * Who sent a packet, and when it came.
 *
 * @param work what the packet's patterns may still cost
 */
public record Sender(Origin origin, HostMicros arrived, PatternWork work) {

    /** The sender of one packet, whose patterns have made no work yet. */
    public Sender(Origin origin, HostMicros arrived) {
        this(origin, arrived, new PatternWork());
    }
}
