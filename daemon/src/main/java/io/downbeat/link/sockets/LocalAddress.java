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
 * An address of this machine on which Link is spoken, and the interface that has it: any of IPv4,
 * and of IPv6 those that hold on one link only.
 *
 * @param on the interface's index
 */
record LocalAddress(InetAddress address, int on) {

    /** A machine with more has them for its containers. */
    private static final int MOST = 32;

    /**
     * Those whose interface is up, loopback first: it is where programs on one machine meet; those
     * of IPv6 last. Other peers speak IPv6 only beside IPv4; here an interface that has nothing
     * else is spoken on, too. Whether an interface claims to know multicast is not asked, since
     * Linux's loopback denies it.
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
                .filter(LocalAddress::isSpokenOn)
                .map(address -> new LocalAddress(address, network.getIndex()));
    }

    private static boolean isSpokenOn(InetAddress address) {
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
