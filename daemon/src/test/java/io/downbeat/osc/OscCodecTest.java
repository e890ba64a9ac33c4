package io.downbeat.osc;

import static io.downbeat.osc.OscArgument.array;
import static io.downbeat.osc.OscArgument.d;
import static io.downbeat.osc.OscArgument.f;
import static io.downbeat.osc.OscArgument.h;
import static io.downbeat.osc.OscArgument.i;
import static io.downbeat.osc.OscArgument.s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** Golden bytes of the wire: every type, nested bundles, and what is forgiven. */
class OscCodecTest {
    private final OscCodec codec = new OscCodec();

    static Stream<Arguments> golden() {
        return Stream.of(
                one("69", i(1000), "000003e8"),
                one("66", f(440), "43dc0000"),
                one("73", s("bar"), "62617200"),
                one("73", s("beat"), "62656174 00000000"),
                one("73", s(""), "00000000"),
                one("73", s("é"), "c3a90000"),
                one("62", OscArgument.Blob.of((byte) 1, (byte) 2), "00000002 01020000"),
                one("62", OscArgument.Blob.of(), "00000000"),
                one("68", h(-2), "fffffffffffffffe"),
                one("74", new OscArgument.Time(OscTimetag.IMMEDIATE), "0000000000000001"),
                one("64", d(0.5), "3fe0000000000000"),
                one("53", new OscArgument.Symbol("on"), "6f6e0000"),
                one("63", new OscArgument.Char('a'), "00000061"),
                one("72", new OscArgument.Rgba(0xff8000ff), "ff8000ff"),
                one("6d", new OscArgument.Midi(0x00903c7f), "00903c7f"),
                one("54", OscArgument.bool(true), ""),
                one("46", OscArgument.bool(false), ""),
                one("4e", OscArgument.Nil.NIL, ""),
                one("49", OscArgument.Impulse.IMPULSE, ""),
                Arguments.of(
                        OscMessage.of("/a", array(i(1), array(i(2)), array())),
                        "2f610000 2c5b695b 695d5b5d 5d000000 00000001 00000002"));
    }

    private static Arguments one(String tag, OscArgument argument, String data) {
        return Arguments.of(OscMessage.of("/a", argument), "2f610000 2c" + tag + "0000" + data);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void everyTypeHasItsBytes(OscMessage message, String hex) {
        assertEquals(hex.replace(" ", ""), ByteArrays.hex(codec.encode(message)));
        assertEquals(message, decode(ByteArrays.hex(hex)));
    }

    @Test
    void theExampleOfTheSpecificationIsEncodedExactly() {
        String hex =
                """
                2f666f6f 00000000 2c696973 66660000 000003e8 ffffffff
                68656c6c 6f000000 3f9df3b6 40b5b22d\
                """;
        OscMessage message =
                OscMessage.of("/foo", i(1000), i(-1), s("hello"), f(1.234f), f(5.678f));

        assertEquals(message, decode(ByteArrays.hex(hex)));
        assertEquals(hex.replaceAll("\\s", ""), ByteArrays.hex(codec.encode(message)));
    }

    @Test
    void bundlesMayBeNested() {
        OscTimetag later = new OscTimetag(0xe7000000_80000000L);
        OscBundle bundle =
                OscBundle.immediate(
                        OscMessage.of("/a"),
                        OscBundle.of(later, OscMessage.of("/b", i(1)), OscBundle.immediate()));
        String hex =
                """
                2362756e646c6500 0000000000000001
                00000008 2f610000 2c000000
                00000034 2362756e646c6500 e700000080000000
                  0000000c 2f620000 2c690000 00000001
                  00000010 2362756e646c6500 0000000000000001\
                """;

        String golden = hex.replaceAll("\\s", "");
        assertEquals(golden, ByteArrays.hex(codec.encode(bundle)));
        assertEquals(bundle, decode(ByteArrays.hex(golden)));
    }

    @Test
    void commonMistakesOfSendersAreAccepted() {
        OscMessage bare = OscMessage.of("/a");
        OscMessage one = OscMessage.of("/a", i(1));

        assertEquals(bare, decode(ByteArrays.ascii("/a..")), "no type tag string, no data");
        assertEquals(bare, decode(ByteArrays.ascii("/a..,...")), "no arguments");
        assertEquals(
                one,
                decode(ByteArrays.hex("2f6100ff 2c6900aa 00000001")),
                "padding of other bytes");
        assertEquals(
                one, decode(ByteArrays.hex("2f610000 2c690000 00000001 00000000")), "bytes behind");
        assertEquals(
                OscMessage.of("/a", s("\uFFFD")),
                decode(ByteArrays.hex("2f610000 2c730000 e9000000")),
                "Latin-1");
    }

    @Test
    void decodingDoesNotMoveTheBufferAndReadsOnlyItsBytes() {
        ByteBuffer buffer =
                ByteBuffer.wrap(ByteArrays.ascii("xxxx/a..,...yyyy")).position(4).limit(12);

        assertEquals(OscMessage.of("/a"), codec.decode(buffer));
        assertEquals(4, buffer.position());
        assertEquals(12, buffer.limit());
        ByteBuffer odd = ByteBuffer.wrap(ByteArrays.ascii("x/a..,...")).position(1);
        assertEquals(OscMessage.of("/a"), codec.decode(odd), "aligned to the packet");
    }

    @Test
    void aPacketThatDoesNotFitIsNotWritten() {
        ByteBuffer small = ByteBuffer.allocate(11);

        assertThrows(
                BufferOverflowException.class,
                () -> codec.encode(OscMessage.of("/a", i(1)), small));
        assertEquals(0, small.position());
    }

    private OscPacket decode(byte[] bytes) {
        return codec.decode(ByteBuffer.wrap(bytes));
    }
}
