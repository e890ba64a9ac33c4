package io.downbeat.link;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * An IPv4 address of this machine and the interface that has it.
 *
 * @param on the interface's index
 */
record LocalAddress(InetAddress address, int on) {

    /** A machine with more has them for its containers. */
    private static final int MOST = 32;

    /**
     * Those whose interface is up, loopback first: it is where programs on one machine meet.
     * Whether an interface claims to know multicast is not asked, since Linux's loopback denies it.
     */
    static List<LocalAddress> present() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(LocalAddress::isUp)
                .flatMap(LocalAddress::of)
                .sorted(Comparator.comparing(local -> !local.address.isLoopbackAddress()))
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
                .filter(Inet4Address.class::isInstance)
                .map(address -> new LocalAddress(address, network.getIndex()));
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (IOException gone) {
            return false;
        }
    }
}
