package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Accepts or refuses new connections, before any byte is read, and limits their number so that no
 * host can use all of them: at most {@value #MOST} connections, and at most {@value
 * #MOST_OF_A_HOST} from one other host. If there is no room, it closes the connection that is idle
 * for longest, of the host with the most connections. If that host has more connections than the
 * new one's host, it also closes one that is not idle. {@link #sweep} closes connections whose
 * messages take too long.
 *
 * <p>Called on the threads of {@link NettyThreads}; {@link #closeAll} from any.
 */
final class ConnectionGate extends ChannelInitializer<SocketChannel> {
    static final int MOST = 64;
    static final int MOST_OF_A_HOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGate.class);
    private static final long GOODBYE_MILLIS = 500;

    private final String protocol;
    private final AccessCheck accessCheck;
    private final HostClock clock;
    private final long silenceMicros;
    private final Consumer<ConnectionActivity> onAccepted;
    private final Consumer<HostMicros> onSwept;
    private final LogLimiter lines = new LogLimiter();
    private final Set<ConnectionActivity> inside = new LinkedHashSet<>();

    /**
     * @param protocol the protocol, for the log: TCP or HTTP
     * @param silenceMicros how long a connection may do nothing after its first message
     * @param onAccepted sets up an accepted connection
     * @param onSwept is told the time after each {@link #sweep}
     */
    ConnectionGate(
            String protocol,
            AccessCheck accessCheck,
            HostClock clock,
            long silenceMicros,
            Consumer<ConnectionActivity> onAccepted,
            Consumer<HostMicros> onSwept) {
        this.protocol = protocol;
        this.accessCheck = accessCheck;
        this.clock = clock;
        this.silenceMicros = silenceMicros;
        this.onAccepted = onAccepted;
        this.onSwept = onSwept;
    }

    String protocol() {
        return protocol;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetSocketAddress from = channel.remoteAddress();
        HostMicros now = clock.now();
        if (from == null || !accessCheck.admits(from.getAddress(), protocol, now)) {
            channel.close().addListener(NettyThreads::noteFailure);
            return;
        }
        var clientConnection = new ConnectionActivity(channel, hostOf(from.getAddress()), now);
        if (!isAdmitted(clientConnection, now)) {
            warn(
                    "full",
                    clientConnection.host(),
                    () ->
                            protocol
                                    + " refused to "
                                    + clientConnection.host().getHostAddress()
                                    + ": "
                                    + full());
            channel.close().addListener(NettyThreads::noteFailure);
            return;
        }
        channel.closeFuture().addListener(left -> forget(clientConnection));
        onAccepted.accept(clientConnection);
    }

    /** The number of open connections. */
    int size() {
        synchronized (inside) {
            return inside.size();
        }
    }

    /** Closes connections whose messages take too long. Call it about once a second. */
    void sweep() {
        HostMicros now = clock.now();
        List<ConnectionActivity> overdue;
        synchronized (inside) {
            overdue = inside.stream().filter(each -> each.isOverdue(now, silenceMicros)).toList();
        }
        for (ConnectionActivity clientConnection : overdue) {
            if (!clientConnection.isUnused()) {
                warn(
                        "overdue",
                        clientConnection.host(),
                        () ->
                                "closed "
                                        + protocol
                                        + " of "
                                        + clientConnection.host().getHostAddress()
                                        + ": no whole message came in time");
            }
            clientConnection.channel().close().addListener(NettyThreads::noteFailure);
        }
        onSwept.accept(now);
    }

    /**
     * Writes a warning about what a client did, unless there were too many of its kind lately.
     *
     * @param kind a fixed word
     */
    void warn(String kind, InetAddress host, Supplier<String> text) {
        lines.line(kind, host.getHostAddress(), clock.now(), text).ifPresent(LOG::warn);
    }

    /** Closes all connections after their pending data is sent. Thread safe. */
    void closeAll() {
        List<ConnectionActivity> all;
        synchronized (inside) {
            all = List.copyOf(inside);
        }
        for (ConnectionActivity clientConnection : all) {
            clientConnection
                    .channel()
                    .close()
                    .awaitUninterruptibly(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private InetAddress hostOf(InetAddress address) {
        return accessCheck.thisComputer().has(address) ? InetAddress.getLoopbackAddress() : address;
    }

    private boolean isAdmitted(ConnectionActivity clientConnection, HostMicros now) {
        Optional<ConnectionActivity> leaving;
        synchronized (inside) {
            long own = countOf(clientConnection.host());
            boolean hostIsFull =
                    own >= MOST_OF_A_HOST && !clientConnection.host().isLoopbackAddress();
            if (!hostIsFull && inside.size() < MOST) {
                return inside.add(clientConnection);
            }
            InetAddress loser = hostIsFull ? clientConnection.host() : hostWithMost();
            boolean hasMore = countOf(loser) > own + 1;
            leaving =
                    inside.stream()
                            .filter(each -> each.host().equals(loser))
                            .min(ConnectionActivity.FIRST_TO_GO)
                            .filter(each -> hasMore || each.isIdle(now));
            leaving.ifPresent(inside::remove);
            if (leaving.isPresent()) {
                inside.add(clientConnection);
            }
        }
        leaving.ifPresent(this::evict);
        return leaving.isPresent();
    }

    private void evict(ConnectionActivity leaving) {
        warn(
                "gave way",
                leaving.host(),
                () ->
                        "closed an idle "
                                + protocol
                                + " of "
                                + leaving.host().getHostAddress()
                                + ": "
                                + full());
        leaving.channel().close().addListener(NettyThreads::noteFailure);
    }

    private String full() {
        return "%d connections are the most, %d of one host".formatted(MOST, MOST_OF_A_HOST);
    }

    private void forget(ConnectionActivity clientConnection) {
        synchronized (inside) {
            inside.remove(clientConnection);
        }
    }

    private long countOf(InetAddress host) {
        return inside.stream().filter(each -> each.host().equals(host)).count();
    }

    private InetAddress hostWithMost() {
        Map<InetAddress, Integer> counts = new HashMap<>();
        inside.forEach(each -> counts.merge(each.host(), 1, Integer::sum));
        return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    }
}
