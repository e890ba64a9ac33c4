package io.downbeat.client;

import java.util.Set;

/** What the daemon says about itself and never about a value. */
final class Said {
    static final String ERROR = "/error";
    static final String HELLO = "/hello";
    static final String BYE = "/bye";

    private static final Set<String> ADDRESSES =
            Set.of(ERROR, HELLO, BYE, "/pong", "/heartbeat", "/update");

    private Said() {}

    static boolean holds(String address) {
        return ADDRESSES.contains(address);
    }
}
