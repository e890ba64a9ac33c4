package io.downbeat.net;

import io.downbeat.osc.Peer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The UDP port that this program listens on, so that nothing is sent to it: such messages would
 * come back and set values.
 *
 * @param bound the one address that it listens on; any-local is all of them
 * @param computer the addresses of this computer
 * @param broadcasts broadcast addresses that also reach this computer
 */
public record OwnUdpPortCheck(
        InetAddress bound, int port, ThisComputer computer, Set<InetAddress> broadcasts) {

    private static final Logger LOG = LoggerFactory.getLogger(OwnUdpPortCheck.class);

    public OwnUdpPortCheck {
        broadcasts = Set.copyOf(broadcasts);
    }

    /** The port of a socket; reads the broadcast addresses now. */
    static OwnUdpPortCheck at(InetSocketAddress bound, ThisComputer computer) {
        return new OwnUdpPortCheck(
                bound.getAddress(), bound.getPort(), computer, broadcastAddresses());
    }

    private static Set<InetAddress> broadcastAddresses() {
        try {
            Set<InetAddress> all =
                    NetworkInterface.networkInterfaces()
                            .flatMap(each -> each.getInterfaceAddresses().stream())
                            .map(InterfaceAddress::getBroadcast)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet());
            all.add(InetAddress.getByAddress(new byte[] {-1, -1, -1, -1}));
            return all;
        } catch (IOException unreadable) {
            LOG.debug("the broadcast addresses of this computer cannot be read", unreadable);
            return Set.of();
        }
    }

    /** Whether datagrams to an address and port arrive at this program. */
    public boolean isAt(InetAddress address, int otherPort) {
        if (otherPort != port) {
            return false;
        }
        if (bound.isAnyLocalAddress()) {
            return address.isAnyLocalAddress()
                    || computer.has(address)
                    || broadcasts.contains(address);
        }
        // The system sends to loopback what is sent to any-local.
        return bound.equals(address) || (address.isAnyLocalAddress() && bound.isLoopbackAddress());
    }

    /** Whether a peer whose host is an address is this program. */
    public boolean isAt(Peer peer) {
        try {
            return peer.port() == port && isAt(InetAddress.getByName(peer.host()), port);
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
