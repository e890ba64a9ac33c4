package io.downbeat.net;

import io.netty.channel.Channel;

import java.net.InetSocketAddress;
import java.util.concurrent.Future;

/** A listening TCP port and its accepted connections. */
public final class TcpListener implements AutoCloseable {

    private final Channel listening;
    private final ConnectionGate connectionGate;
    private final Future<?> sweeping;

    TcpListener(Channel listening, ConnectionGate connectionGate, Future<?> sweeping) {
        this.listening = listening;
        this.connectionGate = connectionGate;
        this.sweeping = sweeping;
    }

    /** The port it listens on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** The number of open connections. */
    int connections() {
        return connectionGate.size();
    }

    /** Closes overdue connections now, and not within the next second. */
    void sweep() {
        connectionGate.sweep();
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        sweeping.cancel(false);
        listening.close().awaitUninterruptibly();
        connectionGate.closeAll();
    }
}
