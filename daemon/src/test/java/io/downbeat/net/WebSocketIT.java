package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.osc.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** WebSockets on the HTTP port, by the JDK's client and by hand. */
@Timeout(30)
class WebSocketIT {
    private static final String UPGRADE =
            """
            GET / HTTP/1.1\r
            Host: %s\r
            Upgrade: websocket\r
            Connection: keep-alive, Upgrade\r
            Sec-WebSocket-Version: %s\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            %s\r
            """;

    private final TcpTestServer server = new TcpTestServer();
    private final TcpListener http =
            server.openHttp(ask -> HttpGetReply.of(200, "text/plain", HttpBody.of("here")));

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    @Tag("WEBSOCKET-1")
    void eachBinaryMessageIsOnePacketInBothDirections() throws Exception {
        var received = new ReceivedMessages();
        WebSocket client = connect(received);
        client.sendBinary(ByteBuffer.wrap(TcpTestServer.message("/one")), true).join();
        TcpTestServer.Heard one = server.nextHeard();
        byte[] answer = TcpTestServer.message("/pong");
        assertTrue(server.connections().send(one.from(), ByteBuffer.wrap(answer)));

        assertEquals("/one", one.what());
        assertEquals(Peer.Transport.WS, one.from().transport());
        assertArrayEquals(answer, received.next());
        client.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals("closed", server.next());
        assertEquals("closed 1000", new String(received.next(), US_ASCII));
    }

