package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.rig.AllowedHosts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Connections that do nothing, or next to nothing, and those that they must not lock out. */
@Timeout(60)
class ConnectionLimitIT {
    private final ManualClock clock = new ManualClock();
    private final TcpTestServer stage = new TcpTestServer(clock);
    private final List<Socket> crowd = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket each : crowd) {
            each.close();
        }
        stage.close();
    }

    @Test
    void aSilentNewConnectionIsClosedWhenAnotherOneSends() throws Exception {
        for (int n = 1; n <= ConnectionGate.MOST; n++) {
            crowd.add(stage.client());
            awaitConnections(n);
            clock.move(1);
        }
        speaks(stage.client());

        assertTrue(isClosed(crowd.getFirst()));
    }

    @Test
    void whenAllConnectionsAreBusyANewOneIsRefusedAndLaterReplacesTheLongestIdle()
            throws Exception {
        for (int n = 0; n < ConnectionGate.MOST; n++) {
            speaks(stage.client());
        }
        assertTrue(isClosed(stage.client()));

        clock.move(ConnectionActivity.IDLE_MICROS - 1);
        for (Socket each : crowd.subList(1, ConnectionGate.MOST)) {
            says(each);
        }
        clock.move(1);
        speaks(stage.client());

        assertTrue(isClosed(crowd.getFirst()));
        says(crowd.get(1));
    }

    @Test
    void aFirstMessageMayTakeTenSeconds() throws Exception {
        Socket silent = stage.client();
        Socket dribbling = stage.client();
        dribbling.getOutputStream().write(0);
        Socket speaking = stage.client();
        speaks(speaking);
        awaitConnections(3);
        clock.move(ConnectionActivity.FOR_A_MESSAGE_MICROS);
        stage.transport().sweep();

        assertTrue(isClosed(silent));
        assertTrue(isClosed(dribbling));
        says(speaking);
    }

    @Test
    void aMessageThatBeginsBehindAWholeOneIsTimedToo() throws Exception {
        Socket dribbling = stage.client();
        crowd.add(dribbling);
        byte[] message = TcpTestServer.sized(TcpTestServer.message("/in"));
        byte[] oneAndAByte = Arrays.copyOf(message, message.length + 1);
        dribbling.getOutputStream().write(oneAndAByte);
        TcpTestServer.Heard heard = stage.nextHeard();
        assertEquals("/in", heard.what());
        // The answer is sent by the thread that reads, when it has read everything.
        byte[] answer = TcpTestServer.message("/out");
        stage.connections().send(heard.from(), ByteBuffer.wrap(answer));
        TcpTestServer.received(dribbling, Integer.BYTES + answer.length);
        clock.move(ConnectionActivity.FOR_A_MESSAGE_MICROS);
        stage.transport().sweep();

        assertTrue(isClosed(dribbling));
    }

    @Test
    void theListenerIsToldEachSecondAlsoIfNobodySends() {
        clock.move(7_000_000);
        stage.transport().sweep();

        assertEquals(clock.now(), stage.latestSecond());
    }

    @Test
    void anIdleConnectionThatHasSentAMessageStays() throws Exception {
        Socket patch = stage.client();
        speaks(patch);
        clock.move(3_600_000_000L);
        stage.transport().sweep();

        says(patch);
    }

    @Test
    void httpRequestsHaveTheSameTimeLimit() throws Exception {
        NettyThreads loop = NettyThreads.start();
        var accessCheck = new AccessCheck(AllowedHosts.LOOPBACK_ONLY, ThisComputer.read());
        TcpListener http =
                HttpListener.open(
                        loop,
                        new ListenAddress("127.0.0.1", 0),
                        accessCheck,
                        clock,
                        ask -> HttpGetReply.of(200, "text/plain", HttpBody.of("here")),
                        new OscConnections(clock, new UnusedListener()));
        try (Socket dribbling = new Socket(InetAddress.getLoopbackAddress(), http.port());
                Socket keeping = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            dribbling.setSoTimeout(10_000);
            dribbling.getOutputStream().write("GET / HTTP/1.1\r\nX-".getBytes(US_ASCII));
            asks(keeping);
            while (http.connections() < 2) {
                Thread.onSpinWait();
            }
            clock.move(ConnectionActivity.FOR_A_MESSAGE_MICROS);
            http.sweep();
            assertTrue(isClosed(dribbling));

            asks(keeping);
            clock.move(60_000_000);
            http.sweep();
            assertTrue(isClosed(keeping));
        } finally {
            http.close();
            loop.close();
        }
    }

    /** Until the program has taken note of so many connections. */
    private void awaitConnections(int count) {
        while (stage.transport().connections() < count) {
            Thread.onSpinWait();
        }
    }

    private void speaks(Socket client) throws Exception {
        crowd.add(client);
        says(client);
    }

    private void says(Socket client) throws Exception {
        client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/in")));
        String heard = stage.next();
        while (heard.equals("closed")) {
            heard = stage.next();
        }
        assertEquals("/in", heard);
    }

    private static void asks(Socket client) throws IOException {
        client.setSoTimeout(10_000);
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("here")) {
            answer.append((char) client.getInputStream().read());
        }
    }

    private static boolean isClosed(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }
}
