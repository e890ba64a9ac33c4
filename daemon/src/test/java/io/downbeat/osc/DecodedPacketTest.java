package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** What can be read of a packet of which not all can be read. */
class DecodedPacketTest {
    /** More by {@code -Ddownbeat.mutations}; so many take about a second. */
    private static final int MUTATIONS = Integer.getInteger("downbeat.mutations", 20_000);

    private static final OscMessage FIRST = OscMessage.of("/first", OscArgument.i(1));
    private static final OscMessage LAST = OscMessage.of("/last", OscArgument.s("end"));
    private static final byte[] HEAD = ByteArrays.hex("2362756e646c6500 0000000000000001");

    private final OscCodec codec = new OscCodec();

    private DecodedPacket read(byte[] bytes) {
        return codec.read(ByteBuffer.wrap(bytes));
    }

    private static byte[] size(int size) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(size).array();
    }

    private static byte[] element(byte[] bytes) {
        return ByteArrays.join(size(bytes.length), bytes);
    }

    private byte[] element(OscPacket packet) {
        return element(codec.encode(packet));
    }

    private static byte[] bundle(byte[]... elements) {
        return ByteArrays.join(HEAD, ByteArrays.join(elements));
    }

    @Test
    void aValidPacketIsReadCompletely() {
        RandomPackets packets = new RandomPackets(11);
        for (int i = 0; i < 2_000; i++) {
            OscPacket packet = packets.packet();
            assertEquals(
                    new DecodedPacket(Optional.of(packet), List.of()), read(codec.encode(packet)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    /a..,x..         | /a | unknown type tag 'x', at offset 45
                    /a..,f..         | /a | 4-byte argument cut short: 0 bytes left, at offset 48
                    /a..,iii         | /a | type tag string without its ending NUL, at offset 44
                    /a..,[i.....     | /a | '[' without its ']', at offset 47
                    /a..abcd         | /a | expected a type tag string (','), got 'a', at offset 44
                    a...,i......     | "" | expected '/' or #bundle, got 'a', at offset 40
                    /abc             | "" | address without its ending NUL, at offset 40
                    ""               | "" | bundle element of 0 bytes, expected a positive multiple of 4, at offset 40
                    #bundle.         | "" | expected #bundle and 8 bytes of time tag, at offset 40
                    """)
    void anUnreadableElementDoesNotAffectOthers(String ascii, String address, String problem) {
        byte[] broken = bundle(element(FIRST), element(ByteArrays.ascii(ascii)), element(LAST));
        DecodedPacket reading = read(broken);

        assertEquals(Optional.of(OscBundle.immediate(FIRST, LAST)), reading.packet());
        assertEquals(
                List.of(address),
                reading.unreadable().stream().map(UnreadableElement::address).toList());
        assertEquals(problem, reading.unreadable().getFirst().problem());
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, -1, Integer.MIN_VALUE, 3, 34, 36, 65_536, Integer.MAX_VALUE - 3})
    void aWrongSizeMakesTheRestOfItsBundleUnreadable(int wrong) {
        byte[] rest = ByteArrays.join(size(wrong), codec.encode(OscMessage.of("/lost")));
        byte[] broken = bundle(element(FIRST), rest, element(LAST));
        DecodedPacket reading = read(broken);

        assertEquals(Optional.of(OscBundle.immediate(FIRST)), reading.packet());
        assertEquals("/lost", reading.unreadable().getFirst().address());
        assertEquals(1, reading.unreadable().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 9, 15})
    void aTruncatedBundleIsReadUpToItsEnd(int missing) {
        byte[] whole = bundle(element(FIRST), element(LAST));
        DecodedPacket reading = codec.read(ByteBuffer.wrap(whole, 0, whole.length - missing));

        assertEquals(Optional.of(OscBundle.immediate(FIRST)), reading.packet());
        assertEquals(
                missing < 15 ? "/last" : "", reading.unreadable().getFirst().address(), "the rest");
    }

    @Test
    void anErrorInANestedBundleLosesOnlyTheRestOfThatBundle() {
        byte[] inner = bundle(element(FIRST), size(1000), codec.encode(OscMessage.of("/lost")));
        DecodedPacket reading = read(bundle(element(FIRST), element(inner), element(LAST)));

        assertEquals(
                Optional.of(OscBundle.immediate(FIRST, OscBundle.immediate(FIRST), LAST)),
                reading.packet());
        assertEquals("/lost", reading.unreadable().getFirst().address());
    }

    @Test
    void bundlesNestedTooDeepAreSkipped() {
        byte[] tower = codec.encode(OscMessage.of("/deep"));
        for (int depth = 0; depth < 40; depth++) {
            tower = bundle(element(FIRST), element(tower), element(LAST));
        }
        DecodedPacket reading = read(tower);

        int levels = 0;
        OscPacket at = reading.packet().orElseThrow();
        while (at instanceof OscBundle bundle && bundle.packets().size() == 3) {
            levels++;
            at = bundle.packets().get(1);
        }
        assertEquals(31, levels);
        assertEquals(OscBundle.immediate(FIRST, LAST), at);
        assertTrue(reading.unreadable().getFirst().problem().contains("deeper than 32"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tempo..,x..|/tempo",
                "/tempo..,f..|/tempo",
                "/tempo..,fff|/tempo",
                "/tempo..?abc|/tempo",
                "/tempo..f.......|/tempo",
                "/tempo..,i.....x.|/tempo",
                "tempo...,i......|''",
                "/tem|''",
                "#bundle.|''",
                "#bundl..........|''",
                "''|''",
            })
    void anUnreadableMessageKeepsItsAddress(String ascii, String address) {
        DecodedPacket reading = read(ByteArrays.ascii(ascii));

        assertEquals(Optional.empty(), reading.packet());
        assertEquals(address, reading.unreadable().getFirst().address());
        assertEquals(address.isEmpty(), reading.isUnreadable());
    }

    @Test
    void elementsBesideDamagedOnesAreRead() {
        RandomPackets packets = new RandomPackets(9_113);
        int lost = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = packets.damaged(codec.encode(packets.packet()));
            DecodedPacket reading = read(bundle(element(FIRST), element(damaged), element(LAST)));
            List<OscPacket> read =
                    reading.packet().map(OscBundle.class::cast).orElseThrow().packets();

            assertEquals(FIRST, read.getFirst());
            assertEquals(LAST, read.getLast());
            assertTrue(read.size() == 3 || !reading.unreadable().isEmpty());
            lost += reading.unreadable().isEmpty() ? 0 : 1;
        }
        assertTrue(lost > MUTATIONS / 4, "the damage is real: " + lost);
    }

    @Test
    void noBytesMakeItThrow() {
        RandomPackets packets = new RandomPackets(77);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes =
                    i % 4 == 0 ? packets.noise() : packets.damaged(codec.encode(packets.packet()));
            DecodedPacket reading = read(bytes);
            reading.packet().ifPresent(packet -> assertTrue(OscCodec.size(packet) > 0));
            assertTrue(reading.packet().isPresent() || reading.unreadable().size() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 40, 300, 3000})
    void theFirstAddressOfABundleNestedTooDeepIsKnown(int depth) {
        DecodedPacket reading = read(nested(depth, codec.encode(LAST)));

        assertEquals(
                List.of(LAST.address()),
                reading.unreadable().stream().map(UnreadableElement::address).toList());
        assertTrue(reading.unreadable().getFirst().problem().contains("nested deeper than 32"));
    }

    @Test
    void aBundleThatIsNestedTooDeepAndHasNoMessageHasNoAddress() {
        DecodedPacket reading = read(nested(40, new byte[0]));

        assertEquals(1, reading.unreadable().size());
        assertFalse(reading.unreadable().getFirst().hasAddress());
    }

    /** So many bundles, one in the other, the innermost with one element. */
    private static byte[] nested(int depth, byte[] innermost) {
        byte[] packet = innermost;
        for (int n = 0; n < depth; n++) {
            packet =
                    packet.length == 0
                            ? bundle()
                            : bundle(ByteArrays.join(size(packet.length), packet));
        }
        return packet;
    }
}
