package io.downbeat.net;

import io.netty.channel.Channel;

import java.net.InetSocketAddress;
import java.util.concurrent.Future;

/** A TCP port that listens, and those who came in by it. */
record TcpListener(Channel listening, ConnectionGate connectionGate, Future<?> sweeping) {

    int number() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Listens no more and closes all connections. */
    void close() {
        sweeping.cancel(false);
        listening.close().awaitUninterruptibly();
        connectionGate.closeAll();
    }
}
