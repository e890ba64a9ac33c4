package io.downbeat.transport;

import io.downbeat.clock.HostClock;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The first who sees a new connection: strangers, and whoever comes when the house is full, are
 * sent away before a byte is read. Knows who is in. Called on the threads of {@link NetLoop};
 * {@link #sendAllHome} from any.
 */
final class Doorkeeper extends ChannelInitializer<SocketChannel> {
    static final int MOST = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final long GOODBYE_MILLIS = 500;

    private final String door;
    private final Admission admission;
    private final HostClock clock;
    private final Consumer<Channel> welcome;
    private final Set<Channel> inside = ConcurrentHashMap.newKeySet();

    /**
     * @param door what is knocked at, for the log: TCP or HTTP
     * @param welcome sets up a connection that is let in
     */
    Doorkeeper(String door, Admission admission, HostClock clock, Consumer<Channel> welcome) {
        this.door = door;
        this.admission = admission;
        this.clock = clock;
        this.welcome = welcome;
    }

    String door() {
        return door;
    }

    @Override
    protected void initChannel(SocketChannel guest) {
        InetSocketAddress from = guest.remoteAddress();
        if (from == null || !admission.admits(from.getAddress(), door, clock.now())) {
            guest.close().addListener(NetLoop::noteFailure);
        } else if (inside.size() >= MOST) {
            LOG.warn("{} refused to {}: {} connections are open, the most", door, from, MOST);
            guest.close().addListener(NetLoop::noteFailure);
        } else {
            inside.add(guest);
            guest.closeFuture()
                    .addListener((ChannelFutureListener) left -> inside.remove(left.channel()));
            welcome.accept(guest);
        }
    }

    /** Closes all connections behind what is being sent to them. */
    void sendAllHome() {
        for (Channel guest : inside) {
            guest.close().awaitUninterruptibly(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
