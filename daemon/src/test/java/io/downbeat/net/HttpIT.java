package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.rig.AllowedHosts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** HTTP by loopback, asked by the JDK's client and by hand. */
@Timeout(30)
class HttpIT {
    private static final ByteBuffer LARGE = ByteBuffer.allocate(8 << 20);
    private static final ByteBuffer PART = ByteBuffer.allocate(1 << 16);
    private static final int PARTS = 2_000;

    private final AtomicInteger largeAnswers = new AtomicInteger();
    private final AtomicInteger parts = new AtomicInteger();
    private final NettyThreads loop = NettyThreads.start();
    private final TcpListener endpoint = open(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        endpoint.close();
        loop.close();
    }

    @Test
    void aGetRequestIsAnswered() throws Exception {
        HttpResponse<String> reply = get("/track/1?HOST_INFO");

        assertEquals(200, reply.statusCode());
        assertEquals("/track/1 HOST_INFO 127.0.0.1", reply.body());
        assertEquals("text/x-test", reply.headers().firstValue("content-type").orElseThrow());
    }

    @Test
    void percentSignsAreResolved() throws Exception {
        assertEquals("/track/Früh HOST_INFO 127.0.0.1", get("/track/Fr%C3%BCh?HOST%5FINFO").body());
    }

    @Test
    void anInvalidPathIsRefusedAsMalformed() throws Exception {
        assertTrue(
                written("GET /%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .contains(" 400 "));
    }

    @Test
    @Tag("HTTP-1")
    void aRequestForAnotherHostNameIsRefused() throws Exception {
        for (String foreign : List.of("evil.example", "evil.example:80", "192.0.2.7", "[", "")) {
            assertTrue(asked("Host: " + foreign + "\r\n").startsWith("HTTP/1.1 403 "), foreign);
        }
        assertTrue(asked("Host: a\r\nHost: localhost\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(asked("").startsWith("HTTP/1.1 400 "));
    }

    @Test
    @Tag("HTTP-1")
    void aRequestForAnyNameOfThisComputerIsAnswered() throws Exception {
        String bracketed = "[::1]:" + endpoint.port();
        for (String own : List.of("localhost", "LOCALHOST.:1", "127.0.0.1:9120", bracketed)) {
            assertTrue(asked("Host: " + own + "\r\n").startsWith("HTTP/1.1 200 "), own);
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        HttpRequest post =
                HttpRequest.newBuilder(uri("/"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        HttpResponse<String> reply = client.send(post, BodyHandlers.ofString());

        assertEquals(405, reply.statusCode());
        assertEquals("GET, HEAD", reply.headers().firstValue("allow").orElseThrow());
    }

    @Test
    void aHeadRequestGetsTheHeadersOfTheAnswer() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(uri("/track")).HEAD().build();
        HttpResponse<String> reply = client.send(head, BodyHandlers.ofString());
        assertEquals(200, reply.statusCode());
        assertEquals("17", reply.headers().firstValue("content-length").orElseThrow());

        String answers =
                written(
                        """
                        HEAD /parts HTTP/1.1\r
                        Host: localhost\r
                        \r
                        HEAD /whole HTTP/1.1\r
                        Host: localhost\r
                        Connection: close\r
                        \r
                        """);
        assertEquals(2, answers.split("HTTP/1.1 200 OK", -1).length - 1, answers);
        assertTrue(answers.endsWith("\r\n\r\n") && !answers.contains("/whole"), answers);
        assertEquals(0, parts.get());
    }

    @Test
    @Tag("HTTP-1")
    void aWholeUrlNamesTheHost() throws Exception {
        String rest = " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
        assertTrue(written("GET http://localhost:1/a?B" + rest).endsWith("/a B 127.0.0.1"));
        assertTrue(written("GET HTTP://127.0.0.1" + rest).endsWith("/  127.0.0.1"));
        String foreign = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertTrue(written("GET http://evil.example/" + foreign).startsWith("HTTP/1.1 403 "));
    }

    @Test
    void aFragmentIsIgnored() throws Exception {
        String rest = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertTrue(written("GET /a?B#c" + rest).endsWith("/a B 127.0.0.1"));
        assertTrue(written("GET /a#c" + rest).endsWith("/a  127.0.0.1"));
    }

    @Test
    void aRequestThatIsTooLongIsRefusedAsThat() throws Exception {
        String end = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        assertTrue(written("GET /" + "a".repeat(9_000) + end).startsWith("HTTP/1.1 414 "));
        assertTrue(asked("X: " + "a".repeat(9_000) + "\r\n").startsWith("HTTP/1.1 431 "));
    }

    @Test
    void anAnswerThatFailsIsAnError() throws Exception {
        assertEquals(500, get("/broken").statusCode());
        assertEquals(200, get("/whole").statusCode());
    }

    @Test
    void aConnectionServesSeveralRequests() throws Exception {
        String replies =
                written(
                        """
                        GET /a HTTP/1.1\r
                        Host: localhost\r
                        \r
                        GET /b HTTP/1.1\r
                        Host: localhost\r
                        Connection: close\r
                        \r
                        """);

        assertTrue(replies.contains("/a  127.0.0.1"));
        assertTrue(replies.contains("/b  127.0.0.1"));
    }

    @Test
    @Tag("HTTP-3")
    void aClientThatDoesNotReadItsAnswersFillsNoMemoryWithThem() throws Exception {
        byte[] requests =
                "GET /large HTTP/1.1\r\nHost: a.localhost\r\n\r\n".repeat(50).getBytes(US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(requests);
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            while (read < 50L * LARGE.capacity()) {
                read += socket.getInputStream().read(buffer);
                // The system holds some megabytes between the two ends.
                assertTrue(largeAnswers.get() <= read / LARGE.capacity() + 4);
            }
            assertEquals(50, largeAnswers.get());
        }
    }

    @Test
    @Tag("HTTP-3")
    void aBodyThatIsMadeWhileItIsSentIsNotMadeFasterThanItIsRead() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /parts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(US_ASCII));
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            for (int n = socket.getInputStream().read(buffer);
                    n > 0;
                    n = socket.getInputStream().read(buffer)) {
                read += n;
                assertTrue((long) parts.get() * PART.capacity() <= read + (32L << 20));
            }
            assertEquals(PARTS, parts.get());
            assertTrue(read > (long) PARTS * PART.capacity());
        }
    }

    @Test
    @Tag("HTTP-3")
    void aBodyThatFailsEndsItsConnectionSoThatTheClientNotices() throws Exception {
        assertThrows(IOException.class, () -> get("/failing-parts"));
        assertEquals(200, get("/whole").statusCode());
    }

    @Test
    @Tag("HTTP-2")
    void aPageOfAnotherOriginGetsNoAnswer() throws Exception {
        String own = "localhost:" + endpoint.port();
        for (String foreign : List.of("http://evil.example", "http://localhost:1", "null")) {
            String asked = asked("Host: " + own + "\r\nOrigin: " + foreign + "\r\n");
            assertTrue(asked.startsWith("HTTP/1.1 403 "), foreign);
        }
        assertTrue(
                asked("Host: " + own + "\r\nOrigin: http://" + own + "\r\n")
                        .startsWith("HTTP/1.1 200 "));
    }

    @Test
    @Tag("HTTP-2")
    void aForeignPageMayOnlyLeadHereByALink() throws Exception {
        String host = "Host: localhost:" + endpoint.port() + "\r\n";
        String foreign = host + "Sec-Fetch-Site: cross-site\r\n";
        for (String kind :
                List.of(
                        "",
                        "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
                        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
                        "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: document\r\n")) {
            assertTrue(asked(foreign + kind).startsWith("HTTP/1.1 403 "), kind);
        }
        String link = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
        assertTrue(asked(foreign + link).startsWith("HTTP/1.1 200 "));
        String neighbour = host + "Sec-Fetch-Site: same-site\r\n";
        assertTrue(asked(neighbour).startsWith("HTTP/1.1 403 "));
        assertTrue(asked(neighbour + link).startsWith("HTTP/1.1 200 "));
        for (String site : List.of("same-origin", "none")) {
            String asked = asked(host + "Sec-Fetch-Site: " + site + "\r\n");
            assertTrue(asked.startsWith("HTTP/1.1 200 "), site);
        }
    }

    @Test
    @Tag("HTTP-2")
    void answersMayNotBeUsedByOtherPages() throws Exception {
        HttpHeaders headers = get("/").headers();

        assertEquals("nosniff", headers.firstValue("x-content-type-options").orElseThrow());
        assertEquals(
                "same-origin", headers.firstValue("cross-origin-resource-policy").orElseThrow());
        assertEquals("no-referrer", headers.firstValue("referrer-policy").orElseThrow());
        assertEquals(
                "default-src 'none'; frame-ancestors 'none'",
                headers.firstValue("content-security-policy").orElseThrow());
        assertTrue(headers.firstValue("access-control-allow-origin").isEmpty());
    }

    @Test
    void dataThatIsNotHttpIsRefused() throws Exception {
        assertTrue(written("\0\0\0\u0008/abc\0\0\0\0\r\n\r\n").startsWith("HTTP/1.1 400"));
    }

    @Test
    void aPortInUseIsNamedWithItsOption() {
        PortUnavailableException refused =
                assertThrows(PortUnavailableException.class, () -> open(endpoint.port()));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("--http-port"));
    }

    private TcpListener open(int port) {
        return HttpListener.open(
                loop,
                new ListenAddress("127.0.0.1", port),
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                new SystemHostClock(),
                this::answer,
                new OscConnections(new SystemHostClock(), new UnusedListener()));
    }

    private HttpGetReply answer(HttpGetRequest ask) {
        if (ask.path().equals("/broken")) {
            throw new IllegalStateException("a fault in the answer");
        }
        if (ask.path().equals("/large")) {
            largeAnswers.incrementAndGet();
            return HttpGetReply.of(200, "text/x-test", new HttpBody.Whole(LARGE));
        }
        if (ask.path().equals("/parts")) {
            return HttpGetReply.of(200, "text/x-test", new HttpBody.Parts(countedParts(PARTS)));
        }
        if (ask.path().equals("/failing-parts")) {
            return HttpGetReply.of(
                    200, "text/x-test", new HttpBody.Parts(countedParts(Integer.MAX_VALUE)));
        }
        String body = ask.path() + " " + ask.query() + " " + ask.reachedHost();
        return HttpGetReply.of(200, "text/x-test", HttpBody.of(body));
    }

    /** Parts that are counted when they are asked for; with no end, the third one fails. */
    private Iterator<ByteBuffer> countedParts(int count) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return parts.get() < count;
            }

            @Override
            public ByteBuffer next() {
                if (parts.incrementAndGet() == 3 && count == Integer.MAX_VALUE) {
                    throw new IllegalStateException("a fault in the third part");
                }
                return PART.duplicate();
            }
        };
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private String asked(String hosts) throws IOException {
        return written("GET / HTTP/1.1\r\n" + hosts + "Connection: close\r\n\r\n");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + endpoint.port() + path);
    }

    /** All that comes back until the other side closes. */
    private String written(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
