package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.Measurement;
import io.downbeat.link.peer.Measurement.Pending;
import io.downbeat.link.peer.PingAddressAndGateway;
import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.NodeId;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * One measurement on a thread and a socket of its own, so that the clock is read as soon as a pong
 * arrives.
 */
final class SingleMeasurementThread implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(SingleMeasurementThread.class);
    private static final long MICROS_PER_MILLI = 1_000;

    private final Measurement measurement;
    private final PingAddressAndGateway pingAddressAndGateway;
    private final HostClock clock;
    private final Outcome outcome;

    /** Receives the result, or none after a failure; called on the thread. */
    @FunctionalInterface
    interface Outcome {
        void known(Optional<Pending.Found> found);
    }

    private SingleMeasurementThread(
            NodeId session,
            PingAddressAndGateway pingAddressAndGateway,
            HostClock clock,
            Outcome outcome) {
        this.measurement = new Measurement(session);
        this.pingAddressAndGateway = pingAddressAndGateway;
        this.clock = clock;
        this.outcome = outcome;
    }

    /** Starts to measure a session at a member; the result comes within seconds. */
    static void start(
            NodeId session,
            PingAddressAndGateway pingAddressAndGateway,
            HostClock clock,
            Outcome outcome) {
        Thread.ofPlatform()
                .name("downbeat-link-ping")
                .daemon()
                .start(new SingleMeasurementThread(session, pingAddressAndGateway, clock, outcome));
    }

    @Override
    public void run() {
        var own = new InetSocketAddress(pingAddressAndGateway.from().pingAt().getAddress(), 0);
        Optional<Pending.Found> found = Optional.empty();
        try (var socket = new DatagramSocket(own)) {
            socket.connect(pingAddressAndGateway.pingAt());
            found = measure(socket);
        } catch (IOException unreachable) {
            LOG.debug("measuring at {}: {}", pingAddressAndGateway, unreachable.toString());
        } finally {
            outcome.known(found);
        }
    }

    private Optional<Pending.Found> measure(DatagramSocket socket) throws IOException {
        var pong = new DatagramPacket(new byte[DiscoveryCodec.TOO_LONG], DiscoveryCodec.TOO_LONG);
        send(socket, measurement.begin(clock.now()));
        while (measurement.pending() instanceof Pending.Asking) {
            Optional<byte[]> next = next(socket, pong);
            if (next.isPresent()) {
                send(socket, next.get());
            }
        }
        return measurement.pending() instanceof Pending.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    private Optional<byte[]> next(DatagramSocket socket, DatagramPacket pong) throws IOException {
        HostMicros now = clock.now();
        long left = measurement.deadline().since(now);
        if (left <= 0) {
            return measurement.onTimeout(now);
        }
        try {
            socket.setSoTimeout((int) (left / MICROS_PER_MILLI) + 1);
            pong.setLength(DiscoveryCodec.TOO_LONG);
            socket.receive(pong);
            HostMicros arrived = clock.now();
            ByteBuffer bytes = ByteBuffer.wrap(pong.getData(), 0, pong.getLength());
            return measurement.onDatagram(bytes, arrived);
        } catch (SocketTimeoutException | PortUnreachableException silence) {
            return Optional.empty();
        }
    }

    private static void send(DatagramSocket socket, byte[] ping) throws IOException {
        try {
            socket.send(new DatagramPacket(ping, ping.length));
        } catch (PortUnreachableException nobodyThere) {
            LOG.debug("no answer to the measurement: {}", nobodyThere.toString());
        }
    }
}
