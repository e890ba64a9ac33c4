package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.downbeat.osc.Peer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** OSC 1.0 over TCP: each packet behind its size. */
@Timeout(30)
class SizeFramedTcpIT {
    private final TcpTestServer stage = new TcpTestServer();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void packetsArriveInOrderHoweverTheStreamIsCut() throws Exception {
        try (Socket client = stage.client()) {
            byte[] one = TcpTestServer.sized(TcpTestServer.message("/one"));
            byte[] two = TcpTestServer.sized(TcpTestServer.message("/two"));
            byte[] both = ByteBuffer.allocate(one.length + two.length).put(one).put(two).array();
            for (byte b : both) {
                client.getOutputStream().write(b);
            }

            assertEquals("/one", stage.next());
            assertEquals("/two", stage.next());
        }
        assertEquals("closed", stage.next());
    }

    @Test
    void answersAreSentAfterTheirSize() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/ping")));
            Peer peer = stage.nextHeard().from();
            byte[] answer = TcpTestServer.message("/pong");
            stage.connections().send(peer, ByteBuffer.wrap(answer));

            assertEquals(Peer.parse("tcp:127.0.0.1:" + client.getLocalPort()), peer);
            assertArrayEquals(
                    TcpTestServer.sized(answer), TcpTestServer.received(client, answer.length + 4));
        }
    }

    @Test
    void aPacketThatIsNotOscIsSkipped() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(TcpTestServer.sized(new byte[] {1, 2, 3, 4}));
            client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/after")));

            assertEquals("/after", stage.next());
        }
    }

    @Test
    void anImpossibleSizeClosesOnlyItsConnection() throws Exception {
        try (Socket broken = stage.client();
                Socket good = stage.client()) {
            broken.getOutputStream().write(new byte[] {0, 127, 0, 0});
            assertEquals("closed", stage.next());
            assertEquals(-1, broken.getInputStream().read());

            good.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/good")));
            assertEquals("/good", stage.next());
        }
    }

    @Test
    void aReceiverThatDoesNotReadLosesPacketsAndDelaysNobody() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/ping")));
            Peer peer = stage.nextHeard().from();
            byte[] large = new byte[60_000];
            while (stage.connections().dropped() == 0) {
                stage.connections().send(peer, ByteBuffer.wrap(large));
            }
            client.getOutputStream()
                    .write(TcpTestServer.sized(TcpTestServer.message("/still/heard")));

            assertEquals("/still/heard", stage.next());
        }
    }

    @Test
    @Tag("EXTREME-7")
    void manyReceiversThatDoNotReadCostTheSlowestItsConnectionAndNoMoreMemory() throws Exception {
        List<Socket> clients = new ArrayList<>();
        try {
            List<Peer> peers = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                Socket client = stage.client();
                clients.add(client);
                client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/ping")));
                peers.add(stage.nextHeard().from());
            }
            byte[] large = new byte[60_000];
            int closed = 0;
            long most = 0;
            while (closed == 0) {
                for (Peer peer : peers) {
                    stage.connections().send(peer, ByteBuffer.wrap(large));
                    most = Math.max(most, stage.connections().unsentBytes());
                }
                closed = stage.partings();
            }

            assertTrue(most >= OscConnections.CLOSING_FROM);
            assertTrue(most <= OscConnections.MOST_UNSENT_OF_ALL + 4);
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void whatIsSentToAPeerThatIsGoneIsCounted() {
        stage.connections().send(Peer.parse("tcp:127.0.0.1:9"), ByteBuffer.allocate(4));

        assertEquals(1, stage.connections().dropped());
    }

    @Test
    void aClientThatClosesItsSideIsAnsweredAndThenClosed() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(TcpTestServer.sized(TcpTestServer.message("/version")));
            client.shutdownOutput();
            Peer peer = stage.nextHeard().from();
            byte[] answer = TcpTestServer.sized(TcpTestServer.message("/answer"));
            stage.connections().send(peer, ByteBuffer.wrap(TcpTestServer.message("/answer")));

            assertArrayEquals(answer, client.getInputStream().readAllBytes());
            assertEquals("closed", stage.next());
        }
    }

    @Test
    void aPortInUseIsNamedWithItsOption() {
        ListenAddress taken = new ListenAddress("127.0.0.1", stage.transport().port());

        PortUnavailableException refused =
                assertThrows(PortUnavailableException.class, () -> stage.open(taken));

        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith("TCP port " + taken.port() + " is in use"));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("--osc-tcp-port"));
    }
}
