package io.downbeat.net;

import io.downbeat.clock.HostClock;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;

import java.util.function.Function;

/**
 * The HTTP port: GET requests become questions, all other methods are refused. HTTP/1.1 with
 * connections that stay; at most 64 of them, 32 of one other host. Each is closed ten seconds after
 * it was opened if no whole request has come, and a minute after its last whole request. Lines and
 * headers are bounded by 8 KiB.
 *
 * <p>Nothing is allowed to pages of other origins (no CORS header): OSCQuery asks for none, and its
 * clients that are no browsers need none. A request whose {@code Host} header does not name this
 * computer is refused: {@link HttpHosts}.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final int MOST_BYTES = 8_192;
    private static final long SILENCE_MICROS = 60_000_000;

    private final TcpListener port;

    private HttpEndpoint(TcpListener port) {
        this.port = port;
    }

    /**
     * A port that listens.
     *
     * @param answers asked on the threads of the loop, several at once; must not block
     * @throws PortUnavailableException if the place is taken or not this machine's
     */
    public static HttpEndpoint open(
            NettyThreads loop,
            ListenAddress listenAddress,
            AccessCheck accessCheck,
            HostClock clock,
            Function<HttpGetRequest, HttpGetReply> answers) {
        var lines = new LogLimiter();
        var hosts = new HttpHosts(accessCheck.thisComputer(), listenAddress.host());
        ConnectionGate connectionGate =
                new ConnectionGate(
                        "HTTP",
                        accessCheck,
                        clock,
                        SILENCE_MICROS,
                        clientConnection -> accept(clientConnection, hosts, clock, lines, answers));
        return new HttpEndpoint(loop.listen(listenAddress, "--http-port", connectionGate));
    }

    /** How many connections are open. */
    int connections() {
        return port.connectionGate().size();
    }

    /** Closes what takes too long, now and not within the next second. */
    void sweep() {
        port.connectionGate().sweep();
    }

    /** The port it listens on. */
    public int port() {
        return port.number();
    }

    /** Listens no more and closes all connections. */
    @Override
    public void close() {
        port.close();
    }

    private static void accept(
            ClientConnection clientConnection,
            HttpHosts hosts,
            HostClock clock,
            LogLimiter lines,
            Function<HttpGetRequest, HttpGetReply> answers) {
        clientConnection
                .channel()
                .pipeline()
                .addLast(
                        new HttpServerCodec(MOST_BYTES, MOST_BYTES, MOST_BYTES),
                        new HttpServerKeepAliveHandler(),
                        new HttpObjectAggregator(MOST_BYTES),
                        new HttpConnection(clientConnection, hosts, clock, lines, answers));
    }
}
