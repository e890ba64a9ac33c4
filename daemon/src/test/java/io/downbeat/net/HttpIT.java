package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.clock.SystemHostClock;
import io.downbeat.rig.AllowedHosts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** HTTP by loopback, asked by the JDK's client and by hand. */
@Timeout(30)
class HttpIT {
    private final NettyThreads loop = NettyThreads.start();
    private final HttpListener endpoint = open(0);
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
    void aRequestForAnotherHostNameIsRefused() throws Exception {
        for (String foreign : List.of("evil.example", "evil.example:80", "192.0.2.7", "[", "")) {
            assertTrue(asked("Host: " + foreign + "\r\n").startsWith("HTTP/1.1 403 "), foreign);
        }
        assertTrue(asked("Host: a\r\nHost: localhost\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(asked("").startsWith("HTTP/1.1 400 "));
    }

    @Test
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
        assertEquals("GET", reply.headers().firstValue("allow").orElseThrow());
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
    void dataThatIsNotHttpIsRefused() throws Exception {
        assertTrue(written("\0\0\0\u0008/abc\0\0\0\0\r\n\r\n").startsWith("HTTP/1.1 400"));
    }

    @Test
    void aPortInUseIsNamedWithItsOption() {
        PortUnavailableException refused =
                assertThrows(PortUnavailableException.class, () -> open(endpoint.port()));

        assertTrue(String.valueOf(refused.getMessage()).endsWith("--http-port"));
    }

    private HttpListener open(int port) {
        return HttpListener.open(
                loop,
                new ListenAddress("127.0.0.1", port),
                new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read()),
                new SystemHostClock(),
                HttpIT::answer);
    }

    private static HttpGetReply answer(HttpGetRequest ask) {
        if (ask.path().equals("/broken")) {
            throw new IllegalStateException("a fault in the answer");
        }
        String body = ask.path() + " " + ask.query() + " " + ask.reachedHost();
        return new HttpGetReply(200, "text/x-test", body);
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
