package io.downbeat.app;

import io.downbeat.address.arguments.DaemonAddressPrefix;
import io.downbeat.app.io.DatagramAndInboxReader;
import io.downbeat.clock.HostClock;
import io.downbeat.engine.thread.NonUdpInbox;
import io.downbeat.net.AccessCheck;
import io.downbeat.net.ConnectionErrorLimiter;
import io.downbeat.net.HttpListener;
import io.downbeat.net.ListenAddress;
import io.downbeat.net.LogLimiter;
import io.downbeat.net.NettyThreads;
import io.downbeat.net.OscConnections;
import io.downbeat.net.TcpListener;
import io.downbeat.net.TcpTransport;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;
import io.downbeat.osc.Peer;
import io.downbeat.osc.PrintableText;
import io.downbeat.oscquery.ListenRequest;
import io.downbeat.rig.ListenPort;
import io.downbeat.rig.ListenSettings;
import io.downbeat.session.command.CommandBatch;
import io.downbeat.session.command.CommandWithAddress;
import io.downbeat.session.command.Refusal;
import io.downbeat.time.HostMicros;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The servers for OSC over TCP, and for HTTP and WebSockets. Opened and closed with the program.
 * Thread safe.
 */
final class TcpAndHttpServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpAndHttpServers.class);

    private final NettyThreads loop;
    private final OscConnections connections;
    private final Optional<TcpListener> tcp;
    private final Optional<TcpListener> http;

    /**
     * The parts that handle packets and requests.
     *
     * @param left is given each peer whose connection has ended
     * @param caughtUp is given each peer that has read most of what waited for it
     */
    record Services(
            AccessCheck accessCheck,
            HostClock clock,
            DatagramAndInboxReader.Receiving receiving,
            NonUdpInbox inbox,
            Consumer<Peer> left,
            Consumer<Peer> caughtUp) {}

    private TcpAndHttpServers(
            NettyThreads loop,
            ListenSettings listenSettings,
            Services services,
            HttpAnswers httpAnswers) {
        this.loop = loop;
        connections =
                new OscConnections(
                        services.clock(), new ConnectionInput(services, listenSettings.prefix()));
        tcp =
                place(listenSettings, listenSettings.oscTcp())
                        .map(listenAddress ->
                                TcpTransport.open(
                                        loop,
                                        listenAddress,
                                        services.accessCheck(),
                                        services.clock(),
                                        connections));
        http =
                place(listenSettings, listenSettings.http())
                        .map(listenAddress ->
                                HttpListener.open(
                                        loop,
                                        listenAddress,
                                        services.accessCheck(),
                                        services.clock(),
                                        httpAnswers::answer,
                                        connections));
    }

    /**
     * Opens the ports of a rig that are not off.
     *
     * @param loop closed with what is opened here
     * @param httpAnswers answers HTTP requests
     */
    static TcpAndHttpServers open(
            NettyThreads loop,
            ListenSettings listenSettings,
            Services services,
            HttpAnswers httpAnswers) {
        return new TcpAndHttpServers(loop, listenSettings, services, httpAnswers);
    }

    OptionalInt tcpPort() {
        return tcp.map(TcpListener::port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    OptionalInt httpPort() {
        return http.map(TcpListener::port).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /**
     * Sends a packet on its peer's own connection.
     *
     * @return whether it will be sent
     */
    boolean send(Peer to, ByteBuffer packet) {
        return connections.send(to, packet);
    }

    /** As {@link OscConnections#sendText}. */
    boolean sendText(Peer to, String message) {
        return connections.sendText(to, message);
    }

    /** As {@link OscConnections#hasBacklog}. */
    boolean hasBacklog(Peer to) {
        return connections.hasBacklog(to);
    }

    /** The peers that have a WebSocket now. */
    List<Peer> webSockets() {
        return connections.webSockets();
    }

    /** How many packets for connections could not be sent. */
    long undelivered() {
        return connections.dropped();
    }

    @Override
    public void close() {
        tcp.ifPresent(TcpListener::close);
        http.ifPresent(TcpListener::close);
        loop.close();
    }

    private static Optional<ListenAddress> place(ListenSettings listenSettings, ListenPort port) {
        return port.isOff()
                ? Optional.empty()
                : Optional.of(new ListenAddress(listenSettings.bind(), port.number()));
    }

    /** Passes packets of connections to the conductor. */
    private final class ConnectionInput implements OscConnections.Listener {
        private final Services services;
        private final String prefix;
        private final LogLimiter lines = new LogLimiter();
        private final ConnectionErrorLimiter busyAnswers = new ConnectionErrorLimiter();

        ConnectionInput(Services services, String prefix) {
            this.services = services;
            this.prefix = prefix;
        }

        @Override
        public void packet(DecodedPacket reading, Peer from, HostMicros at) {
            offer(services.receiving().arrivals(reading, from, at), from, at);
        }

        private void offer(List<CommandBatch> batches, Peer from, HostMicros at) {
            int suppressed = busyAnswers.takeSuppressed(from, at);
            if (suppressed > 0) {
                sendSuppressed(from, suppressed);
            }
            for (CommandBatch batch : batches) {
                if (!services.inbox().offer(batch)) {
                    lines.line("busy", from.host(), at, () -> busyText(from))
                            .ifPresent(line -> LOG.warn("{}", line));
                    services.receiving().onTurnedAway(batch);
                    if (busyAnswers.mayAnswer(from, at)) {
                        sendBusy(batch, from);
                    }
                }
            }
        }

        /** A request of OSCQuery. */
        @Override
        public void text(String message, Peer from, HostMicros at) {
            Optional<ListenRequest> asked = ListenRequest.read(message);
            if (asked.isEmpty()) {
                sendError(
                        from,
                        "",
                        Refusal.Code.TYPE,
                        "a text message is {\"COMMAND\": \"LISTEN\" or \"IGNORE\", \"DATA\":"
                                + " \"/path\"}; an OSC packet is a binary message");
                return;
            }
            CommandWithAddress request = asked.get().command(new DaemonAddressPrefix(prefix));
            OscMessage shown =
                    OscMessage.of(
                            asked.get().path(),
                            OscArgument.s(asked.get().listen() ? "LISTEN" : "IGNORE"));
            offer(List.of(services.receiving().arrival(request, shown, from, at)), from, at);
        }

        /** A client that sends no more is told what was not answered, too. */
        @Override
        public void onSecond(HostMicros now) {
            busyAnswers.takeAllSuppressed(now).forEach(this::sendSuppressed);
        }

        @Override
        public void closed(Peer peer) {
            busyAnswers.forget(peer);
            services.left().accept(peer);
        }

        @Override
        public void caughtUp(Peer peer) {
            services.caughtUp().accept(peer);
        }

        private static String busyText(Peer from) {
            return "turned away a message of "
                    + from
                    + ": it sends faster than its messages can be handled";
        }

        private void sendBusy(CommandBatch batch, Peer from) {
            String last = batch.requests().isEmpty() ? "" : batch.requests().getLast().address();
            sendError(
                    from,
                    PrintableText.of(prefix + last),
                    Refusal.Code.BUSY,
                    "too much is waiting to be done: send it again, more slowly");
        }

        private void sendSuppressed(Peer from, int count) {
            sendError(
                    from,
                    "",
                    Refusal.Code.SUPPRESSED,
                    count + " further messages were refused in one second");
        }

        private void sendError(Peer from, String address, Refusal.Code code, String text) {
            OscMessage error =
                    OscMessage.of(
                            prefix + "/error",
                            OscArgument.s(address),
                            OscArgument.s(code.word()),
                            OscArgument.s(text));
            send(from, ByteBuffer.wrap(new OscCodec().encode(error)));
        }
    }
}
