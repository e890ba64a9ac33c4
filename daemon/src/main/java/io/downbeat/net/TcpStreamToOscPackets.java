package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscFraming;
import io.downbeat.time.HostMicros;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * One OSC stream over TCP: cuts its bytes into packets, and frames packets for it. A stream without
 * valid packet boundaries is closed. Owned by the connection's thread.
 */
final class TcpStreamToOscPackets extends SimpleChannelInboundHandler<ByteBuf> {
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
    private final OscConnection connection;
    private final HostClock clock;
    private OscFraming.@Nullable Reader reader;
    private HostMicros arrived = HostMicros.NEVER;
    private HostMicros endedAt = HostMicros.NEVER;

    TcpStreamToOscPackets(
            ConnectionActivity clientConnection, OscConnection connection, HostClock clock) {
        this.clientConnection = clientConnection;
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return;
        }
        arrived = clock.now();
        OscFraming.Reader packets = readerFrom(bytes.getByte(bytes.readerIndex()));
        try {
            packets.read(bytes.nioBuffer(), packet -> connection.onPacket(packet, arrived));
        } catch (OscFormatException lost) {
            connection.warn(
                    "lost its place", "closed " + connection.peer() + ": " + lost.getMessage());
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
        connection.warn("broken", "closed " + connection.peer() + ": " + cause);
        context.close().addListener(NettyThreads::noteFailure);
    }

    private void closeWhenAnswered(ChannelHandlerContext context) {
        HostMicros now = clock.now();
        HostMicros lastSentAt = connection.lastSentAt();
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

    private OscFraming.Reader readerFrom(byte first) {
        OscFraming.Reader begun = reader;
        if (begun == null) {
            OscFraming detected = OscFraming.of(first);
            connection.useFraming(packet -> framed(detected, packet));
            begun = detected.reader();
            reader = begun;
        }
        return begun;
    }

    private static ByteBuf framed(OscFraming framing, ByteBuffer packet) {
        ByteBuffer framed = ByteBuffer.allocate(framing.encodedBound(packet.remaining()));
        framing.encode(packet, framed);
        return Unpooled.wrappedBuffer(framed.flip());
    }
}
