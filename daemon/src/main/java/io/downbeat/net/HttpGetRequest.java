package io.downbeat.net;

import io.downbeat.osc.Peer;

import java.net.InetSocketAddress;

/**
 * A GET request.
 *
 * @param path the decoded path
 * @param query the decoded text after the question mark; empty is none
 * @param reachedAt the address and port of this computer that the client connected to
 * @param accept the content types that the client understands
 * @param ifNoneMatch the {@code If-None-Match} header: the version that the client has; empty if it
 *     has none
 */
public record HttpGetRequest(
        String path,
        String query,
        InetSocketAddress reachedAt,
        AcceptHeader accept,
        String ifNoneMatch) {

    /** The local address of the connection. */
    public String reachedHost() {
        String address =
                Peer.of(Peer.Transport.TCP, reachedAt.getAddress(), reachedAt.getPort()).host();
        // A zone (fe80::1%eth0) names this machine's card, and means nothing to another.
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
