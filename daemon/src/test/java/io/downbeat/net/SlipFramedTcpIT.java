package io.downbeat.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.downbeat.osc.OscArgument;
import io.downbeat.osc.Peer;
import io.downbeat.osc.SlipFraming;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** OSC 1.1 over TCP: SLIP frames, with an END before and behind. */
@Timeout(30)
class SlipFramedTcpIT {
    private static final byte END = (byte) 0xC0;

    private final TcpTestServer stage = new TcpTestServer();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void framesMayStartWithOrWithoutAnEndByte() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(framed(TcpTestServer.message("/double")));
            byte[] framed = framed(TcpTestServer.message("/single"));
            client.getOutputStream().write(Arrays.copyOfRange(framed, 1, framed.length));

            assertEquals("/double", stage.next());
            assertEquals("/single", stage.next());
        }
        assertEquals("closed", stage.next());
    }

    @Test
    void aClientThatStartsWithoutAnEndByteIsRead() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(TcpTestServer.message("/bare"));
            client.getOutputStream().write(END);

            assertEquals("/bare", stage.next());
        }
    }

    @Test
    void answersAreFramedAndEscaped() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(framed(TcpTestServer.message("/ping")));
            Peer peer = stage.nextHeard().from();
            byte[] answer = TcpTestServer.message("/pong", new OscArgument.Int32(0xC0DB_C0DB));
            stage.connections().send(peer, ByteBuffer.wrap(answer));

            byte[] framed = framed(answer);
            assertEquals(answer.length + 6, framed.length);
            assertArrayEquals(framed, TcpTestServer.received(client, framed.length));
        }
    }

    @Test
    void aFrameThatIsNotOscIsSkipped() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write(framed(new byte[] {'x', 'y', 'z'}));
            client.getOutputStream().write(framed(TcpTestServer.message("/after")));

            assertEquals("/after", stage.next());
        }
    }

    @Test
    void aFrameWithoutEndClosesTheConnection() throws Exception {
        try (Socket client = stage.client()) {
            client.getOutputStream().write("x".repeat(70_000).getBytes(US_ASCII));

            assertEquals("closed", stage.next());
        }
    }

    private static byte[] framed(byte[] packet) {
        SlipFraming framing = new SlipFraming();
        ByteBuffer out = ByteBuffer.allocate(framing.encodedBound(packet.length));
        framing.encode(ByteBuffer.wrap(packet), out);
        return Arrays.copyOf(out.array(), out.position());
    }
}
