package io.downbeat.net;

import io.netty.channel.Channel;

import java.net.InetSocketAddress;
import java.util.concurrent.Future;

/** A listening TCP port and its accepted connections. */
record TcpListener(Channel listening, ConnectionGate connectionGate, Future<?> sweeping) {

    int number() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Stops listening and closes all connections. */
    void close() {
        sweeping.cancel(false);
        listening.close().awaitUninterruptibly();
        connectionGate.closeAll();
    }
}
