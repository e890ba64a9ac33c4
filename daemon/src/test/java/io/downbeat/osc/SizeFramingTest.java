package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The four-byte size before each packet, cut anywhere. */
class SizeFramingTest {
    private final FramedStream framedStream = new FramedStream(new SizeFraming());

    @Test
    void theSizeIsWrittenBeforeThePacket() {
        byte[] encoded = framedStream.encoded(ByteArrays.ascii("/a..,..."));

        assertEquals("000000082f6100002c000000", ByteArrays.hex(encoded));
        assertEquals(encoded.length, new SizeFraming().encodedBound(8));
    }

    @Test
    void packetsMayBeSplitAnywhere() {
        framedStream.comesBackHoweverItIsCut(
                ByteArrays.ascii("/a.."),
                ByteArrays.ascii("/longer.,i......"),
                ByteArrays.ascii("/b.."));
    }

    @Test
    void aPacketIsPartialFromTheFirstByteOfItsSizeToItsLastByte() {
        assertFalse(framedStream.endsInAPacket(ByteArrays.hex("")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("00")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("00000004")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("00000004 2f6100")));
        assertFalse(framedStream.endsInAPacket(ByteArrays.hex("00000004 2f610000")));
        assertTrue(framedStream.endsInAPacket(ByteArrays.hex("00000004 2f610000 00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "ffffffff", "0000ffe4", "7fffffff"})
    void impossibleSizesAreRefused(String size) {
        OscFormatException refusal =
                assertThrows(
                        OscFormatException.class, () -> framedStream.read(ByteArrays.hex(size)));

        assertTrue(String.valueOf(refusal.getMessage()).contains("expected 1..65507"));
    }

    @Test
    void theLargestPacketPasses() {
        byte[] largest = new byte[OscCodec.MAX_PACKET];

        assertEquals(
                ByteArrays.hex(largest),
                framedStream.read(framedStream.encoded(largest)).getFirst());
    }
}
