package io.downbeat.net;

import io.downbeat.rig.AllowedHosts;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides which hosts are allowed: always this computer, by any of its addresses, and the hosts of
 * the access rules. Each refused host gets one line in the log. The log is bounded: at most {@value
 * #LINES_A_MINUTE} lines a minute, and only the last {@value #REMEMBERED} refused hosts are
 * remembered. Thread safe.
 */
public final class AccessCheck {
    static final int LINES_A_MINUTE = 6;
    static final int REMEMBERED = 256;

    private static final Logger LOG = LoggerFactory.getLogger(AccessCheck.class);
    private static final long MINUTE = 60_000_000;

    private final AllowedHosts allowedHosts;
    private final ThisComputer own;
    private final Map<InetAddress, HostMicros> named = new RefusedHost();
    private HostMicros minuteBegan = new HostMicros(0);
    private int linesThisMinute;

    public AccessCheck(AllowedHosts allowedHosts, ThisComputer own) {
        this.allowedHosts = allowedHosts;
        this.own = own;
    }

    /** The names and addresses of this computer. */
    public ThisComputer thisComputer() {
        return own;
    }

    /**
     * Whether a host is allowed. A refused host is logged with the option that would allow it.
     *
     * @param protocol the protocol, for the log: UDP, TCP or HTTP
     * @param at the time of the packet or connection
     */
    public boolean admits(InetAddress host, String protocol, HostMicros at) {
        if (isAllowed(host)) {
            return true;
        }
        if (shouldLog(host, at)) {
            String address = host.getHostAddress();
            LOG.warn(
                    "dropped {} from {}: this host is not allowed; --allow {} allows it",
                    protocol,
                    address,
                    rule(host));
        }
        return false;
    }

    /** Whether a host is allowed, without a line in the log. */
    public boolean isAllowed(InetAddress host) {
        return own.has(host) || allowedHosts.admits(host);
    }

    /** The rule that allows a host: its address, on any interface. */
    public static String rule(InetAddress host) {
        String address = host.getHostAddress();
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    synchronized boolean shouldLog(InetAddress host, HostMicros at) {
        if (named.containsKey(host)) {
            return false;
        }
        if (linesThisMinute == 0 || at.since(minuteBegan) >= MINUTE) {
            minuteBegan = at;
            linesThisMinute = 0;
        }
        if (linesThisMinute == LINES_A_MINUTE) {
            return false;
        }
        linesThisMinute++;
        named.put(host, at);
        return true;
    }

    private static final class RefusedHost extends LinkedHashMap<InetAddress, HostMicros> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, HostMicros> eldest) {
            return size() > REMEMBERED;
        }
    }
}
