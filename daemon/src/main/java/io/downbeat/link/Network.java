package io.downbeat.link;

import java.net.InetSocketAddress;

/** What a {@link LinkPeer} needs of the world. Called on the link's thread, never blocks. */
interface Network {

    /** Sends a datagram to all peers beyond a gateway. */
    void multicast(Gateway from, byte[] datagram);

    /** Sends a datagram to one peer. */
    void unicast(Gateway from, InetSocketAddress to, byte[] datagram);

    /**
     * Begins a measurement of a session at one of its members; it ends with {@link
     * LinkPeer#measured} or {@link LinkPeer#notMeasured}.
     */
    void measure(NodeId session, Member member);

    /** From now on, pings are answered with this clock. */
    void answerWith(CommonClock clock);
}
