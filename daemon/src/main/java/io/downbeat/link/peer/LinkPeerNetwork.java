package io.downbeat.link.peer;

import io.downbeat.link.wire.GatewayAddress;
import io.downbeat.link.wire.NodeId;

import java.net.InetSocketAddress;

/** How a {@link LinkPeer} sends and measures. Called on the link thread; never blocks. */
public interface LinkPeerNetwork {

    /** Sends a datagram to all peers on a gateway's network. */
    void multicast(GatewayAddress from, byte[] datagram);

    /** Sends a datagram to one peer. */
    void unicast(GatewayAddress from, InetSocketAddress to, byte[] datagram);

    /**
     * Begins a measurement of a session at one of its members; it ends with {@link
     * LinkPeer#measured} or {@link LinkPeer#notMeasured}.
     */
    void measure(NodeId session, MemberEndpoint memberEndpoint);

    /** Answers pings with this clock from now on. */
    void answerWith(SessionClock clock);
}
