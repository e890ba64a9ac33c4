package io.downbeat.net;

import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;

/** For a test in which no OSC packet may arrive. */
final class UnusedListener implements OscConnections.Listener {
    @Override
    public void packet(DecodedPacket reading, Peer from, HostMicros at) {
        throw new AssertionError("a packet of " + from);
    }

    @Override
    public void closed(Peer peer) {
        throw new AssertionError(peer + " has closed");
    }
}
