package io.downbeat.link.peer;

import io.downbeat.link.wire.GatewayAddress;
import io.downbeat.link.wire.NodeId;

import java.net.InetSocketAddress;

/** What a {@link LinkPeer} needs of the world. Called on the link's thread, never blocks. */
public interface LinkPeerOutput {

    /** Sends a datagram to all peers beyond a gateway. */
    void multicast(GatewayAddress from, byte[] datagram);

    /** Sends a datagram to one peer. */
    void unicast(GatewayAddress from, InetSocketAddress to, byte[] datagram);

    /**
     * Begins a measurement of a session at one of its members; it ends with {@link
     * LinkPeer#measured} or {@link LinkPeer#notMeasured}.
     */
    void measure(NodeId session, MemberEndpoint memberEndpoint);

    /** From now on, pings are answered with this clock. */
    void answerWith(SessionClock clock);
}
