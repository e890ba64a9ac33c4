package io.downbeat.app;

import io.downbeat.clock.HostClock;
import io.downbeat.engine.Arrival;
import io.downbeat.engine.Inbox;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.OscReading;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PlainText;
import io.downbeat.oscquery.HostInfo;
import io.downbeat.oscquery.QueryReply;
import io.downbeat.rig.ListenPort;
import io.downbeat.rig.Listening;
import io.downbeat.session.Refusal;
import io.downbeat.time.HostMicros;
import io.downbeat.transport.Admission;
import io.downbeat.transport.HttpAsk;
import io.downbeat.transport.HttpEndpoint;
import io.downbeat.transport.HttpReply;
import io.downbeat.transport.LogLimiter;
import io.downbeat.transport.NetLoop;
import io.downbeat.transport.Place;
import io.downbeat.transport.TcpTransport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * What listens besides UDP: OSC over TCP, and HTTP. Opened and closed with the program; used from
 * any thread.
 */
final class Net implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Net.class);

    private static final String NAME = "Downbeat";

    private final NetLoop loop;
    private final Optional<TcpTransport> tcp;
    private final Optional<HttpEndpoint> http;

    /** Who stands behind the doors. */
    record Within(
            Admission admission,
            HostClock clock,
            Ears.Hearing hearing,
            Inbox inbox,
            Consumer<Peer> left) {}

    private Net(NetLoop loop, Listening listening, Within within, int oscPort) {
        this.loop = loop;
        tcp =
                place(listening, listening.oscTcp())
                        .map(place ->
                                TcpTransport.open(
                                        loop,
                                        place,
                                        within.admission(),
                                        within.clock(),
                                        new Connections(within, listening.prefix())));
        http =
                place(listening, listening.http())
                        .map(place ->
                                HttpEndpoint.open(
                                        loop,
                                        place,
                                        within.admission(),
                                        within.clock(),
                                        ask -> answer(ask, oscPort)));
    }

    /**
     * Opens the ports of a rig that are not off.
     *
     * @param loop closed with what is opened here
     * @param oscPort the UDP port, for those who ask how to reach this program
     */
    static Net open(NetLoop loop, Listening listening, Within within, int oscPort) {
        return new Net(loop, listening, within, oscPort);
    }

    OptionalInt tcpPort() {
        return tcp.map(TcpTransport::port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    OptionalInt httpPort() {
        return http.map(HttpEndpoint::port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** Sends a packet on its peer's own connection. */
    void send(Peer to, ByteBuffer packet) {
        tcp.ifPresent(connections -> connections.send(to, packet));
    }

    /** How many packets for connections could not be sent. */
    long undelivered() {
        return tcp.map(TcpTransport::dropped).orElse(0L);
    }

    @Override
    public void close() {
        tcp.ifPresent(TcpTransport::close);
        http.ifPresent(HttpEndpoint::close);
        loop.close();
    }

    private static Optional<Place> place(Listening listening, ListenPort port) {
        return port.isOff()
                ? Optional.empty()
                : Optional.of(new Place(listening.bind(), port.number()));
    }

    private HttpReply answer(HttpAsk ask, int oscPort) {
        QueryReply reply =
                QueryReply.to(
                        ask.path(),
                        ask.query(),
                        () -> new HostInfo(NAME, ask.reachedHost(), oscPort, List.of()));
        return new HttpReply(reply.status(), reply.contentType(), reply.body());
    }

    /** The connections' packets on their way to the conductor. */
    private final class Connections implements TcpTransport.Listener {
        private final Within within;
        private final String prefix;
        private final LogLimiter lines = new LogLimiter();

        Connections(Within within, String prefix) {
            this.within = within;
            this.prefix = prefix;
        }

        @Override
        public void packet(OscReading reading, Peer from, HostMicros at) {
            for (Arrival arrival : within.hearing().arrivals(reading, from, at)) {
                if (!within.inbox().offer(arrival)) {
                    lines.line("busy", from.host(), at, () -> busyText(from))
                            .ifPresent(line -> LOG.warn("{}", line));
                    sayBusy(arrival, from);
                }
            }
        }

        @Override
        public void closed(Peer peer) {
            within.left().accept(peer);
        }

        private static String busyText(Peer from) {
            return "turned away a message of "
                    + from
                    + ": it sends faster than its messages can be obeyed";
        }

        private void sayBusy(Arrival arrival, Peer from) {
            String address = PlainText.of(prefix + arrival.requests().getLast().address());
            OscMessage error =
                    OscMessage.of(
                            prefix + "/error",
                            OscArgument.s(address),
                            OscArgument.s(Refusal.Code.BUSY.word()),
                            OscArgument.s(
                                    "too much is waiting to be done: send it again, more slowly"));
            send(from, ByteBuffer.wrap(new OscCodec().encode(error)));
        }
    }
}
