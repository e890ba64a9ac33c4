package io.downbeat.control;

import io.downbeat.session.command.RequestSender;
import io.downbeat.time.HostMicros;

/**
 * The sender of a packet, and when the packet arrived.
 *
 * @param work the budget for the packet's patterns
 */
public record PacketOrigin(RequestSender origin, HostMicros arrived, PacketPatternWorkLimit work) {

    /** The sender of a single packet, without the budget of a host. */
    public PacketOrigin(RequestSender origin, HostMicros arrived) {
        this(origin, arrived, new PacketPatternWorkLimit());
    }
}