    @Test
    @Tag("WEBSOCKET-1")
    void aPacketMayComeInFragmentsAndOneThatIsNotOscIsSkipped() throws Exception {
        WebSocket client = connect(new ReceivedMessages());
        byte[] whole = TcpTestServer.message("/fragmented");
        client.sendBinary(ByteBuffer.wrap(whole, 0, 5), false).join();
        client.sendPing(ByteBuffer.allocate(3)).join();
        client.sendBinary(ByteBuffer.wrap(whole, 5, whole.length - 5), true).join();
        assertEquals("/fragmented", server.next());

        client.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), true).join();
        client.sendBinary(ByteBuffer.allocate(0), true).join();
        client.sendBinary(ByteBuffer.wrap(TcpTestServer.message("/after")), true).join();
        assertEquals("/after", server.next());
        client.abort();
        assertEquals("closed", server.next());
    }

    @Test
    @Tag("WEBSOCKET-2")
    void aPageOfAnotherOriginGetsNoConnection() throws Exception {
        String own = "127.0.0.1:" + http.port();
        for (String foreign :
                List.of(
                        "http://evil.example",
                        "http://127.0.0.1",
                        "http://127.0.0.1:1",
                        "http://localhost:" + http.port(),
                        "https://" + own,
                        "http://" + own + ".evil.example",
                        "null",
                        "",
                        "file://")) {
            String reply = upgraded(own, 13, "Origin: " + foreign + "\r\n");
            assertTrue(reply.startsWith("HTTP/1.1 403 "), foreign + ": " + reply);
        }
        String two = "Origin: http://" + own + "\r\nOrigin: http://evil.example\r\n";
        assertTrue(upgraded(own, 13, two).startsWith("HTTP/1.1 403 "));
        String rebound = upgraded("evil.example:80", 13, "Origin: http://evil.example:80\r\n");
        assertTrue(rebound.startsWith("HTTP/1.1 403 "), rebound);
    }

    @Test
    @Tag("WEBSOCKET-2")
    void thePageOfThisServerAndAProgramGetAConnection() throws Exception {
        String own = "LocalHost:" + http.port();
        assertTrue(
                upgraded(own, 13, "Origin: http://localhost:" + http.port() + "\r\n")
                        .startsWith("HTTP/1.1 101 "));
        assertTrue(upgraded(own, 13, "").startsWith("HTTP/1.1 101 "));
    }

    @Test
    @Tag("WEBSOCKET-2")
    void aRequestThatIsNotWholeIsRefused() throws Exception {
        String own = "127.0.0.1:" + http.port();
        assertTrue(upgraded(own, 7, "").startsWith("HTTP/1.1 426 "));
        String keyless =
                "GET / HTTP/1.1\r\nHost: "
                        + own
                        + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n";
        assertTrue(written(keyless).startsWith("HTTP/1.1 400 "));
    }

    @Test
    @Tag("WEBSOCKET-3")
    void aMessageThatIsTooLargeClosesOnlyItsConnection() throws Exception {
        WebSocket large = connect(new ReceivedMessages());
        WebSocket good = connect(new ReceivedMessages());
        // It may fail: the connection is closed before everything was read.
        CompletableFuture<WebSocket> sending =
                large.sendBinary(ByteBuffer.allocate(WebSocketConnection.MOST_BYTES + 1), true);
        assertEquals("closed", server.next());
        sending.cancel(true);

        WebSocket endless = connect(new ReceivedMessages());
        for (int n = 0; n < 3; n++) {
            endless.sendBinary(ByteBuffer.allocate(30_000), false).join();
        }
        assertEquals("closed", server.next());
        good.sendBinary(ByteBuffer.wrap(TcpTestServer.message("/good")), true).join();
        assertEquals("/good", server.next());
        good.abort();
        assertEquals("closed", server.next());
    }

    @Test
    @Tag("WEBSOCKET-3")
    void aFrameThatBreaksTheProtocolClosesItsConnection() throws Exception {
        assertClosedAfter(1002, new byte[] {(byte) 0x82, 1, 0}); // Not masked.
        assertClosedAfter(1002, new byte[] {(byte) 0xf2, (byte) 0x80, 0, 0, 0, 0}); // Reserved.
        byte[] noUtf8 = {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xff, '{'};
        assertClosedAfter(1007, noUtf8);
    }

    private void assertClosedAfter(int code, byte[] frame) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(upgrade("localhost", 13, "").getBytes(US_ASCII));
            readHeaders(socket.getInputStream());
            socket.getOutputStream().write(frame);
            byte[] left = socket.getInputStream().readAllBytes();

            assertEquals(code, ByteBuffer.wrap(left).getShort(2));
            assertEquals("closed", server.next());
        }
    }

    @Test
    @Tag("WEBSOCKET-4")
    void aReceiverThatDoesNotReadLosesPacketsAndIsReportedWhenItHasCaughtUp() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(upgrade("localhost", 13, "").getBytes(US_ASCII));
            readHeaders(socket.getInputStream());
            socket.getOutputStream().write(masked(TcpTestServer.message("/ping")));
            Peer peer = server.nextHeard().from();
            byte[] large = new byte[60_000];
            int queued = 0;
            while (server.connections().send(peer, ByteBuffer.wrap(large))) {
                queued++;
                assertTrue(server.connections().unsentBytes() <= OscConnection.MOST_UNSENT);
            }
            assertEquals(1, server.connections().dropped());

            // Each has a header of four bytes.
            socket.getInputStream().skipNBytes(queued * (large.length + 4L));
            do {
                assertEquals(peer, server.nextCaughtUp());
            } while (server.connections().hasBacklog(peer));
            assertTrue(server.connections().send(peer, ByteBuffer.wrap(large)));
        }
    }

    /** One binary frame with a mask of zeros, which changes no byte. */
    private static byte[] masked(byte[] packet) {
        return ByteBuffer.allocate(6 + packet.length)
                .put((byte) 0x82)
                .put((byte) (0x80 | packet.length))
                .putInt(0)
                .put(packet)
                .array();
    }

    private WebSocket connect(WebSocket.Listener listener) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + http.port() + "/"), listener)
                .join();
    }

    private static String upgrade(String host, int version, String headers) {
        return UPGRADE.formatted(host, version, headers);
    }

    /** The head of the reply to a request for a WebSocket. */
    private String upgraded(String host, int version, String headers) throws IOException {
        return written(upgrade(host, version, headers));
    }

    private String written(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return readHeaders(socket.getInputStream());
        }
    }

    private static String readHeaders(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        return head.toString();
    }

    /** What a client receives: packets, and the code with which the server closes. */
    private static final class ReceivedMessages implements WebSocket.Listener {
        private final BlockingQueue<byte[]> messages = new LinkedBlockingQueue<>();

        byte[] next() throws InterruptedException {
            byte[] next = messages.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was received");
            }
            return next;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            messages.add(bytes);
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add(("closed " + code).getBytes(US_ASCII));
            return CompletableFuture.completedStage(null);
        }
    }
}
