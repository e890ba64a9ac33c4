package io.downbeat.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks whether an HTTP {@code Host} header names this computer. A web page can make its own name
 * point at this computer (DNS rebinding); then the browser sends that name and would let the page
 * read the answers. Such a request is refused.
 */
final class HttpHosts {
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern PORT = Pattern.compile(":\\d{0,5}$");

    private final ThisComputer own;
    private final String bound;

    /**
     * @param bound the name or address that the port was opened at, which is a name of this
     *     computer; empty for all
     */
    HttpHosts(ThisComputer own, String bound) {
        this.own = own;
        this.bound = bound.toLowerCase(Locale.ROOT);
    }

    /**
     * Whether a header names this computer.
     *
     * @param header a name or an address, with or without a port
     * @param reachedAt the address by which the request came
     */
    boolean isOwn(String header, InetSocketAddress reachedAt) {
        boolean bracketed = header.startsWith("[");
        int end = bracketed ? header.indexOf(']') : -1;
        if (bracketed && end < 0) {
            return false;
        }
        String host = bracketed ? header.substring(1, end) : PORT.matcher(header).replaceFirst("");
        if (bracketed || IPV4.matcher(host).matches()) {
            return isOwnAddress(host, reachedAt.getAddress());
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return own.isCalled(name)
                || (!bound.isEmpty() && name.toLowerCase(Locale.ROOT).equals(bound));
    }

    private boolean isOwnAddress(String literal, InetAddress reachedAt) {
        // By its letters an address: parsed, and no name server is asked.
        if (!literal.matches("[0-9A-Fa-f:.]+(%.*)?")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(literal.replaceFirst("%.*$", ""));
            return own.has(address) || address.equals(reachedAt);
        } catch (UnknownHostException malformed) {
            return false;
        }
    }
}
