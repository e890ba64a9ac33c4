package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.stream.ChunkedInput;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * The parts of a body as Netty asks for them: the next one when the client has read most of those
 * before. Each part counts as activity of the connection, so that a slow client can read to the
 * end. Owned by the connection's thread.
 */
final class HttpBodyParts implements ChunkedInput<ByteBuf> {
    private final Iterator<ByteBuffer> parts;
    private final ConnectionActivity clientConnection;
    private final HostClock clock;
    private long sent;

    HttpBodyParts(
            Iterator<ByteBuffer> parts, ConnectionActivity clientConnection, HostClock clock) {
        this.parts = parts;
        this.clientConnection = clientConnection;
        this.clock = clock;
    }

    @Override
    public boolean isEndOfInput() {
        return !parts.hasNext();
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Netty's own method is the deprecated one.
    public @Nullable ByteBuf readChunk(ChannelHandlerContext context) {
        return readChunk(context.alloc());
    }

    @Override
    public @Nullable ByteBuf readChunk(ByteBufAllocator buffers) {
        if (!parts.hasNext()) {
            return null;
        }
        ByteBuffer part = parts.next();
        clientConnection.onMessageSent(clock.now());
        sent += part.remaining();
        return buffers.buffer(part.remaining()).writeBytes(part);
    }

    /** Not known before the end. */
    @Override
    public long length() {
        return -1;
    }

    @Override
    public long progress() {
        return sent;
    }
}
