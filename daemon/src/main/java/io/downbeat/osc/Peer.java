package io.downbeat.osc;

import java.net.InetAddress;
import java.util.Locale;

/**
 * Where a packet came from or goes to, as a value: {@code udp:192.168.1.5:9000}, {@code
 * udp:[::1]:9000}, {@code tcp:desk.local:9121}. Names are kept as written and never looked up;
 * equal IP addresses are equal peers however they were written.
 *
 * <p>{@code parse(p.toString()).equals(p)}.
 *
 * @param transport how the bytes travel
 * @param host a name or an IP address, IPv6 without brackets and in its short form (RFC 5952)
 * @param port 1..65535
 */
public record Peer(Transport transport, String host, int port) {

    /** How a peer's packets travel; in text as the lower-case word. */
    public enum Transport {
        UDP,
        TCP,
        WS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String FORM = "expected udp:HOST:PORT, tcp:... or ws:...";

    public Peer {
        host = CanonicalHost.canonical(host);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1..65535, got " + port);
        }
    }

    /** The peer at a known address; nothing is looked up. */
    public static Peer of(Transport transport, InetAddress address, int port) {
        return new Peer(transport, address.getHostAddress(), port);
    }

    /**
     * Parses the text of a peer.
     *
     * @throws IllegalArgumentException for any other text; the message says what was expected
     */
    public static Peer parse(String text) {
        int first = text.indexOf(':');
        int last = text.lastIndexOf(':');
        if (first < 0 || last <= first) {
            throw new IllegalArgumentException(FORM + ", got \"" + text + "\"");
        }
        String host = text.substring(first + 1, last);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.indexOf(':') >= 0 && !bracketed) {
            throw new IllegalArgumentException(
                    "an IPv6 host must be in brackets, as in udp:[::1]:9000, got \"" + text + "\"");
        }
        return new Peer(
                transport(text.substring(0, first), text),
                bracketed ? host.substring(1, host.length() - 1) : host,
                port(text.substring(last + 1), text));
    }

    /** Whether its address is one of this host; nothing is looked up. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** Whether a host is this host, by its address or the name {@code localhost}. */
    public static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return transport.word()
                + (host.indexOf(':') >= 0 ? ":[" + host + "]:" : ":" + host + ":")
                + port;
    }

    private static Transport transport(String word, String text) {
        for (Transport transport : Transport.values()) {
            if (transport.word().equals(word)) {
                return transport;
            }
        }
        throw new IllegalArgumentException(FORM + ", got \"" + text + "\"");
    }

    private static int port(String digits, String text) {
        boolean number = !digits.isEmpty() && digits.length() <= 5;
        if (!number || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(FORM + ", got \"" + text + "\"");
        }
        return Integer.parseInt(digits);
    }
}
