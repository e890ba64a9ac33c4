package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.stream.ChunkedWriteHandler;

import java.util.function.Function;

/**
 * The HTTP port. It answers GET requests, opens WebSockets that carry OSC packets, and refuses all
 * other methods. HTTP/1.1 with persistent connections; at most 64 of them, WebSockets included, 32
 * from one other host. Each is closed ten seconds after it was opened if no whole request has come,
 * and a minute after its last activity. Lines and headers are bounded by 8 KiB, and messages of a
 * WebSocket by {@value WebSocketConnection#MOST_BYTES} bytes.
 *
 * <p>Web pages of other origins get no access: a request whose {@code Origin} header is not this
 * server is refused, and no answer has a CORS header. A request whose {@code Host} header does not
 * name this computer is refused: {@link HttpHosts}.
 */
public final class HttpListener {
    private static final int MOST_BYTES = 8_192;
    private static final long SILENCE_MICROS = 60_000_000;

    private HttpListener() {}

    /**
     * A port that listens.
     *
     * @param answers asked on the threads of the loop, several at once; must not block
     * @param connections gets the WebSockets
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    public static TcpListener open(
            NettyThreads loop,
            ListenAddress listenAddress,
            AccessCheck accessCheck,
            HostClock clock,
            Function<HttpGetRequest, HttpGetReply> answers,
            OscConnections connections) {
        var lines = new LogLimiter();
        var hosts = new HttpHosts(accessCheck.thisComputer(), listenAddress.host());
        ConnectionGate connectionGate =
                new ConnectionGate(
                        "HTTP",
                        accessCheck,
                        clock,
                        SILENCE_MICROS,
                        clientConnection ->
                                accept(
                                        clientConnection,
                                        new HttpConnection(
                                                clientConnection,
                                                hosts,
                                                clock,
                                                lines,
                                                answers,
                                                connections)),
                        connections::onSecond);
        return loop.listen(listenAddress, "--http-port", connectionGate);
    }

    private static void accept(ConnectionActivity clientConnection, HttpConnection httpConnection) {
        Channel channel = clientConnection.channel();
        channel.pipeline()
                .addLast(
                        new HttpServerCodec(MOST_BYTES, MOST_BYTES, MOST_BYTES),
                        new HttpServerKeepAliveHandler(),
                        new HttpObjectAggregator(MOST_BYTES),
                        new ChunkedWriteHandler(),
                        httpConnection);
    }
}
