package io.downbeat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

class OscBytesTest {
    private final OscBytes bytes = new OscBytes();
    private final List<String> odd = new ArrayList<>();

    @Test
    void aMessageIsWrittenAsTheProtocolSays() {
        assertEquals(
                "2f74656d706f0000" + "2c660000" + "42f00000",
                HexFormat.of().formatHex(bytes.encode(Message.of("/tempo", 120f))));
    }

    @Test
    void everyTypeComesBackAsItWent() {
        Message all =
                Message.of(
                        "/scene/[1-3]/{a,b}/größe",
                        -1,
                        0.1f,
                        "größe",
                        1L << 40,
                        0.1,
                        true,
                        false,
                        Argument.Mark.NIL,
                        Argument.Mark.IMPULSE);

        assertEquals(List.of(all), decoded(bytes.encode(all)));
    }

    @Test
    void bundlesWithinBundlesAreReadInTheirOrder() {
        byte[] inner = bytes.encode(List.of(Message.of("/a"), Message.of("/b", 1)));
        byte[] last = bytes.encode(Message.of("/c"));

        assertEquals(
                List.of(Message.of("/a"), Message.of("/b", 1), Message.of("/c")),
                decoded(bundle(inner, last)));
    }

    @Test
    void anElementThatCannotBeReadIsLeftOut() {
        byte[] unknown = "/x\0\0,q\0\0".getBytes(StandardCharsets.US_ASCII);

        assertEquals(
                List.of(Message.of("/a")),
                decoded(bundle(unknown, bytes.encode(Message.of("/a")))));
        assertEquals(1, odd.size());
    }

    @Test
    void behindABlobNothingIsBelieved() {
        byte[] blobAndNumber =
                HexFormat.of()
                        .parseHex("2f610000" + "2c626900" + "00000002" + "abcd0000" + "00000007");

        assertEquals(
                List.of(new Message("/a", List.of(new Argument.Shown("b", "abcd")))),
                decoded(blobAndNumber));
    }

    @Test
    void arraysAreShown() {
        byte[] array =
                HexFormat.of().parseHex("2f610000" + "2c5b6969" + "5d000000" + "0000000100000002");

        assertEquals(
                List.of(new Message("/a", List.of(new Argument.Shown("[ii]", "[1 2]")))),
                decoded(array));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2f61",
                "2f610000",
                "2f6100002c690000",
                "2f6100002c5b690000000000",
                "2362756e646c6500",
                "2362756e646c650000000000000000017ffffffc2f610000",
                "2362756e646c65000000000000000001fffffffc2f610000",
                "00000000",
                "2f6100002c730000e9000000"
            })
    void brokenPacketsThrowNothing(String hex) {
        decoded(HexFormat.of().parseHex(hex));
    }

    @Test
    void aTowerOfBundlesEnds() {
        byte[] tower = bytes.encode(Message.of("/a"));
        for (int floor = 0; floor < 1000; floor++) {
            tower = bundle(tower);
        }

        assertEquals(List.of(), decoded(tower));
    }

    @Test
    void packetsWithWrongBytesThrowNothing() {
        RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        byte[] good =
                bundle(
                        bytes.encode(Message.of("/a", 1, "two", 3f)),
                        bytes.encode(Message.of("/b")));
        for (int turn = 0; turn < 20_000; turn++) {
            byte[] packet = good.clone();
            packet[dice.nextInt(packet.length)] = (byte) dice.nextInt();
            packet[dice.nextInt(packet.length)] = (byte) dice.nextInt();
            decoded(packet);
        }
    }

    @Test
    void whatIsOnlyShownIsNotSent() {
        Message shown = new Message("/a", List.of(new Argument.Shown("b", "00")));

        assertThrows(IllegalArgumentException.class, () -> bytes.encode(shown));
    }

    @Test
    void whatIsLargerThanADatagramIsRefused() {
        Message large = Message.of("/a", "x".repeat(70_000));

        assertThrows(IllegalArgumentException.class, () -> bytes.encode(large));
    }

    private List<Message> decoded(byte[] packet) {
        return bytes.decode(packet, odd::add);
    }

    private static byte[] bundle(byte[]... elements) {
        int size = 16;
        for (byte[] element : elements) {
            size += 4 + element.length;
        }
        ByteBuffer bundle = ByteBuffer.allocate(size);
        bundle.put("#bundle\0".getBytes(StandardCharsets.US_ASCII)).putLong(1);
        for (byte[] element : elements) {
            bundle.putInt(element.length).put(element);
        }
        return bundle.array();
    }
}
