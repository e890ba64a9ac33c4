package io.downbeat.osc;

import java.util.List;
import java.util.Optional;

/**
 * The readable and the unreadable parts of one packet.
 *
 * @param packet the message, or the bundle without its unreadable elements; empty if nothing is
 *     readable
 * @param unreadable the unreadable message or elements, in order
 */
public record DecodedPacket(Optional<OscPacket> packet, List<UnreadableElement> unreadable) {
    public DecodedPacket {
        unreadable = List.copyOf(unreadable);
    }

    /** Whether no sender can be answered: nothing is readable, not even an address. */
    public boolean isUnreadable() {
        return packet.isEmpty() && unreadable.stream().noneMatch(UnreadableElement::hasAddress);
    }
}
