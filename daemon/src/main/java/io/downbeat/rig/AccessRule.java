package io.downbeat.rig;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Which hosts are allowed: one address, a network, or the local network. An IPv4 address that is
 * written as IPv6 ({@code ::ffff:192.168.1.7}) counts as the IPv4 address. Host names are never
 * resolved.
 */
public sealed interface AccessRule {
    boolean admits(InetAddress address);

    /** Reads {@code ADDRESS}, {@code ADDRESS/BITS} or {@code lan}. */
    static AccessRule parse(String text) {
        if (text.toLowerCase(Locale.ROOT).equals("lan")) {
            return new Lan();
        }
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash), text);
        int size = address instanceof Inet4Address ? 32 : 128;
        return Network.of(address, slash < 0 ? size : bits(text, slash, size));
    }

    private static int bits(String text, int slash, int size) {
        String digits = text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > size) {
            throw TomlTypeCheck.unexpected("0 to " + size + " bits after the slash", text);
        }
        return Integer.parseInt(digits);
    }

    private static InetAddress literal(String address, String text) {
        String zoneless = address.replaceFirst("%[A-Za-z0-9_.-]+$", "");
        boolean v4 = zoneless.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
        boolean v6 = zoneless.indexOf(':') >= 0 && zoneless.matches("[0-9A-Fa-f:.]+");
        if (v4 || v6) {
            try {
                // The text is an address literal, so this only parses it and asks no name server.
                return InetAddress.getByName(zoneless);
            } catch (UnknownHostException malformed) {
                throw refused(text, malformed);
            }
        }
        throw refused(text, new IllegalArgumentException(address));
    }

    private static RigException refused(String text, Exception cause) {
        RigException refusal =
                TomlTypeCheck.unexpected(
                        "an address (192.168.1.20), a network (192.168.1.0/24) or lan", text);
        refusal.initCause(cause);
        return refusal;
    }

    /** The private and link-local ranges of IPv4 and IPv6. */
    record Lan() implements AccessRule {
        private static final List<AccessRule> RANGES =
                List.of(
                        parse("10.0.0.0/8"),
                        parse("172.16.0.0/12"),
                        parse("192.168.0.0/16"),
                        parse("169.254.0.0/16"),
                        parse("fc00::/7"),
                        parse("fe80::/10"));

        @Override
        public boolean admits(InetAddress address) {
            return RANGES.stream().anyMatch(range -> range.admits(address));
        }

        @Override
        public String toString() {
            return "lan";
        }
    }

    /**
     * All addresses of one family that begin with the same bits.
     *
     * @param first the network's lowest address
     * @param bits the number of bits that must be equal
     */
    record Network(InetAddress first, int bits) implements AccessRule {
        static Network of(InetAddress address, int bits) {
            byte[] octets = IpAddressBytes.of(address);
            IpAddressBytes.clearFrom(octets, bits);
            return new Network(IpAddressBytes.toAddress(octets), bits);
        }

        @Override
        public boolean admits(InetAddress address) {
            return IpAddressBytes.haveSamePrefix(
                    IpAddressBytes.of(first), IpAddressBytes.of(address), bits);
        }

        @Override
        public String toString() {
            return first.getHostAddress() + "/" + bits;
        }
    }
}
