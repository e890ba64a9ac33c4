package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.DecodedPacket;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscFraming;
import io.downbeat.osc.Peer;
import io.downbeat.osc.UnreadableElement;
import io.downbeat.time.HostMicros;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One OSC connection: decodes packets from its stream and encodes packets to it. Data that is not
 * OSC is logged once. A stream without valid packet boundaries is closed. Owned by the connection's
 * thread; {@link #trySend} may be called from any.
 */
final class TcpConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    /** Answers come within milliseconds; a machine that is busy may need more. */
    private static final long FOR_THE_FIRST_ANSWER_MICROS = 1_500_000;

    private static final long BETWEEN_ANSWERS_MICROS = 250_000;

    /**
     * The limit even if data is still being sent: a subscriber that has ended its side would
     * otherwise receive it without end.
     */
    private static final long FOR_ALL_ANSWERS_MICROS = 5_000_000;

    private static final long LOOK_AGAIN_MILLIS = 50;

    private final ConnectionActivity clientConnection;
    private final Channel channel;
    private final Peer peer;
    private final HostClock clock;
    private final TcpTransport.Listener listener;
    private final LogLimiter lines;
    private final AtomicLong unsent;
    private final AtomicLong ownUnsent = new AtomicLong();
    private final OscCodec codec = new OscCodec();
    private OscFraming.@Nullable Reader reader;
    private volatile @Nullable OscFraming framing;
    private volatile HostMicros lastSentAt;
    private volatile boolean closing;
    private HostMicros arrived = HostMicros.NEVER;
    private HostMicros endedAt = HostMicros.NEVER;
    private boolean nonOscLogged;

    /**
     * @param lines bounds what clients can cause in the log
     * @param unsent counts the bytes that all connections together have still to send
     */
    TcpConnection(
            ConnectionActivity clientConnection,
            Peer peer,
            HostClock clock,
            TcpTransport.Listener listener,
            LogLimiter lines,
            AtomicLong unsent) {
        this.unsent = unsent;
        this.clientConnection = clientConnection;
        this.channel = clientConnection.channel();
        this.peer = peer;
        this.clock = clock;
        this.listener = listener;
        this.lines = lines;
        lastSentAt = clock.now();
    }

    /** Queues a packet, unless too much is waiting already or the peer's framing is unknown. */
    boolean trySend(ByteBuffer packet) {
        OscFraming known = framing;
        if (known == null || closing || !channel.isWritable()) {
            return false;
        }
        ByteBuffer framed = ByteBuffer.allocate(known.encodedBound(packet.remaining()));
        known.encode(packet, framed);
        int size = framed.flip().remaining();
        unsent.addAndGet(size);
        ownUnsent.addAndGet(size);
        channel.writeAndFlush(Unpooled.wrappedBuffer(framed))
                .addListener(outcome -> {
                    unsent.addAndGet(-size);
                    ownUnsent.addAndGet(-size);
                    onWritten(outcome);
                });
        return true;
    }

    /** The bytes that are still to be sent. Thread safe. */
    long unsentBytes() {
        return ownUnsent.get();
    }

    /** Whether it is closing and still has data to send. Thread safe. */
    boolean isClosing() {
        return closing;
    }

    /** Closes it because it reads more slowly than all others. Thread safe. */
    void closeAsSlowest() {
        closing = true;
        warn(
                "slow",
                "closed "
                        + peer
                        + ": it does not read what it is sent, and too much waits for all"
                        + " connections together");
        channel.close().addListener(NettyThreads::noteFailure);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return;
        }
        arrived = clock.now();
        OscFraming.Reader packets = readerFrom(bytes.getByte(bytes.readerIndex()));
        try {
            packets.read(bytes.nioBuffer(), this::packet);
        } catch (OscFormatException lost) {
            warn("lost its place", "closed " + peer + ": " + lost.getMessage());
            context.close().addListener(NettyThreads::noteFailure);
            return;
        }
        if (packets.holdsPartialPacket()) {
            clientConnection.onOpened(arrived);
        }
    }

    /** The peer has ended its side of the stream: it gets its answers, and then the end of ours. */
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            endedAt = clock.now();
            closeWhenAnswered(context);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        warn("broken", "closed " + peer + ": " + cause);
        context.close().addListener(NettyThreads::noteFailure);
    }

    private void closeWhenAnswered(ChannelHandlerContext context) {
        HostMicros now = clock.now();
        boolean answered = lastSentAt.isAfter(endedAt);
        long quiet = now.since(answered ? lastSentAt : endedAt);
        if (quiet >= (answered ? BETWEEN_ANSWERS_MICROS : FOR_THE_FIRST_ANSWER_MICROS)
                || now.since(endedAt) >= FOR_ALL_ANSWERS_MICROS) {
            context.close().addListener(NettyThreads::noteFailure);
        } else if (context.channel().isActive()) {
            context.executor()
                    .schedule(
                            () -> closeWhenAnswered(context),
                            LOOK_AGAIN_MILLIS,
                            TimeUnit.MILLISECONDS)
                    .addListener(NettyThreads::noteFailure);
        }
    }

    private void onWritten(Future<?> outcome) {
        NettyThreads.noteFailure(outcome);
        if (outcome.isSuccess()) {
            lastSentAt = clock.now();
            clientConnection.onMessageSent(lastSentAt);
        }
    }

    private void warn(String kind, String text) {
        lines.line(kind, peer.host(), clock.now(), () -> text).ifPresent(LOG::warn);
    }

    private OscFraming.Reader readerFrom(byte first) {
        OscFraming.Reader begun = reader;
        if (begun == null) {
            OscFraming detected = OscFraming.of(first);
            framing = detected;
            begun = detected.reader();
            reader = begun;
        }
        return begun;
    }

    private void packet(ByteBuffer bytes) {
        clientConnection.onMessageReceived(arrived);
        DecodedPacket reading = codec.read(bytes);
        warnOfUnreadable(reading);
        try {
            listener.packet(reading, peer, arrived);
        } catch (RuntimeException broken) {
            // One packet's fault must not cost the packets behind it, nor the connection.
            lines.line(
                            "bug",
                            peer.host(),
                            arrived,
                            () -> "a packet of " + peer + " could not be taken")
                    .ifPresent(line -> LOG.error(line, broken));
        }
    }

    private void warnOfUnreadable(DecodedPacket reading) {
        for (UnreadableElement each : reading.unreadable()) {
            if (!nonOscLogged && !each.hasAddress()) {
                nonOscLogged = true;
                warn("no OSC", peer + " sends what is not OSC: " + each.problem());
            }
        }
    }
}
