package io.downbeat.transport;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscFormatException;
import io.downbeat.osc.OscFraming;
import io.downbeat.osc.OscReading;
import io.downbeat.osc.OscUnreadable;
import io.downbeat.osc.Peer;
import io.downbeat.time.HostMicros;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;

/**
 * One OSC connection: bytes to packets and back. What is not OSC and has no address is named in the
 * log, once; a stream that has lost its place is closed. Owned by the connection's thread; {@link
 * #isTaken} may be called from any.
 */
final class TcpConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

    private final Channel channel;
    private final Peer peer;
    private final HostClock clock;
    private final TcpTransport.Listener listener;
    private final OscCodec codec = new OscCodec();
    private OscFraming.@Nullable Reader reader;
    private volatile @Nullable OscFraming framing;
    private HostMicros arrived = HostMicros.NEVER;
    private boolean complained;

    TcpConnection(Channel channel, Peer peer, HostClock clock, TcpTransport.Listener listener) {
        this.channel = channel;
        this.peer = peer;
        this.clock = clock;
        this.listener = listener;
    }

    /** Takes a packet to send, unless too much waits already or the peer's framing is unknown. */
    boolean isTaken(ByteBuffer packet) {
        OscFraming known = framing;
        if (known == null || !channel.isWritable()) {
            return false;
        }
        ByteBuffer framed = ByteBuffer.allocate(known.encodedBound(packet.remaining()));
        known.encode(packet, framed);
        channel.writeAndFlush(Unpooled.wrappedBuffer(framed.flip()))
                .addListener(NetLoop::noteFailure);
        return true;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return;
        }
        arrived = clock.now();
        try {
            readerFrom(bytes.getByte(bytes.readerIndex())).read(bytes.nioBuffer(), this::packet);
        } catch (OscFormatException lost) {
            LOG.warn("closed {}: {}", peer, lost.getMessage());
            context.close().addListener(NetLoop::noteFailure);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.info("closed {}: {}", peer, cause.toString());
        context.close().addListener(NetLoop::noteFailure);
    }

    private OscFraming.Reader readerFrom(byte first) {
        OscFraming.Reader begun = reader;
        if (begun == null) {
            OscFraming told = OscFraming.of(first);
            framing = told;
            begun = told.reader();
            reader = begun;
        }
        return begun;
    }

    private void packet(ByteBuffer bytes) {
        OscReading reading = codec.read(bytes);
        complain(reading);
        try {
            listener.packet(reading, peer, arrived);
        } catch (RuntimeException broken) {
            // One packet's fault must not cost the packets behind it, nor the connection.
            LOG.error("a packet of {} could not be taken", peer, broken);
        }
    }

    private void complain(OscReading reading) {
        for (OscUnreadable each : reading.unreadable()) {
            if (!complained && !each.hasAddress()) {
                complained = true;
                LOG.warn("{} sends what is not OSC: {}", peer, each.problem());
            }
        }
    }
}
