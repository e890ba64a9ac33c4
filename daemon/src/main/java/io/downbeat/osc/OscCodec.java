package io.downbeat.osc;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/**
 * Decodes and encodes OSC packets with every type of OSC 1.0 and 1.1. It caches the strings that it
 * decoded last, so each decoding thread has its own. Encoding allocates nothing.
 *
 * <p>{@code decode(encode(p)).equals(p)} for every packet, except for the bits of NaNs.
 *
 * <p>Refused: sizes that are negative, zero, not a multiple of four or larger than the packet;
 * unknown type tags; strings without an end; nesting deeper than 32. Tolerated: padding that is not
 * zero, bytes after the last argument, a missing type tag string if there is no data, and bytes
 * that are not UTF-8 (they become U+FFFD).
 */
public final class OscCodec {
    /** In bytes: the largest payload of a UDP datagram. */
    public static final int MAX_PACKET = OscWireFormat.MAX_PACKET;

    private final PacketDecoder decoder = new PacketDecoder();

    /**
     * Decodes the packet between the buffer's position and limit; both stay.
     *
     * @throws OscFormatException if these bytes are not an OSC packet; no other exception is thrown
     */
    public OscPacket decode(ByteBuffer packet) {
        return decoder.decode(packet);
    }

    /**
     * Decodes what is readable between the buffer's position and limit; both stay. The size of a
     * bundle element gives its end, so an unreadable element is skipped and its neighbours are
     * decoded. A size that is negative, not a multiple of four or past the end makes the rest of
     * its bundle unreadable. Throws nothing.
     */
    public DecodedPacket read(ByteBuffer packet) {
        return decoder.read(packet);
    }

    /**
     * Writes a packet at the buffer's position and moves the position behind it.
     *
     * @throws BufferOverflowException if the packet does not fit; nothing is written then
     */
    public void encode(OscPacket packet, ByteBuffer out) {
        if (size(packet) > out.remaining()) {
            throw new BufferOverflowException();
        }
        PacketEncoder.put(out, packet);
    }

    /** The bytes of a packet, in a new array. */
    public byte[] encode(OscPacket packet) {
        ByteBuffer out = ByteBuffer.allocate(size(packet));
        PacketEncoder.put(out, packet);
        return out.array();
    }

    /** The size of a packet in bytes. */
    public static int size(OscPacket packet) {
        return PacketEncoder.size(packet);
    }
}
