package io.downbeat.client;

import java.util.Set;

/** Addresses on which the daemon reports about itself or the connection, never about a value. */
final class ProtocolAddresses {
    static final String ERROR = "/error";
    static final String HELLO = "/hello";
    static final String BYE = "/bye";

    private static final Set<String> ADDRESSES =
            Set.of(ERROR, HELLO, BYE, "/pong", "/heartbeat", "/update");

    private ProtocolAddresses() {}

    static boolean contains(String address) {
        return ADDRESSES.contains(address);
    }
}
