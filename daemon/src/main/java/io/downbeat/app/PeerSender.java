package io.downbeat.app;

import io.downbeat.net.UdpTransport;
import io.downbeat.osc.Peer;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** How feedback leaves: by the socket that its client came in by. Never blocks, never throws. */
final class PeerSender implements FeedbackThread.Sender {

    private final UdpTransport udp;
    private volatile Optional<TcpAndHttpServers> tcpAndHttpServers = Optional.empty();

    PeerSender(UdpTransport udp) {
        this.udp = udp;
    }

    /** The connections too, once they are open. */
    void join(TcpAndHttpServers connections) {
        tcpAndHttpServers = Optional.of(connections);
    }

    @Override
    public void keep(Set<Peer> destinations) {
        udp.keepConnected(destinations);
    }

    @Override
    public long undelivered() {
        return tcpAndHttpServers.map(TcpAndHttpServers::undelivered).orElse(0L);
    }

    @Override
    public void send(Peer to, ByteBuffer datagram) {
        switch (to.transport()) {
            case UDP -> udp.send(to, datagram);
            case TCP, WS ->
                    tcpAndHttpServers.ifPresent(connections -> connections.send(to, datagram));
        }
    }
}
