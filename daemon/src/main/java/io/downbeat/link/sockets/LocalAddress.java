package io.downbeat.link.sockets;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An address of this machine on which Link is spoken: any IPv4 address, and link-local IPv6 ones.
 *
 * @param on the index of its interface
 */
record LocalAddress(InetAddress address, int on) {

    /** Addresses. A machine with more has them for containers. */
    private static final int MOST = 32;

    /**
     * The addresses whose interface is up: loopback first, since programs on one machine meet
     * there, IPv6 last. Other implementations use IPv6 only beside IPv4; here an interface that has
     * only IPv6 is used too. The multicast flag of an interface is ignored, since Linux does not
     * set it for the loopback.
     */
    static List<LocalAddress> present() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(LocalAddress::isUp)
                .flatMap(LocalAddress::of)
                .sorted(
                        Comparator.comparing((LocalAddress local) -> local.isIpv6())
                                .thenComparing(local -> !local.address.isLoopbackAddress()))
                .limit(MOST)
                .toList();
    }

    NetworkInterface network() throws IOException {
        NetworkInterface network = NetworkInterface.getByIndex(on);
        if (network == null) {
            throw new IOException("the interface of " + address.getHostAddress() + " is gone");
        }
        return network;
    }

    private static Stream<LocalAddress> of(NetworkInterface network) {
        return network.inetAddresses()
                .filter(LocalAddress::isUsable)
                .map(address -> new LocalAddress(address, network.getIndex()));
    }

    private static boolean isUsable(InetAddress address) {
        return address instanceof Inet4Address
                || (address instanceof Inet6Address && address.isLinkLocalAddress());
    }

    boolean isIpv6() {
        return address instanceof Inet6Address;
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException gone) {
            return false;
        }
    }
}
