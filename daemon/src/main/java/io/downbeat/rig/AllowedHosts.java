package io.downbeat.rig;

import java.net.InetAddress;
import java.util.List;

/** The hosts that are allowed: always this computer, and those that a rule names. */
public record AllowedHosts(List<AccessRule> allow) {
    private static final AccessRule LOOPBACK_4 = AccessRule.parse("127.0.0.0/8");
    private static final AccessRule LOOPBACK_6 = AccessRule.parse("::1");

    /** Only this computer. */
    public static final AllowedHosts LOOPBACK_ONLY = new AllowedHosts(List.of());

    public AllowedHosts {
        allow = List.copyOf(allow);
    }

    public boolean admits(InetAddress address) {
        return LOOPBACK_4.admits(address)
                || LOOPBACK_6.admits(address)
                || allow.stream().anyMatch(rule -> rule.admits(address));
    }
}
