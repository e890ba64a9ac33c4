package io.downbeat.transport;

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
 * The first who sees a new connection: strangers are sent away before a byte is read. Knows who is
 * in, and sees to it that nobody can lock others out: at most {@value #MOST} connections, and at
 * most {@value #MOST_OF_A_HOST} of them from one other host. When there is no room, the connection
 * that has been idle for longest gives way, one of the host that has the most; if that host has
 * more than the newcomer's, also one that is not idle. {@link #sweep} closes those that take too
 * long for a message.
 *
 * <p>Called on the threads of {@link NetLoop}; {@link #sendAllHome} from any.
 */
final class Doorkeeper extends ChannelInitializer<SocketChannel> {
    static final int MOST = 64;
    static final int MOST_OF_A_HOST = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final long GOODBYE_MILLIS = 500;

    private final String door;
    private final Admission admission;
    private final HostClock clock;
    private final long silenceMicros;
    private final Consumer<Guest> welcome;
    private final LogLimiter lines = new LogLimiter();
    private final Set<Guest> inside = new LinkedHashSet<>();

    /**
     * @param door what is knocked at, for the log: TCP or HTTP
     * @param silenceMicros how long a connection may do nothing after its first message
     * @param welcome sets up a connection that is let in
     */
    Doorkeeper(
            String door,
            Admission admission,
            HostClock clock,
            long silenceMicros,
            Consumer<Guest> welcome) {
        this.door = door;
        this.admission = admission;
        this.clock = clock;
        this.silenceMicros = silenceMicros;
        this.welcome = welcome;
    }

    String door() {
        return door;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        InetSocketAddress from = channel.remoteAddress();
        HostMicros now = clock.now();
        if (from == null || !admission.admits(from.getAddress(), door, now)) {
            channel.close().addListener(NetLoop::noteFailure);
            return;
        }
        var guest = new Guest(channel, hostOf(from.getAddress()), now);
        if (!isLetIn(guest, now)) {
            warn(
                    "full",
                    guest.host(),
                    () -> door + " refused to " + guest.host().getHostAddress() + ": " + full());
            channel.close().addListener(NetLoop::noteFailure);
            return;
        }
        channel.closeFuture().addListener(left -> forget(guest));
        welcome.accept(guest);
    }

    /** How many are in. */
    int size() {
        synchronized (inside) {
            return inside.size();
        }
    }

    /** Closes the connections that take too long for a message. Once a second or so. */
    void sweep() {
        HostMicros now = clock.now();
        List<Guest> overdue;
        synchronized (inside) {
            overdue = inside.stream().filter(each -> each.isOverdue(now, silenceMicros)).toList();
        }
        for (Guest guest : overdue) {
            warn(
                    "overdue",
                    guest.host(),
                    () ->
                            "closed "
                                    + door
                                    + " of "
                                    + guest.host().getHostAddress()
                                    + ": no whole message came in time");
            guest.channel().close().addListener(NetLoop::noteFailure);
        }
    }

    /**
     * Writes a warning about what a client did, unless there were too many of its kind lately.
     *
     * @param kind a fixed word
     */
    void warn(String kind, InetAddress host, Supplier<String> text) {
        lines.line(kind, host.getHostAddress(), clock.now(), text).ifPresent(LOG::warn);
    }

    /** Closes all connections behind what is being sent to them. */
    void sendAllHome() {
        List<Guest> all;
        synchronized (inside) {
            all = List.copyOf(inside);
        }
        for (Guest guest : all) {
            guest.channel().close().awaitUninterruptibly(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private InetAddress hostOf(InetAddress address) {
        return admission.thisComputer().has(address) ? InetAddress.getLoopbackAddress() : address;
    }

    private boolean isLetIn(Guest guest, HostMicros now) {
        Optional<Guest> leaving;
        synchronized (inside) {
            long own = countOf(guest.host());
            boolean hostIsFull = own >= MOST_OF_A_HOST && !guest.host().isLoopbackAddress();
            if (!hostIsFull && inside.size() < MOST) {
                return inside.add(guest);
            }
            InetAddress loser = hostIsFull ? guest.host() : hostWithMost();
            boolean hasMore = countOf(loser) > own + 1;
            leaving =
                    inside.stream()
                            .filter(each -> each.host().equals(loser))
                            .min(Guest.FIRST_TO_GO)
                            .filter(each -> hasMore || each.isIdle(now));
            leaving.ifPresent(inside::remove);
            if (leaving.isPresent()) {
                inside.add(guest);
            }
        }
        leaving.ifPresent(this::giveWay);
        return leaving.isPresent();
    }

    private void giveWay(Guest leaving) {
        warn(
                "gave way",
                leaving.host(),
                () ->
                        "closed an idle "
                                + door
                                + " of "
                                + leaving.host().getHostAddress()
                                + ": "
                                + full());
        leaving.channel().close().addListener(NetLoop::noteFailure);
    }

    private String full() {
        return "%d connections are the most, %d of one host".formatted(MOST, MOST_OF_A_HOST);
    }

    private void forget(Guest guest) {
        synchronized (inside) {
            inside.remove(guest);
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
