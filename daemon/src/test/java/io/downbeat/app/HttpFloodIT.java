package io.downbeat.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.OscCodec;
import io.downbeat.osc.OscMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Floods of the HTTP port of a real daemon whose graph has 100,000 addresses. */
@Timeout(300)
class HttpFloodIT {
    /** What all clients of one flood may make the program hold. */
    private static final long MOST_HEAP_BYTES = 64L << 20;

    @TempDir private Path state;
    private final List<Socket> sockets = new ArrayList<>();
    private RunningDaemon daemon;

    @BeforeEach
    void start() throws IOException {
        String nodes =
                IntStream.range(0, 100)
                        .mapToObj(node ->
                                "\"n%d\": {\"type\": \"Test\", \"params\": {%s}}"
                                        .formatted(
                                                node,
                                                IntStream.range(0, 60)
                                                        .mapToObj(p -> "\"p" + p + "\": 0.5")
                                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining(",\n"));
        Path graph = state.resolve("wide.json");
        Files.writeString(graph, "{\"nodes\": {" + nodes + "}}");
        daemon = RunningDaemon.playing(graph, 0, state, "--http-port=0");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        daemon.close();
    }

    @Test
    @Tag("OSCQUERY-6")
    void readersOfTheWholeNamespaceThatDoNotReadHoldLittleMemory() throws Exception {
        int addresses = get("/").split("\"FULL_PATH\"", -1).length - 1;
        assertTrue(addresses > 100_000, "addresses: " + addresses);
        long before = usedHeap();
        for (int reader = 0; reader < 60; reader++) {
            Socket socket = open();
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            assertEquals('H', socket.getInputStream().read());
        }

        assertEquals("{\"VALUE\":[120.0]}", get("/tempo?VALUE"));
        long held = usedHeap() - before;
        assertTrue(held < MOST_HEAP_BYTES, "bytes held: " + held);
    }

    @Test
    @Tag("OSCQUERY-13")
    void thousandsOfConnectionsKeepNobodyOut() throws Exception {
        for (int connection = 0; connection < 3_000; connection++) {
            open();
        }
        assertEquals("{\"VALUE\":[120.0]}", get("/tempo?VALUE"));
    }

    @Test
    @Tag("OSCQUERY-13")
    void aFloodOfListenRequestsKeepsNobodyOut() throws Exception {
        var flooding = new Answers();
        WebSocket flood = connect(flooding);
        long before = usedHeap();
        for (int request = 0; request < 20_000; request++) {
            String path = "/node/n" + request % 100 + "/p" + request / 100 % 60;
            flood.sendText("{\"COMMAND\": \"LISTEN\", \"DATA\": \"" + path + "\"}", true).join();
        }
        var answers = new Answers();
        WebSocket other = connect(answers);
        other.sendBinary(
                        ByteBuffer.wrap(
                                new OscCodec().encode(OscMessage.of("/ping", OscArgument.i(7)))),
                        true)
                .join();
        answers.await("/pong");

        long held = usedHeap() - before;
        assertTrue(held < MOST_HEAP_BYTES, "bytes held: " + held);
        flood.abort();
        other.abort();
    }

    @Test
    @Tag("OSCQUERY-13")
    void aMessageInManyFragmentsIsReadAndOneWithoutEndIsClosed() throws Exception {
        var answers = new Answers();
        WebSocket client = connect(answers);
        byte[] ping = new OscCodec().encode(OscMessage.of("/ping", OscArgument.i(7)));
        for (int at = 0; at < ping.length; at++) {
            client.sendBinary(ByteBuffer.wrap(ping, at, 1), at == ping.length - 1).join();
        }
        answers.await("/pong");

        var closed = new Answers();
        WebSocket endless = connect(closed);
        byte[] byteOnly = {0};
        CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        for (int fragment = 0; fragment < 70_000 && !sent.isCompletedExceptionally(); fragment++) {
            sent = endless.sendBinary(ByteBuffer.wrap(byteOnly), false);
            sent.exceptionally(failure -> null).join();
        }
        closed.await("closed 1009");
        client.abort();
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), daemon.httpPort());
        socket.setSoTimeout(60_000);
        sockets.add(socket);
        return socket;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri("http", path)).build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        return new String(response.body().readAllBytes(), US_ASCII);
    }

    private WebSocket connect(WebSocket.Listener listener) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri("ws", "/"), listener)
                .join();
    }

    private URI uri(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + daemon.httpPort() + path);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What a client receives, as text: enough to find an address in it. */
    private static final class Answers implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        void await(String text) throws InterruptedException {
            while (!received.take().contains(text)) {
                // Another packet.
            }
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            received.add(US_ASCII.decode(data).toString());
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed " + code);
            return CompletableFuture.completedStage(null);
        }
    }
}
