package io.downbeat.link.sockets;

import io.downbeat.clock.HostClock;
import io.downbeat.link.peer.SessionIdAndClockOffset;
import io.downbeat.link.wire.DiscoveryCodec;
import io.downbeat.link.wire.GhostMicros;
import io.downbeat.link.wire.PingPong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers measurements on one address, on a thread that does nothing else: a delay of the answer is
 * an error of another peer's clock.
 */
final class MeasurementResponder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MeasurementResponder.class);

    private final DatagramChannel channel;
    private final InetSocketAddress address;
    private final Clocks clocks;
    private final ByteBuffer ping = ByteBuffer.allocateDirect(DiscoveryCodec.TOO_LONG);
    private final ByteBuffer pong = ByteBuffer.allocateDirect(DiscoveryCodec.TOO_LONG);

    /**
     * What an answer is computed from.
     *
     * @param session the session's clock at this moment; called on the responder's thread
     * @param welcome whether a host may take part; called on the responder's thread
     */
    record Clocks(
            HostClock host,
            Supplier<SessionIdAndClockOffset> session,
            Predicate<InetAddress> welcome) {}

    private MeasurementResponder(
            DatagramChannel channel, InetSocketAddress address, Clocks clocks) {
        this.channel = channel;
        this.address = address;
        this.clocks = clocks;
    }

    /** Starts a responder on a free port of the address. */
    static MeasurementResponder start(InetAddress address, Clocks clocks) throws IOException {
        DatagramChannel channel = DatagramChannel.open(GatewaySockets.family(address));
        try {
            channel.bind(new InetSocketAddress(address, 0));
            var bound = (InetSocketAddress) channel.getLocalAddress();
            // The requested address includes the scope of a link-local address; the bound one may
            // not.
            var place = new InetSocketAddress(address, bound.getPort());
            var measurementResponder = new MeasurementResponder(channel, place, clocks);
            Thread.ofPlatform()
                    .name("downbeat-link-pong")
                    .daemon()
                    .start(measurementResponder::answer);
            return measurementResponder;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    InetSocketAddress address() {
        return address;
    }

    private void answer() {
        while (channel.isOpen()) {
            try {
                var from = (InetSocketAddress) channel.receive(ping.clear());
                if (PingPong.isPing(ping.flip()) && clocks.welcome().test(from.getAddress())) {
                    SessionIdAndClockOffset session = clocks.session().get();
                    GhostMicros now = session.offset().ghost(clocks.host().now());
                    PingPong.pong(ping, session.session(), now, pong.clear());
                    channel.send(pong.flip(), from);
                }
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException | IllegalArgumentException askerIsGone) {
                LOG.debug("answering a measurement on {}: {}", address, askerIsGone.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("closing {}", address, alreadyBroken);
        }
    }
}
