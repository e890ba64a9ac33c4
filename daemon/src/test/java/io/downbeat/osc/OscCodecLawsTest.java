package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;

/** Laws over packets of every shape. */
class OscCodecLawsTest {
    private static final int MANY = 20_000;

    private final OscCodec codec = new OscCodec();
    private final RandomPackets packets = new RandomPackets(1);

    @Test
    void decodingWhatWasEncodedGivesThePacket() {
        for (int i = 0; i < MANY; i++) {
            OscPacket packet = packets.packet();
            assertEquals(packet, codec.decode(ByteBuffer.wrap(codec.encode(packet))));
        }
    }

    @Test
    void theSizeIsKnownInAdvance() {
        for (int i = 0; i < MANY; i++) {
            OscPacket packet = packets.packet();
            ByteBuffer out = ByteBuffer.allocateDirect(OscCodec.size(packet) + 4).position(4);
            codec.encode(packet, out);
            assertEquals(0, out.remaining());
            assertEquals(packet, codec.decode(out.flip().position(4)));
        }
    }

    @Test
    void encodingWhatWasDecodedGivesTheBytes() {
        for (int i = 0; i < MANY; i++) {
            byte[] bytes = codec.encode(packets.packet());
            assertArrayEquals(bytes, codec.encode(codec.decode(ByteBuffer.wrap(bytes))));
        }
    }

    @Test
    void aRepeatedAddressIsTheSameStringObject() {
        ByteBuffer bytes =
                ByteBuffer.wrap(codec.encode(OscMessage.of("/node/kick", OscArgument.f(1))));

        OscMessage first = (OscMessage) codec.decode(bytes);
        OscMessage second = (OscMessage) codec.decode(bytes);

        assertSame(first.address(), second.address());
    }

    @Test
    void aShortMessageAllocatesLittleMoreThanItsValues() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().threadId();
        ByteBuffer bytes =
                ByteBuffer.wrap(codec.encode(OscMessage.of("/node/kick/decay", OscArgument.f(1))));
        long before = memory.getThreadAllocatedBytes(thread);
        for (int i = 0; i < MANY; i++) {
            codec.decode(bytes);
        }
        long perMessage = (memory.getThreadAllocatedBytes(thread) - before) / MANY;

        assertTrue(perMessage <= 96, "message, list and float: " + perMessage + " bytes");
    }

    @Test
    void halfASurrogatePairBecomesTheReplacementCharacter() {
        OscMessage broken = OscMessage.of("/a", OscArgument.s("x\uD83D"));

        assertEquals(
                OscMessage.of("/a", OscArgument.s("x\uFFFD")),
                codec.decode(ByteBuffer.wrap(codec.encode(broken))));
    }
}
