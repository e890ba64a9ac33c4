package io.downbeat.osc;

import java.util.List;

/**
 * One OSC message: an address and arguments (OSC 1.0, "Messages").
 *
 * @param address begins with {@code /}; may be a pattern; contains no NUL
 * @param arguments in the order of their type tags
 */
public record OscMessage(String address, List<OscArgument> arguments) implements OscPacket {

    public OscMessage {
        if (!address.startsWith("/") || address.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "an OSC address begins with '/' and holds no NUL, got \"" + address + "\"");
        }
        arguments = List.copyOf(arguments);
    }

    public static OscMessage of(String address, OscArgument... arguments) {
        return new OscMessage(address, List.of(arguments));
    }

    /** The message as people read it: {@code /a/b ,if 1 0.5}. */
    @Override
    public String toString() {
        return OscTextFormatter.of(this);
    }
}
