package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that are not OSC: each is refused with what is wrong and where, and nothing else happens.
 */
class OscRefusalTest {
    private static final int THOUSANDS = 60_000;

    private final OscCodec codec = new OscCodec();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    ''                   | packet of 0 bytes, expected a positive multiple of 4, at offset 0
                    /a.                  | packet of 3 bytes, expected a positive multiple of 4, at offset 0
                    ....                 | expected '/' or #bundle, got byte 0x00, at offset 0
                    abc.                 | expected '/' or #bundle, got 'a', at offset 0
                    /abc                 | address without its ending NUL, at offset 0
                    /a..xyz.             | expected a type tag string (','), got 'x', at offset 4
                    /a..,iii             | type tag string without its ending NUL, at offset 4
                    /a..,i..             | 4-byte argument cut short: 0 bytes left, at offset 8
                    /a..,h......         | 8-byte argument cut short: 4 bytes left, at offset 8
                    /a..,q..             | unknown type tag 'q', at offset 5
                    /a..,i .....         | unknown type tag byte 0x20, at offset 6
                    /a..,s..abcd         | string without its ending NUL, at offset 8
                    /a..,b..             | blob size cut short: 0 bytes left, at offset 8
                    /a..,b.....xabcd     | blob of 120 bytes, 4 left, at offset 12
                    /a..,[i.....         | '[' without its ']', at offset 7
                    /a..,i].....         | ']' without its '[', at offset 6
                    #bundle.             | expected #bundle and 8 bytes of time tag, at offset 0
                    #bundl..........     | expected #bundle and 8 bytes of time tag, at offset 0
                    #bundle.............  | bundle element of 0 bytes, expected a positive multiple of 4, at offset 20
                    #bundle............x/a.. | bundle element of 120 bytes, 4 left, at offset 20
                    #bundle............" | bundle element of 34 bytes, expected a positive multiple of 4, at offset 20
                    """)
    void everyRefusalSaysWhatAndWhere(String ascii, String text) {
        byte[] bytes = ByteArrays.ascii(ascii.equals("''") ? "" : ascii);

        assertEquals(text, refusal(bytes).getMessage());
    }

    @Test
    void sizesBelowZeroAreRefused() {
        byte[] blob = ByteArrays.hex("2f610000 2c620000 ffffffff");
        byte[] element = ByteArrays.hex("2362756e646c6500 0000000000000001 fffffffc 2f610000");

        assertEquals("blob of -1 bytes, 0 left, at offset 12", refusal(blob).getMessage());
        assertTrue(String.valueOf(refusal(element).getMessage()).contains("of -4 bytes"));
    }

    @Test
    void nestingDepthIsLimited() {
        OscPacket packet = OscMessage.of("/a");
        List<OscPacket> towers = new ArrayList<>();
        for (int depth = 0; depth < 33; depth++) {
            towers.add(packet);
            packet = OscBundle.immediate(packet);
        }
        OscPacket deepest = towers.get(32);

        assertEquals(deepest, codec.decode(ByteBuffer.wrap(codec.encode(deepest))));
        byte[] tooDeep = codec.encode(packet);
        assertTrue(String.valueOf(refusal(tooDeep).getMessage()).contains("deeper than 32"));
        byte[] arrays = ByteArrays.ascii("/a..," + "[".repeat(33) + "]".repeat(33) + ".");
        assertTrue(String.valueOf(refusal(arrays).getMessage()).contains("deeper than 32"));
    }

    @Test
    void threeThousandBundlesInOneDatagramDoNotOverflow() {
        ByteBuffer tower = ByteBuffer.allocate(64_000);
        while (tower.remaining() >= 20) {
            tower.putLong(OscWireFormat.BUNDLE).putLong(1).putInt(tower.remaining() - 4);
        }

        assertTrue(String.valueOf(refusal(tower.array()).getMessage()).contains("deeper than 32"));
    }

    @Test
    void moreThanADatagramIsRefused() {
        assertTrue(
                String.valueOf(refusal(new byte[65_508]).getMessage()).contains("at most 65507"));
    }

    @Test
    void aRefusalCarriesNoStackTrace() {
        assertEquals(0, refusal(new byte[0]).getStackTrace().length);
    }

    @Test
    void aLittleEndianBufferIsAProgrammingError() {
        ByteBuffer buffer =
                ByteBuffer.wrap(ByteArrays.ascii("/a..")).order(ByteOrder.LITTLE_ENDIAN);

        assertThrows(IllegalArgumentException.class, () -> codec.decode(buffer));
    }

    @Test
    void tensOfThousandsOfBrokenDatagramsDecodeOrAreRefused() {
        RandomPackets packets = new RandomPackets(20_261_121);
        int refused = 0;
        for (int i = 0; i < THOUSANDS; i++) {
            byte[] bytes =
                    i % 4 == 0 ? packets.noise() : packets.damaged(codec.encode(packets.packet()));
            try {
                OscPacket decoded = codec.decode(ByteBuffer.wrap(bytes));
                assertTrue(OscCodec.size(decoded) > 0);
                assertTrue(OscTextFormatter.of(decoded).length() > 0);
            } catch (OscFormatException refusal) {
                refused++;
                assertTrue(refusal.offset() <= bytes.length);
            }
        }
        assertTrue(refused > THOUSANDS / 4, "the damage is real: " + refused);
    }

    @Test
    void everyTruncationIsRefusedOrDecodesToAShorterPacket() {
        RandomPackets packets = new RandomPackets(7);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = codec.encode(packets.packet());
            for (int size = 0; size < bytes.length; size++) {
                try {
                    codec.decode(ByteBuffer.wrap(bytes, 0, size));
                } catch (OscFormatException refusal) {
                    assertTrue(refusal.offset() <= size);
                }
            }
        }
    }

    private OscFormatException refusal(byte[] bytes) {
        return assertThrows(OscFormatException.class, () -> codec.decode(ByteBuffer.wrap(bytes)));
    }
}
