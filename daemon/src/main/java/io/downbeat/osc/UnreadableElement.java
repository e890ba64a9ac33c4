package io.downbeat.osc;

/**
 * A message or a bundle element that can not be read.
 *
 * @param address the message's address; empty if that can not be read either
 * @param problem what is wrong, and where in the packet
 */
public record UnreadableElement(String address, String problem) {

    /** Whether the sender can be told which of its messages this was. */
    public boolean hasAddress() {
        return !address.isEmpty();
    }
}
