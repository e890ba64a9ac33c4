package io.downbeat.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.clock.HostClock;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/**
 * One HTTP connection: each request gets its answer, in order. Owned by the connection's thread.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    private final ConnectionActivity clientConnection;
    private final HttpHosts hosts;
    private final HostClock clock;
    private final LogLimiter lines;
    private final Function<HttpGetRequest, HttpGetReply> answers;

    HttpConnection(
            ConnectionActivity clientConnection,
            HttpHosts hosts,
            HostClock clock,
            LogLimiter lines,
            Function<HttpGetRequest, HttpGetReply> answers) {
        this.clientConnection = clientConnection;
        this.clock = clock;
        this.lines = lines;
        this.hosts = hosts;
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        clientConnection.onMessageReceived(clock.now());
        if (request.decoderResult().isFailure()) {
            // The beginning of the next request is not known any more.
            context.writeAndFlush(response(HttpGetReply.refusal(400, "this is not HTTP/1.1")))
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        InetSocketAddress reachedAt = (InetSocketAddress) context.channel().localAddress();
        context.writeAndFlush(response(reply(request, reachedAt)))
                .addListener(NettyThreads::noteFailure);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Clients often end with a reset, so this must not fill the log.
        LOG.debug("closed HTTP of {}: {}", context.channel().remoteAddress(), cause.toString());
        context.close().addListener(NettyThreads::noteFailure);
    }

    private HttpGetReply reply(FullHttpRequest request, InetSocketAddress reachedAt) {
        List<String> named = request.headers().getAll(HttpHeaderNames.HOST);
        if (named.size() != 1) {
            return HttpGetReply.refusal(400, "expected one Host header, got " + named.size());
        }
        if (!hosts.isOwn(named.getFirst(), reachedAt)) {
            return HttpGetReply.refusal(
                    403,
                    "the Host header does not name this computer: ask by its address, by its host"
                            + " name or by localhost");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return HttpGetReply.refusal(405, "only GET is answered");
        }
        HttpGetRequest ask;
        try {
            ask = parseRequest(request.uri(), reachedAt);
        } catch (IllegalArgumentException malformed) {
            return HttpGetReply.refusal(400, "the URL is malformed: expected %XX for a byte");
        }
        try {
            return answers.apply(ask);
        } catch (RuntimeException broken) {
            String host = clientConnection.host().getHostAddress();
            lines.line("bug", host, clock.now(), () -> "answering GET " + ask.path())
                    .ifPresent(line -> LOG.error(line, broken));
            return HttpGetReply.refusal(500, "this answer failed; the log says how");
        }
    }

    private static HttpGetRequest parseRequest(String uri, InetSocketAddress reachedAt) {
        QueryStringDecoder parts = new QueryStringDecoder(uri, UTF_8);
        String query = QueryStringDecoder.decodeComponent(parts.rawQuery(), UTF_8);
        return new HttpGetRequest(parts.path(), query, reachedAt);
    }

    private static FullHttpResponse response(HttpGetReply reply) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(reply.status()),
                        Unpooled.copiedBuffer(reply.body(), UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, reply.contentType())
                .setInt(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
        if (reply.status() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET.name());
        }
        return response;
    }
}
