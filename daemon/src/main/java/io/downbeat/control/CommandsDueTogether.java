package io.downbeat.control;

import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * The commands of a packet that are due at one time, handled in one step and in this order.
 *
 * @param due the time of the time tag, which may just have passed; empty for now
 * @param beginsPacket whether it is the first part of a client's packet; it may then be empty
 */
public record CommandsDueTogether(
        Optional<HostMicros> due, List<CommandWithAddress> requests, boolean beginsPacket) {
    public CommandsDueTogether {
        requests = List.copyOf(requests);
    }
}
