package io.downbeat.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The address at which this program is announced on one network interface.
 *
 * @param network the name of the interface
 */
record OwnAddressOnInterface(String network, InetAddress address) {

    /** Interfaces. A machine with more has them for containers. */
    private static final int MOST = 8;

    /**
     * One address of each interface that is up and has multicast, without loopback and
     * point-to-point links. IPv4 comes first, because few surfaces find others by IPv6.
     */
    static List<OwnAddressOnInterface> allUsable() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(OwnAddressOnInterface::isUsable)
                .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                .flatMap(network -> of(network).stream())
                .limit(MOST)
                .toList();
    }

    /** This address, if it belongs to such an interface. */
    static Optional<OwnAddressOnInterface> at(InetAddress address) throws IOException {
        return Optional.ofNullable(NetworkInterface.getByInetAddress(address))
                .filter(OwnAddressOnInterface::isUsable)
                .map(network -> new OwnAddressOnInterface(network.getName(), address));
    }

    private static Optional<OwnAddressOnInterface> of(NetworkInterface network) {
        return network.inetAddresses()
                .filter(address -> address instanceof Inet4Address || address.isLinkLocalAddress())
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .map(address -> new OwnAddressOnInterface(network.getName(), address));
    }

    private static boolean isUsable(NetworkInterface network) {
        try {
            return network.isUp()
                    && network.supportsMulticast()
                    && !network.isLoopback()
                    && !network.isPointToPoint();
        } catch (IOException gone) {
            return false;
        }
    }
}
