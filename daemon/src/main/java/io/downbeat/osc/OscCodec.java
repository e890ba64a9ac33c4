package io.downbeat.osc;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * OSC packets from bytes and into bytes, every type of OSC 1.0 and 1.1. One per thread that
 * decodes, since it remembers the strings it saw last so as not to make them anew. Encoding
 * allocates nothing.
 *
 * <p>{@code decode(encode(p)).equals(p)} for every packet, bits of NaNs aside.
 *
 * <p>What is refused and what is forgiven: sizes that are negative, zero, not a multiple of four or
 * larger than what is there are refused, as are unknown type tags, strings without an end, and
 * nesting beyond 32. Padding that is not zero, bytes behind the last argument, a missing type tag
 * string where there is no data, and bytes that are not UTF-8 (they become U+FFFD) are forgiven.
 *
 * <p>Not thread safe.
 */
public final class OscCodec {
    /** The largest packet there is, the payload of one UDP datagram. */
    public static final int MAX_PACKET = OscWireFormat.MAX_PACKET;

    private final PacketDecoder decoder = new PacketDecoder();

    /**
     * The packet between the buffer's position and limit, neither of which is moved.
     *
     * @throws OscFormatException if these bytes are not an OSC packet; nothing else is thrown
     *     whatever they are
     */
    public OscPacket decode(ByteBuffer packet) {
        return decoder.decode(packet);
    }

    /**
     * What can be read of the bytes between the buffer's position and limit, neither of which is
     * moved. The size of a bundle element says where it ends, so one that can not be read is left
     * out and its neighbours are read. A size that is negative, not a multiple of four or past the
     * end makes the rest of its bundle unreadable. Throws nothing, whatever the bytes are.
     */
    public DecodedPacket read(ByteBuffer packet) {
        return decoder.read(packet);
    }

    /**
     * Writes a packet at the buffer's position, which is moved behind it.
     *
     * @throws BufferOverflowException if the packet does not fit; then nothing has been written
     */
    public void encode(OscPacket packet, ByteBuffer out) {
        if (size(packet) > out.remaining()) {
            throw new BufferOverflowException();
        }
        PacketEncoder.put(out, packet);
    }

    /** The bytes of a packet, in an array of their own. */
    public byte[] encode(OscPacket packet) {
        ByteBuffer out = ByteBuffer.allocate(size(packet));
        PacketEncoder.put(out, packet);
        return out.array();
    }

    /** How many bytes a packet takes. */
    public static int size(OscPacket packet) {
        return PacketEncoder.size(packet);
    }
}
