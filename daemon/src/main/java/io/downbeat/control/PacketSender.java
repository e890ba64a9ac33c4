package io.downbeat.control;

import io.downbeat.session.command.RequestOrigin;
import io.downbeat.time.HostMicros;

/**
 * Who sent a packet, and when it came.
 *
 * @param work what the packet's patterns may still cost
 */
public record PacketSender(RequestOrigin origin, HostMicros arrived, PacketPatternBudget work) {

    /** The sender of one packet, whose patterns have made no work yet. */
    public PacketSender(RequestOrigin origin, HostMicros arrived) {
        this(origin, arrived, new PacketPatternBudget());
    }
}
