package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.illposed.osc.OSCBundle;
import com.illposed.osc.OSCMessage;
import com.illposed.osc.OSCMessageEvent;
import com.illposed.osc.OSCPacketDispatcher;
import com.illposed.osc.OSCPacketEvent;
import com.illposed.osc.OSCParseException;
import com.illposed.osc.argument.OSCTimeTag64;
import com.illposed.osc.messageselector.OSCPatternAddressMessageSelector;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.SocketAddress;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;

/**
 * What JavaOSC 0.8 gets wrong and decided decision record 1, beside what our codec does with the
 * same. A test that fails here says that a release got better: read the record again.
 */
@SuppressWarnings("JavaUtilDate") // It is the type that JavaOSC's time tags are made from.
class JavaOscDefectsTest {
    private static final long UNIX_EPOCH_IN_NTP = 2_208_988_800L;

    private final JavaOsc javaOsc = new JavaOsc();
    private final OscCodec codec = new OscCodec();

    @Test
    void timeTagsAreAnHourWrong() {
        long seconds = OSCTimeTag64.valueOf(new Date(0)).getSeconds();

        assertEquals(UNIX_EPOCH_IN_NTP + 3600, seconds);
        assertEquals(UNIX_EPOCH_IN_NTP, OscTimetag.ofEpoch(0, 0).ntp() >>> 32);
    }

    @Test
    void mostMillisecondsDoNotComeBack() {
        int wrong = 0;
        for (long millis = 1_700_000_000_000L; millis < 1_700_000_010_000L; millis++) {
            Date date = new Date(millis);
            wrong += OSCTimeTag64.valueOf(date).toDate(date).getTime() == millis ? 0 : 1;
            assertEquals(millis * 1000, OscTimetag.ofEpochMicros(millis * 1000).epochMicros());
        }

        assertTrue(wrong > 8_000, "seconds and fraction are joined by OR: " + wrong);
    }

    @Test
    void instantsAreCountedFrom1970() {
        assertEquals(0, OSCTimeTag64.valueOf(Instant.EPOCH).getSeconds());
    }

    @Test
    void anUnknownTypeTagGivesNull() throws OSCParseException {
        byte[] unknown = ByteArrays.ascii("/a..,q..");

        assertNull(javaOsc.parse(unknown));
        assertThrows(OscFormatException.class, () -> codec.decode(ByteBuffer.wrap(unknown)));
    }

    @Test
    void theResultingNullEndsTheListenersThread() throws OSCParseException {
        OSCPacketEvent event =
                new OSCPacketEvent(this, javaOsc.parse(ByteArrays.ascii("/a..,q..")));

        OSCPacketDispatcher dispatcher = new OSCPacketDispatcher();
        dispatcher.addListener(new OSCPatternAddressMessageSelector("/a"), message -> {});

        assertThrows(NullPointerException.class, () -> dispatcher.handlePacket(event));
    }

    @Test
    void anUnknownTypeTagInABundleGivesANullElement() throws OSCParseException {
        byte[] bundle =
                ByteArrays.join(
                        ByteArrays.hex("2362756e646c6500 0000000000000001 00000008"),
                        ByteArrays.ascii("/a..,q.."));

        assertNull(((OSCBundle) javaOsc.parse(bundle)).getPackets().getFirst());
    }

    @Test
    void anIntegerBehindABlobIsReadOutOfTheBlob() throws OSCParseException {
        OscMessage message =
                OscMessage.of(
                        "/a", OscArgument.Blob.of(ByteArrays.hex("0a0b0c0d")), OscArgument.i(7));
        byte[] bytes = codec.encode(message);

        assertEquals(0x0a0b0c0d, javaOsc.arguments(bytes).get(1));
        assertEquals(message, codec.decode(ByteBuffer.wrap(bytes)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/scene/*", "/s/[1-3]", "/x/{a,b}", "//fire"})
    void patternsThatArriveAreRefused(String pattern) {
        byte[] bytes = codec.encode(OscMessage.of(pattern));

        assertThrows(OSCParseException.class, () -> javaOsc.parse(bytes));
        assertEquals(OscMessage.of(pattern), codec.decode(ByteBuffer.wrap(bytes)));
        assertTrue(OscAddressParts.isPattern(pattern));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /{x,xy}z       | /xyz    | true
                    /{foo,foobar}  | /foobar | true
                    /[a-]          | /-      | true
                    /[a-]          | /z      | false
                    /a/            | /a      | false
                    """)
    void patternsAreMatchedWrongly(String pattern, String address, boolean matches) {
        OSCMessageEvent event =
                new OSCMessageEvent(this, OSCTimeTag64.IMMEDIATE, new OSCMessage(address));

        assertNotEquals(matches, new OSCPatternAddressMessageSelector(pattern).matches(event));
        assertEquals(matches, OscPattern.of(pattern).matches(address));
    }

    @Test
    void nestedArraysGiveNull() throws OSCParseException {
        OscMessage nested =
                OscMessage.of(
                        "/a",
                        OscArgument.array(OscArgument.array(OscArgument.i(1)), OscArgument.i(2)));
        byte[] bytes = codec.encode(nested);

        assertNull(javaOsc.parse(bytes));
        assertEquals(nested, codec.decode(ByteBuffer.wrap(bytes)));
    }

    @Test
    void truncatedPacketsThrowUncheckedExceptions() {
        unchecked(BufferUnderflowException.class, ByteArrays.ascii("/a..,i.."));
        unchecked(StringIndexOutOfBoundsException.class, ByteArrays.ascii("/a..,[i....."));
        unchecked(
                IllegalArgumentException.class,
                ByteArrays.hex("2362756e646c6500 0000000000000001 7ffffffc 2f610000"));
    }

    @Test
    void deeplyNestedBundlesOverflowTheStack() {
        ByteBuffer tower = ByteBuffer.allocate(64_000);
        while (tower.remaining() >= 20) {
            tower.putLong(OscWireFormat.BUNDLE).putLong(1).putInt(tower.remaining() - 4);
        }

        unchecked(StackOverflowError.class, tower.array());
    }

    @Test
    void latin1IsAParseError() {
        byte[] latin1 = ByteArrays.hex("2f610000 2c730000 e9000000");

        assertThrows(OSCParseException.class, () -> javaOsc.parse(latin1));
        assertEquals(
                OscMessage.of("/a", OscArgument.s("\uFFFD")),
                codec.decode(ByteBuffer.wrap(latin1)));
    }

    @Test
    void theSenderOfAMessageIsNotReported() {
        assertFalse(tellsASender(OSCMessageEvent.class));
        assertFalse(tellsASender(OSCPacketEvent.class));
        assertFalse(tellsASender(OSCMessage.class));
    }

    private void unchecked(Class<? extends Throwable> expected, byte[] bytes) {
        assertThrows(expected, () -> javaOsc.parse(bytes));
        assertThrows(OscFormatException.class, () -> codec.decode(ByteBuffer.wrap(bytes)));
    }

    private static boolean tellsASender(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> SocketAddress.class.isAssignableFrom(method.getReturnType()));
    }
}
