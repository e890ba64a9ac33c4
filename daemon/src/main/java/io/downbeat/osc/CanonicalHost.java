package io.downbeat.osc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * One spelling for each host: names stay as written, IPv6 addresses get the short form of RFC 5952.
 */
final class CanonicalHost {
    private static final int GROUPS = 8;

    private CanonicalHost() {}

    static String canonical(String host) {
        if (host.indexOf(':') >= 0) {
            int zone = host.indexOf('%');
            return zone < 0
                    ? ipv6(host, host)
                    : ipv6(host.substring(0, zone), host) + host.substring(zone);
        }
        boolean clean = host.chars().allMatch(c -> c > ' ' && "[]/%\"".indexOf(c) < 0);
        if (host.isEmpty() || !clean || host.length() > 253) {
            throw new IllegalArgumentException(
                    "a host is a name or an IP address without spaces, got \"" + host + "\"");
        }
        return host;
    }

    private static String ipv6(String address, String written) {
        try {
            // The JDK reads a text in brackets as a literal address or refuses it; it asks no name
            // server.
            InetAddress literal = InetAddress.getByName("[" + address + "]");
            return literal instanceof Inet6Address six
                    ? shortened(six.getAddress())
                    : literal.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IPv6 address: \"" + written + "\"", e);
        }
    }

    private static String shortened(byte[] address) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((address[2 * i] & 0xff) << 8) | (address[2 * i + 1] & 0xff);
        }
        int from = 0;
        int length = 0;
        for (int i = 0; i < GROUPS; i++) {
            int run = zerosFrom(groups, i);
            if (run > length) {
                from = i;
                length = run;
            }
        }
        return length < 2
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, from) + "::" + joined(groups, from + length, GROUPS);
    }

    private static int zerosFrom(int[] groups, int from) {
        int to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
