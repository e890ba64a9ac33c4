package io.downbeat.link;

import io.downbeat.clock.HostClock;
import io.downbeat.link.Measurement.Standing;
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
 * One measurement on a thread and a socket of its own: nothing stands between a pong's arrival and
 * the reading of the clock.
 */
final class Surveyor implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Surveyor.class);
    private static final long MICROS_PER_MILLI = 1_000;

    private final Measurement measurement;
    private final Member member;
    private final HostClock clock;
    private final Outcome outcome;

    /** What is done with what was found, or with none after a failure; called on the thread. */
    @FunctionalInterface
    interface Outcome {
        void known(Optional<Standing.Found> found);
    }

    private Surveyor(NodeId session, Member member, HostClock clock, Outcome outcome) {
        this.measurement = new Measurement(session);
        this.member = member;
        this.clock = clock;
        this.outcome = outcome;
    }

    /** Measures a session at a member; the outcome comes within seconds. */
    static void start(NodeId session, Member member, HostClock clock, Outcome outcome) {
        Thread.ofPlatform()
                .name("downbeat-link-ping")
                .daemon()
                .start(new Surveyor(session, member, clock, outcome));
    }

    @Override
    public void run() {
        var own = new InetSocketAddress(member.from().pingAt().getAddress(), 0);
        Optional<Standing.Found> found = Optional.empty();
        try (var socket = new DatagramSocket(own)) {
            socket.connect(member.pingAt());
            found = measure(socket);
        } catch (IOException unreachable) {
            LOG.debug("measuring at {}: {}", member, unreachable.toString());
        } finally {
            outcome.known(found);
        }
    }

    private Optional<Standing.Found> measure(DatagramSocket socket) throws IOException {
        var pong = new DatagramPacket(new byte[DiscoveryCodec.TOO_LONG], DiscoveryCodec.TOO_LONG);
        send(socket, measurement.begin(clock.now()));
        while (measurement.standing() instanceof Standing.Asking) {
            Optional<byte[]> next = next(socket, pong);
            if (next.isPresent()) {
                send(socket, next.get());
            }
        }
        return measurement.standing() instanceof Standing.Found found
                ? Optional.of(found)
                : Optional.empty();
    }

    private Optional<byte[]> next(DatagramSocket socket, DatagramPacket pong) throws IOException {
        HostMicros now = clock.now();
        long left = measurement.deadline().since(now);
        if (left <= 0) {
            return measurement.silence(now);
        }
        try {
            socket.setSoTimeout((int) (left / MICROS_PER_MILLI) + 1);
            pong.setLength(DiscoveryCodec.TOO_LONG);
            socket.receive(pong);
            HostMicros arrived = clock.now();
            ByteBuffer bytes = ByteBuffer.wrap(pong.getData(), 0, pong.getLength());
            return measurement.heard(bytes, arrived);
        } catch (SocketTimeoutException | PortUnreachableException silence) {
            return Optional.empty();
        }
    }

    private static void send(DatagramSocket socket, byte[] ping) throws IOException {
        try {
            socket.send(new DatagramPacket(ping, ping.length));
        } catch (PortUnreachableException nobodyThere) {
            LOG.debug("nobody answers measurements: {}", nobodyThere.toString());
        }
    }
}
