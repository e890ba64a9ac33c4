package io.downbeat.app;

import io.downbeat.osc.Peer;
import io.downbeat.transport.UdpTransport;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** How feedback leaves: by the socket that its client came in by. Never blocks, never throws. */
final class Voices implements Hall.Voice {

    private final UdpTransport udp;
    private volatile Optional<Net> net = Optional.empty();

    Voices(UdpTransport udp) {
        this.udp = udp;
    }

    /** The connections too, once they are open. */
    void join(Net connections) {
        net = Optional.of(connections);
    }

    @Override
    public void keep(Set<Peer> destinations) {
        udp.keep(destinations);
    }

    @Override
    public long undelivered() {
        return net.map(Net::undelivered).orElse(0L);
    }

    @Override
    public void send(Peer to, ByteBuffer datagram) {
        switch (to.transport()) {
            case UDP -> udp.send(to, datagram);
            case TCP, WS -> net.ifPresent(connections -> connections.send(to, datagram));
        }
    }
}
