package io.downbeat.osc;

/**
 * A message or a bundle element that cannot be decoded.
 *
 * @param address the message's address; empty if that is unreadable too
 * @param problem what is wrong, and where in the packet
 */
public record UnreadableElement(String address, String problem) {

    /** Whether an answer can name the message. */
    public boolean hasAddress() {
        return !address.isEmpty();
    }
}
