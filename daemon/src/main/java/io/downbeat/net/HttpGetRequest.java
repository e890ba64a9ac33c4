package io.downbeat.net;

import io.downbeat.osc.Peer;

import java.net.InetSocketAddress;

/**
 * A GET request.
 *
 * @param path as it was meant, percent signs resolved
 * @param query what stands behind the question mark, percent signs resolved; empty is none
 * @param reachedAt the address and port of this machine by which the asker reached it
 */
public record HttpGetRequest(String path, String query, InetSocketAddress reachedAt) {

    /** This machine's address as the asker knows it. */
    public String reachedHost() {
        String address =
                Peer.of(Peer.Transport.TCP, reachedAt.getAddress(), reachedAt.getPort()).host();
        // A zone (fe80::1%eth0) names this machine's card, and means nothing to another.
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
