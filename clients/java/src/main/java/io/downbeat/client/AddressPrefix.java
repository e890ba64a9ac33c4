package io.downbeat.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a daemon with {@code --prefix} has before every address, and before the patterns of
 * subscriptions.
 *
 * @param text such as {@code /downbeat}; empty for none
 */
record AddressPrefix(String text) {

    private static final Set<String> WITH_PATTERNS =
            Set.of("/subscribe", "/unsubscribe", "/refresh");

    /** A message as the daemon expects it. */
    Message added(Message message) {
        if (text.isEmpty()) {
            return message;
        }
        List<Argument> arguments = message.arguments();
        if (WITH_PATTERNS.contains(message.address())) {
            arguments = arguments.stream().map(this::added).toList();
        }
        return new Message(text + message.address(), arguments);
    }

    private Argument added(Argument argument) {
        return argument instanceof Argument.Text(String pattern) && pattern.startsWith("/")
                ? new Argument.Text(text + pattern)
                : argument;
    }

    /** A message of the daemon without the prefix, also in the address that an error is about. */
    Message removed(Message message) {
        if (text.isEmpty()) {
            return message;
        }
        String address = removed(message.address());
        List<Argument> arguments = message.arguments();
        if (address.equals(ProtocolAddresses.ERROR)
                && !arguments.isEmpty()
                && arguments.getFirst() instanceof Argument.Text(String about)) {
            arguments = new ArrayList<>(arguments);
            arguments.set(0, new Argument.Text(removed(about)));
        }
        return new Message(address, arguments);
    }

    private String removed(String address) {
        return address.startsWith(text + "/") ? address.substring(text.length()) : address;
    }
}
