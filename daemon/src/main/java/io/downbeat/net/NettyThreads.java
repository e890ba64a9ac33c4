package io.downbeat.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
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
 * The threads that serve TCP and HTTP, named {@code downbeat-net}. All stream servers share them.
 * They are started once and closed after the servers. Starting takes about a tenth of a second and
 * may run on any thread, in parallel with other work.
 */
public final class NettyThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NettyThreads.class);
    private static final String FLIGHT_RECORDER = "io.netty.jfr.enabled";
    private static final int THREADS = 2;
    private static final int BACKLOG = 64;

    /**
     * What is read of one connection before the others of its thread: some hundred short messages,
     * which take less than a millisecond. By default Netty reads up to a megabyte.
     */
    private static final int READ_BYTES = 8 << 10;

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
        // The first channel loads most of the classes, and here nothing waits for that.
        var first = new NioServerSocketChannel();
        group.register(first)
                .addListener(done -> first.close().addListener(NettyThreads::noteFailure));
        return new NettyThreads(group);
    }

    /**
     * Netty reports each new buffer to the JVM's flight recorder. Loading the recorder takes more
     * than a second, and the first TCP answer would wait for it. A system property can turn it on.
     */
    private static void withoutFlightRecorder() {
        if (System.getProperty(FLIGHT_RECORDER) == null) {
            System.setProperty(FLIGHT_RECORDER, "false");
        }
    }

    /** Ends the threads. Waits at most two seconds for pending data. */
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
                            .childOption(
                                    ChannelOption.RECVBUF_ALLOCATOR,
                                    new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1))
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
                    connectionGate.protocol(), listenAddress, option, refused);
        }
    }

    /** Logs the failure of a write or a close that nothing else waits for. */
    static void noteFailure(Future<?> outcome) {
        if (!outcome.isSuccess()) {
            LOG.debug("a connection has closed: {}", String.valueOf(outcome.cause()));
        }
    }

    private static IOException asIoException(Throwable cause) {
        return cause instanceof IOException known ? known : new IOException(cause);
    }
}
