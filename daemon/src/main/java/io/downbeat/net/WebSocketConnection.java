package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.downbeat.time.HostMicros;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket: each binary message is one OSC packet, in both directions, and a text message is a
 * request of OSCQuery. A client that does not answer pings is closed. Owned by the connection's
 * thread.
 */
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** An OSC packet is at most as large as the largest datagram. */
    static final int MOST_BYTES = 65_536;

    /** Some tablets switch their radio off for some seconds; a proxy often closes after 60. */
    private static final long PING_SECONDS = 15;

    /** Three pings without any answer: the client is gone, even if TCP does not know it yet. */
    private static final long SILENCE_MICROS = 45_000_000;

    private final ConnectionActivity clientConnection;
    private final OscConnection connection;
    private final HostClock clock;
    private HostMicros lastFrameAt;
    private @Nullable Future<?> pings;

    WebSocketConnection(
            ConnectionActivity clientConnection, OscConnection connection, HostClock clock) {
        this.clientConnection = clientConnection;
        this.connection = connection;
        this.clock = clock;
        lastFrameAt = clock.now();
        connection.useFraming(WebSocketConnection::framed);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        pings =
                context.executor()
                        .scheduleAtFixedRate(
                                () -> ping(context), PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (pings != null) {
            pings.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        HostMicros now = clock.now();
        lastFrameAt = now;
        clientConnection.onMessageReceived(now);
        switch (frame) {
            case BinaryWebSocketFrame packet ->
                    connection.onPacket(packet.content().nioBuffer(), now);
            case PingWebSocketFrame ping -> {
                // A client that pings and does not read must not fill the memory with pongs.
                if (context.channel().isWritable()) {
                    send(context, new PongWebSocketFrame(ping.content().retain()));
                }
            }
            case CloseWebSocketFrame close -> {
                int code = close.statusCode();
                WebSocketCloseStatus answer =
                        code < 0
                                ? WebSocketCloseStatus.NORMAL_CLOSURE
                                : WebSocketCloseStatus.valueOf(code);
                closeWith(context, answer);
            }
            case TextWebSocketFrame text -> connection.onText(text.text(), now);
            default -> {
                // A pong has done its work: the client is there.
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.warn("broken", "closed " + connection.peer() + ": " + cause.getMessage());
        if (cause instanceof TooLongFrameException) {
            closeWith(context, WebSocketCloseStatus.MESSAGE_TOO_BIG);
        } else {
            // Of a corrupt frame, the decoder has sent the reason.
            context.close().addListener(NettyThreads::noteFailure);
        }
    }

    private void ping(ChannelHandlerContext context) {
        if (clock.now().since(lastFrameAt) >= SILENCE_MICROS) {
            connection.warn(
                    "silent",
                    "closed " + connection.peer() + ": it does not answer pings any more");
            context.close().addListener(NettyThreads::noteFailure);
        } else if (context.channel().isWritable()) {
            send(context, new PingWebSocketFrame());
        }
    }

    private static void closeWith(ChannelHandlerContext context, WebSocketCloseStatus status) {
        context.writeAndFlush(new CloseWebSocketFrame(status))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static void send(ChannelHandlerContext context, WebSocketFrame frame) {
        context.writeAndFlush(frame).addListener(NettyThreads::noteFailure);
    }

    private static Object framed(ByteBuffer packet) {
        return new BinaryWebSocketFrame(Unpooled.copiedBuffer(packet));
    }
}
