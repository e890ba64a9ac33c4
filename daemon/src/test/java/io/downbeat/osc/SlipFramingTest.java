package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** SLIP as OSC 1.1 asks for it: an END before and behind, cut anywhere. */
class SlipFramingTest {
    private final FramedStream framedStream = new FramedStream(new SlipFraming());

    @Test
    void endAndEscapeAreEscaped() {
        byte[] packet = ByteArrays.hex("2fc0dbdc dd000000");

        assertEquals("c02fdbdcdbdddcdd000000c0", ByteArrays.hex(framedStream.encoded(packet)));
    }

    @Test
    void packetsMayBeSplitAnywhere() {
        framedStream.comesBackHoweverItIsCut(
                ByteArrays.hex("2fc0dbdc dd000000"),
                ByteArrays.hex("c0c0c0c0"),
                ByteArrays.hex("dbdbdcdd"));
    }

    @Test
    void oneEndByteBetweenPacketsIsEnough() {
        assertEquals(
                List.of("2f610000", "2f620000", "2f630000"),
                framedStream.read(ByteArrays.hex("2f610000c0 2f620000c0 c0c0 2f630000c0 2f64")));
    }

    @Test
    void aPacketIsPartialFromItsFirstByteToTheEndByte() {
        assertFalse(framedStream.endsInAPacket(ByteArrays.hex("c0")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("c0 2f")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("c0 db")));
        assertFalse(framedStream.endsInAPacket(ByteArrays.hex("c0 2f610000 c0")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("c0 2f610000 c0 c0 2f")));
    }

    @Test
    void anUnknownEscapeIsKeptUnchanged() {
        assertEquals(List.of("2f61"), framedStream.read(ByteArrays.hex("c02fdb61c0")));
    }

    @Test
    void theLargestPacketIsAcceptedAndALargerOneIsNot() {
        byte[] largest = new byte[OscCodec.MAX_PACKET];

        assertEquals(1, framedStream.read(framedStream.encoded(largest)).size());
        byte[] tooLarge = framedStream.encoded(new byte[OscCodec.MAX_PACKET + 1]);
        OscFormatException refusal =
                assertThrows(OscFormatException.class, () -> framedStream.read(tooLarge));
        assertTrue(String.valueOf(refusal.getMessage()).contains("more than 65507"));
    }

    @Test
    void theFirstByteDecidesTheFraming() {
        assertEquals(SlipFraming.class, OscFraming.of((byte) 0xC0).getClass());
        assertEquals(SlipFraming.class, OscFraming.of((byte) '/').getClass());
        assertEquals(SizeFraming.class, OscFraming.of((byte) 0).getClass());
    }

    @Test
    void aPacketOfEndBytesReachesTheEncodedBound() {
        byte[] ends = ByteArrays.hex("c0c0c0c0");

        assertEquals(new SlipFraming().encodedBound(4), framedStream.encoded(ends).length);
    }
}
