package io.downbeat.osc;

import java.util.List;
import java.util.Optional;

/**
 * What can be read of the bytes of one packet.
 *
 * @param packet what is readable: the message, or the bundle without the elements that are not;
 *     empty if nothing is
 * @param unreadable the message or the elements that can not be read, in their order
 */
public record DecodedPacket(Optional<OscPacket> packet, List<UnreadableElement> unreadable) {
    public DecodedPacket {
        unreadable = List.copyOf(unreadable);
    }

    /** Whether nobody can be answered: nothing is readable, not even an address. */
    public boolean isNothing() {
        return packet.isEmpty() && unreadable.stream().noneMatch(UnreadableElement::hasAddress);
    }
}
