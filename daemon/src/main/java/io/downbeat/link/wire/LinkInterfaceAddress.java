package io.downbeat.link.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * An address of this machine on which Link is spoken.
 *
 * @param pingAt where it answers measurements; other peers get this address
 */
public record LinkInterfaceAddress(InetSocketAddress pingAt)
        implements Comparable<LinkInterfaceAddress> {

    private static final Comparator<LinkInterfaceAddress> BY_OCTETS =
            Comparator.comparing(
                    gateway -> gateway.pingAt.getAddress().getAddress(), Arrays::compareUnsigned);

    private static final Comparator<LinkInterfaceAddress> ORDER =
            BY_OCTETS.thenComparingInt(gateway -> gateway.pingAt.getPort());

    /** Whether this gateway uses IPv6; else IPv4. */
    boolean isIpv6() {
        return pingAt.getAddress() instanceof Inet6Address;
    }

    /** Whether datagrams from that address arrive on the network of this gateway. */
    public boolean receivesFrom(InetAddress from) {
        return from instanceof Inet6Address there
                ? isIpv6() && (there.getScopeId() == 0 || there.getScopeId() == scope())
                : !isIpv6();
    }

    /**
     * The measurement address that a peer on this network gives. A link-local address is taken on
     * this gateway's link.
     *
     * @param octets 4, or 16 if this gateway uses IPv6
     */
    Optional<InetSocketAddress> measurementAddress(byte[] octets, int port) {
        try {
            InetAddress address = InetAddress.getByAddress(octets);
            boolean isOnePlace =
                    port != 0
                            && address instanceof Inet6Address == isIpv6()
                            && !address.isAnyLocalAddress()
                            && !address.isMulticastAddress();
            if (isOnePlace && address.isLinkLocalAddress() && isIpv6()) {
                address = Inet6Address.getByAddress(null, octets, scope());
            }
            return isOnePlace
                    ? Optional.of(new InetSocketAddress(address, port))
                    : Optional.empty();
        } catch (UnknownHostException neverForSoManyOctets) {
            throw new IllegalStateException(neverForSoManyOctets);
        }
    }

    private int scope() {
        return pingAt.getAddress() instanceof Inet6Address own ? own.getScopeId() : 0;
    }

    @Override
    public int compareTo(LinkInterfaceAddress other) {
        return ORDER.compare(this, other);
    }
}
