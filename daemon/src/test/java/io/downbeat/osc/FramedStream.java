package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream of packets in one framing, read in pieces of any size. */
final class FramedStream {
    private final OscFraming framing;

    FramedStream(OscFraming framing) {
        this.framing = framing;
    }

    byte[] encoded(byte[] packet) {
        ByteBuffer out = ByteBuffer.allocate(framing.encodedBound(packet.length));
        framing.encode(ByteBuffer.wrap(packet), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** The packets, as hex, that a fresh reader finds in these chunks. */
    List<String> read(byte[]... chunks) {
        OscFraming.Reader reader = framing.reader();
        List<String> packets = new ArrayList<>();
        for (byte[] chunk : chunks) {
            reader.read(
                    ByteBuffer.wrap(chunk), packet -> packets.add(ByteArrays.hex(taken(packet))));
        }
        return packets;
    }

    /** Whether a fresh reader holds a part of a packet after these bytes. */
    boolean endsInAPacket(byte[] bytes) {
        OscFraming.Reader reader = framing.reader();
        reader.read(ByteBuffer.wrap(bytes), packet -> {});
        return reader.holdsPartialPacket();
    }

    void comesBackHoweverItIsCut(byte[]... packets) {
        List<String> expected = Arrays.stream(packets).map(ByteArrays::hex).toList();
        byte[] all =
                ByteArrays.join(Arrays.stream(packets).map(this::encoded).toArray(byte[][]::new));
        for (int first = 0; first <= all.length; first++) {
            for (int second = first; second <= all.length; second++) {
                assertEquals(
                        expected,
                        read(
                                Arrays.copyOf(all, first),
                                Arrays.copyOfRange(all, first, second),
                                Arrays.copyOfRange(all, second, all.length)));
            }
        }
        byte[][] single = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            single[i] = new byte[] {all[i]};
        }
        assertEquals(expected, read(single));
    }

    private static byte[] taken(ByteBuffer packet) {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        return bytes;
    }
}
