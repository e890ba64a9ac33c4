package io.downbeat.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The threads that serve TCP and HTTP, named {@code downbeat-net}. Shared by everything that
 * listens on a stream; made once, closed after all that uses it. Starting costs about a tenth of a
 * second, and may be done on any thread while something else goes on.
 */
public final class NettyThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NettyThreads.class);
    private static final String FLIGHT_RECORDER = "io.netty.jfr.enabled";
    private static final int THREADS = 2;
    private static final int BACKLOG = 64;
    private static final long LAST_BYTES_MILLIS = 2_000;
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(1 << 19, 1 << 20);

    private final EventLoopGroup group;

    private NettyThreads(EventLoopGroup group) {
        this.group = group;
    }

    public static NettyThreads start() {
        withoutFlightRecorder();
        var group =
                new MultiThreadIoEventLoopGroup(
                        THREADS,
                        new DefaultThreadFactory("downbeat-net", true),
                        NioIoHandler.newFactory());
        // The first channel brings most of what all others need: here nobody waits for it.
        var first = new NioServerSocketChannel();
        group.register(first)
                .addListener(done -> first.close().addListener(NettyThreads::noteFailure));
        return new NettyThreads(group);
    }

    /**
     * Netty tells each buffer that it makes to the JVM's flight recorder, and to load that takes a
     * second and more: the first answer over TCP would wait for it. Who wants it may say so.
     */
    private static void withoutFlightRecorder() {
        if (System.getProperty(FLIGHT_RECORDER) == null) {
            System.setProperty(FLIGHT_RECORDER, "false");
        }
    }

    /** Ends the threads, and waits for what was to be sent, two seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(0, LAST_BYTES_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(LAST_BYTES_MILLIS);
    }

    /**
     * A port that listens, with its doorkeeper.
     *
     * @param option the command line option of the port
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    TcpListener listen(ListenAddress listenAddress, String option, ConnectionGate connectionGate) {
        try {
            ChannelFuture bound =
                    new ServerBootstrap()
                            .group(group)
                            .channel(NioServerSocketChannel.class)
                            .option(ChannelOption.SO_BACKLOG, BACKLOG)
                            .childOption(ChannelOption.TCP_NODELAY, true)
                            .childOption(ChannelOption.SO_KEEPALIVE, true)
                            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                            .childHandler(connectionGate)
                            .bind(listenAddress.address())
                            .awaitUninterruptibly();
            if (!bound.isSuccess()) {
                throw asIoException(bound.cause());
            }
            Future<?> sweeping =
                    group.scheduleAtFixedRate(connectionGate::sweep, 1, 1, TimeUnit.SECONDS);
            return new TcpListener(bound.channel(), connectionGate, sweeping);
        } catch (IOException refused) {
            throw PortUnavailableException.at(
                    connectionGate.door(), listenAddress, option, refused);
        }
    }

    /** What is done with the outcome of a write or a close that nobody waits for. */
    static void noteFailure(Future<?> outcome) {
        if (!outcome.isSuccess()) {
            LOG.debug("a connection is gone: {}", String.valueOf(outcome.cause()));
        }
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException known ? known : new IOException(cause);
    }
}
