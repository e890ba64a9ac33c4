package io.downbeat.net;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.downbeat.clock.HostClock;
import io.downbeat.osc.Peer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpChunkedInput;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/**
 * One HTTP connection: each request gets its answer, in order, and the next request is read when
 * the answer is sent. A request for a WebSocket turns it into a {@link WebSocketConnection}. Owned
 * by the connection's thread.
 */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

    /** What an answer says to browsers, unless it says so itself. */
    private static final Map<String, String> USUAL_HEADERS =
            Map.of(
                    "cache-control", "no-store",
                    "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
                    "cross-origin-resource-policy", "same-origin",
                    "referrer-policy", "no-referrer",
                    "x-content-type-options", "nosniff");

    private static final String SCHEME = "http://";

    private static final WebSocketServerHandshakerFactory WEB_SOCKETS =
            new WebSocketServerHandshakerFactory(
                    "",
                    null,
                    WebSocketDecoderConfig.newBuilder()
                            .maxFramePayloadLength(WebSocketConnection.MOST_BYTES)
                            .build());

    private final ConnectionActivity clientConnection;
    private final HttpHosts hosts;
    private final HostClock clock;
    private final LogLimiter lines;
    private final Function<HttpGetRequest, HttpGetReply> answers;
    private final OscConnections connections;

    /** Requests behind the one that is being answered: those of one read, so a few hundred. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean answering;

    HttpConnection(
            ConnectionActivity clientConnection,
            HttpHosts hosts,
            HostClock clock,
            LogLimiter lines,
            Function<HttpGetRequest, HttpGetReply> answers,
            OscConnections connections) {
        this.clientConnection = clientConnection;
        this.clock = clock;
        this.lines = lines;
        this.hosts = hosts;
        this.answers = answers;
        this.connections = connections;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        clientConnection.onMessageReceived(clock.now());
        waiting.add(request.retain());
        context.channel().config().setAutoRead(false);
        answerNext(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    private void answerNext(ChannelHandlerContext context) {
        if (answering) {
            return;
        }
        FullHttpRequest next = waiting.poll();
        if (next == null) {
            context.channel().config().setAutoRead(true);
            return;
        }
        answering = true;
        try {
            answer(context, next);
        } finally {
            next.release();
        }
    }

    private void answer(ChannelHandlerContext context, FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuseUnreadable(context, request.decoderResult().cause());
            return;
        }
        takeHostOfAbsoluteUrl(request);
        Optional<HttpGetReply> refusal = refusal(request, reachedAt(context));
        if (refusal.isEmpty() && isForWebSocket(request)) {
            upgrade(context, request);
        } else {
            send(context, request, refusal.orElseGet(() -> reply(request, reachedAt(context))));
        }
    }

    /** Closes the connection: the beginning of the next request is not known any more. */
    private static void refuseUnreadable(ChannelHandlerContext context, Throwable problem) {
        switch (problem) {
            case TooLongHttpLineException line ->
                    sendAndClose(context, 414, "the URL is longer than 8 KiB: ask for less");
            case TooLongHttpHeaderException headers ->
                    sendAndClose(context, 431, "the headers are longer than 8 KiB");
            default -> sendAndClose(context, 400, "this is not HTTP/1.1");
        }
    }

    /**
     * The host in a whole URL, as a client sends it to a proxy, stands for the Host header (RFC
     * 9112, section 3.2.2).
     */
    private static void takeHostOfAbsoluteUrl(FullHttpRequest request) {
        String url = request.uri();
        if (url.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            int path = url.indexOf('/', SCHEME.length());
            int end = path < 0 ? url.length() : path;
            request.headers().set(HttpHeaderNames.HOST, url.substring(SCHEME.length(), end));
            request.setUri(path < 0 ? "/" : url.substring(path));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Clients often end with a reset, so this must not fill the log.
        LOG.debug("closed HTTP of {}: {}", context.channel().remoteAddress(), cause.toString());
        context.close().addListener(NettyThreads::noteFailure);
    }

    private static InetSocketAddress reachedAt(ChannelHandlerContext context) {
        return (InetSocketAddress) context.channel().localAddress();
    }

    /** Whom nothing is answered, and why. */
    private Optional<HttpGetReply> refusal(FullHttpRequest request, InetSocketAddress reachedAt) {
        List<String> named = request.headers().getAll(HttpHeaderNames.HOST);
        if (named.size() != 1) {
            return refuse(400, "expected one Host header, got " + named.size());
        }
        if (!hosts.isOwn(named.getFirst(), reachedAt)) {
            return refuse(
                    403,
                    "the Host header does not name this computer: ask by its address, by its host"
                            + " name or by localhost");
        }
        String own = "http://" + named.getFirst();
        for (String origin : request.headers().getAll(HttpHeaderNames.ORIGIN)) {
            if (!origin.equalsIgnoreCase(own)) {
                return refuse(
                        403,
                        "a page of another origin has no access: expected the Origin header "
                                + own
                                + ", or none from a program that is no browser");
            }
        }
        if (isForForeignPage(request)) {
            return refuse(
                    403, "a page of another origin may lead here by a link, and nothing else");
        }
        if (!request.method().equals(HttpMethod.GET) && !isHead(request)) {
            return refuse(405, "only GET and HEAD are answered");
        }
        return Optional.empty();
    }

    private static boolean isHead(FullHttpRequest request) {
        return request.method().equals(HttpMethod.HEAD);
    }

    /** An image or a script of a foreign page has no {@code Origin}, but makes work. */
    private static boolean isForForeignPage(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        boolean isLink =
                headers.contains("sec-fetch-mode", "navigate", true)
                        && headers.contains("sec-fetch-dest", "document", true);
        // "same-site" is another port, or another name below the same domain.
        boolean isForeign =
                headers.contains("sec-fetch-site", "cross-site", true)
                        || headers.contains("sec-fetch-site", "same-site", true);
        return isForeign && !isLink;
    }

    private static Optional<HttpGetReply> refuse(int status, String text) {
        return Optional.of(HttpGetReply.refusal(status, text));
    }

    private HttpGetReply reply(FullHttpRequest request, InetSocketAddress reachedAt) {
        HttpGetRequest ask;
        try {
            ask = parseRequest(request, reachedAt);
        } catch (IllegalArgumentException malformed) {
            return HttpGetReply.refusal(400, "the URL is malformed: expected %XX for a byte");
        }
        try {
            return answers.apply(ask);
        } catch (RuntimeException broken) {
            log(broken, "answering GET " + ask.path());
            return HttpGetReply.refusal(500, "this answer failed; the log says how");
        }
    }

    private void log(Throwable broken, String what) {
        String host = clientConnection.host().getHostAddress();
        lines.line("bug", host, clock.now(), () -> what).ifPresent(line -> LOG.error(line, broken));
    }

    private static HttpGetRequest parseRequest(
            FullHttpRequest request, InetSocketAddress reachedAt) {
        // A fragment is not for the server (OSCQuery proposal: it is ignored).
        String url = request.uri().replaceFirst("#.*$", "");
        QueryStringDecoder parts = new QueryStringDecoder(url, UTF_8);
        String query = QueryStringDecoder.decodeComponent(parts.rawQuery(), UTF_8);
        return new HttpGetRequest(
                parts.path(),
                query,
                reachedAt,
                new AcceptHeader(
                        String.join(",", request.headers().getAll(HttpHeaderNames.ACCEPT))),
                request.headers().get(HttpHeaderNames.IF_NONE_MATCH, ""));
    }

    private static boolean isForWebSocket(FullHttpRequest request) {
        return request.headers()
                .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
    }

    private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
        WebSocketServerHandshaker handshaker = WEB_SOCKETS.newHandshaker(request);
        // Netty also speaks drafts of the protocol, which no client needs any more.
        if (handshaker == null || handshaker.version() != WebSocketVersion.V13) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
                    .addListener(ChannelFutureListener.CLOSE);
            return;
        }
        Channel channel = context.channel();
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(HttpServerKeepAliveHandler.class);
        pipeline.remove(ChunkedWriteHandler.class);
        try {
            handshaker.handshake(channel, request).addListener(NettyThreads::noteFailure);
        } catch (WebSocketHandshakeException incomplete) {
            String text = "this is no request for a WebSocket: " + incomplete.getMessage();
            sendAndClose(context, 400, text);
            return;
        }
        OscConnection connection = connections.add(clientConnection, Peer.Transport.WS);
        pipeline.addLast(
                new Utf8FrameValidator(true),
                new WebSocketFrameAggregator(WebSocketConnection.MOST_BYTES),
                new WebSocketConnection(clientConnection, connection, clock));
        pipeline.remove(this);
        channel.config().setAutoRead(true);
    }

    private void send(ChannelHandlerContext context, FullHttpRequest request, HttpGetReply reply) {
        switch (reply.body()) {
            // The codec leaves out the body of an answer to HEAD; parts need not be made for it.
            case HttpBody.Parts body when isHead(request) ->
                    context.writeAndFlush(head(request, reply))
                            .addListener(sent -> onSent(context, sent));
            case HttpBody.Whole body ->
                    context.writeAndFlush(whole(reply, body))
                            .addListener(sent -> onSent(context, sent));
            case HttpBody.Parts body -> {
                var response =
                        new DefaultHttpResponse(
                                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
                addHeadersOfParts(response, request, reply);
                context.write(response).addListener(NettyThreads::noteFailure);
                context.writeAndFlush(
                                new HttpChunkedInput(
                                        new HttpBodyParts(body.parts(), clientConnection, clock)))
                        .addListener(sent -> onSent(context, sent));
            }
        }
    }

    private static HttpResponse head(FullHttpRequest request, HttpGetReply reply) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        addHeadersOfParts(response, request, reply);
        return response;
    }

    private static void addHeadersOfParts(
            HttpResponse response, FullHttpRequest request, HttpGetReply reply) {
        addHeaders(response, reply);
        // HTTP/1.0 knows no chunks; there the end of the stream is the end of the body.
        HttpUtil.setTransferEncodingChunked(
                response, request.protocolVersion().equals(HttpVersion.HTTP_1_1));
    }

    private static void sendAndClose(ChannelHandlerContext context, int status, String refusal) {
        HttpResponse response =
                whole(HttpGetReply.refusal(status, refusal), HttpBody.of(refusal + "\n"));
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void onSent(ChannelHandlerContext context, Future<?> sent) {
        if (sent.isSuccess()) {
            answering = false;
            answerNext(context);
            return;
        }
        if (context.channel().isActive() && sent.cause() instanceof RuntimeException broken) {
            log(broken, "sending an answer");
        }
        context.close().addListener(NettyThreads::noteFailure);
    }

    private static HttpResponse whole(HttpGetReply reply, HttpBody.Whole body) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(reply.status()),
                        Unpooled.wrappedBuffer(body.bytes()));
        addHeaders(response, reply);
        if (reply.status() != 204 && reply.status() != 304) {
            HttpUtil.setContentLength(response, body.bytes().remaining());
        }
        return response;
    }

    private static void addHeaders(HttpResponse response, HttpGetReply reply) {
        USUAL_HEADERS.forEach(response.headers()::set);
        reply.headers().forEach(response.headers()::set);
        if (reply.status() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
    }
}
