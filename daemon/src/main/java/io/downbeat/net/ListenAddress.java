package io.downbeat.net;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * An address and port to listen on.
 *
 * @param host an address or a name of this computer; empty is all its addresses, IPv4 and IPv6
 * @param port 0 is any free port
 */
public record ListenAddress(String host, int port) {

    public ListenAddress {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port to listen on is 0..65535, got " + port);
        }
    }

    /**
     * The socket address to bind to; resolves a name.
     *
     * @throws UnknownHostException for a name without an address
     */
    InetSocketAddress address() throws UnknownHostException {
        InetSocketAddress address =
                host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("cannot assign " + host + ", which is no known host");
        }
        return address;
    }
}
