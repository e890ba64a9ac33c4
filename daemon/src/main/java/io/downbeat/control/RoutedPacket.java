package io.downbeat.control;

import io.downbeat.session.command.AddressedCommand;
import io.downbeat.time.HostMicros;

import java.util.List;
import java.util.Optional;

/**
 * What one packet asks for at one point in time: taken in one step, in this order.
 *
 * @param due when a time tag wants it, or wanted it if that has just passed; empty for at once
 * @param beginsPacket whether it is the first part of a client's packet; it may then be empty
 */
public record RoutedPacket(
        Optional<HostMicros> due, List<AddressedCommand> requests, boolean beginsPacket) {
    public RoutedPacket {
        requests = List.copyOf(requests);
    }
}
