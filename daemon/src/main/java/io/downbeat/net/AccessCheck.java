package io.downbeat.net;

import io.downbeat.rig.AccessRules;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The door: who is let in (this computer always, by whichever of its addresses), and one line in
 * the log for each host that is not. The log cannot be flooded: at most {@value #LINES_A_MINUTE}
 * lines a minute, and only the last {@value #REMEMBERED} strangers are remembered. Asked from any
 * thread.
 */
public final class AccessCheck {
    static final int LINES_A_MINUTE = 6;
    static final int REMEMBERED = 256;

    private static final Logger LOG = LoggerFactory.getLogger(AccessCheck.class);
    private static final long MINUTE = 60_000_000;

    private final AccessRules accessRules;
    private final ThisComputer own;
    private final Map<InetAddress, HostMicros> named = new RefusedHost();
    private HostMicros minuteBegan = new HostMicros(0);
    private int linesThisMinute;

    public AccessCheck(AccessRules accessRules, ThisComputer own) {
        this.accessRules = accessRules;
        this.own = own;
    }

    /** What this computer is called, for those who have to know it too. */
    ThisComputer thisComputer() {
        return own;
    }

    /**
     * Whether a host is let in; a stranger is named in the log with the option that would let it
     * in.
     *
     * @param door what it knocked at, for the log: UDP, TCP or HTTP
     * @param at when it knocked
     */
    public boolean admits(InetAddress host, String door, HostMicros at) {
        if (own.has(host) || accessRules.admits(host)) {
            return true;
        }
        if (shouldLog(host, at)) {
            String address = host.getHostAddress();
            LOG.warn(
                    "dropped {} from {}: not let in; --allow {} lets it in",
                    door,
                    address,
                    rule(host));
        }
        return false;
    }

    /** The rule that lets a host in: its address, on whatever interface it is met. */
    static String rule(InetAddress host) {
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
