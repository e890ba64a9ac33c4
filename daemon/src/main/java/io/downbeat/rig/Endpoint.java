package io.downbeat.rig;

/**
 * A destination of packets. The host is kept as it was written. The sender resolves it, and
 * resolves it again if that fails.
 *
 * @param host an address or a host name; IPv6 without its brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final String EXPECTED =
            "HOST:PORT with a port from 1 to 65535, as 127.0.0.1:7000 or [::1]:7000";

    public Endpoint {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new RigException("expected " + EXPECTED + ", found " + host + ":" + port);
        }
    }

    /** Reads {@code HOST:PORT}; an IPv6 address is written in brackets. */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw TomlTypeCheck.unexpected("an IPv6 address in brackets, as [::1]:7000", text);
        }
        if (!isHost(host)) {
            throw TomlTypeCheck.unexpected(EXPECTED, text);
        }
        return new Endpoint(host, port(text, colon));
    }

    private static int port(String text, int colon) {
        String digits = text.substring(colon + 1);
        if (!digits.matches("[0-9]{1,5}")) {
            throw TomlTypeCheck.unexpected(EXPECTED, text);
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw TomlTypeCheck.unexpected(EXPECTED, text);
        }
        return port;
    }

    private static boolean isHost(String host) {
        return !host.isEmpty()
                && host.chars()
                        .noneMatch(c -> Character.isWhitespace(c) || "/,[]=\"".indexOf(c) >= 0);
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
