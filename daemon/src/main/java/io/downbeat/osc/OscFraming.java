package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * How packets are delimited in a stream of bytes. Each connection has its own {@link Reader}.
 *
 * <p>For every packet and every division of the stream into chunks, reading what was encoded gives
 * the packet back.
 */
public sealed interface OscFraming permits SizeFraming, SlipFraming {

    /** The framing of a stream by its first byte: 0 begins a size, any other byte is SLIP. */
    static OscFraming of(byte firstByte) {
        return firstByte == 0 ? new SizeFraming() : new SlipFraming();
    }

    /** A reader at the start of a stream. */
    Reader reader();

    /** Writes a packet with its frame and consumes all of the packet. */
    void encode(ByteBuffer packet, ByteBuffer out);

    /** The most bytes that {@link #encode} writes for a packet of this size. */
    int encodedBound(int packetSize);

    /** The reading side of one connection; holds the packet that has begun. */
    interface Reader {

        /**
         * Consumes a chunk and passes on each packet that it completes. The buffer that is passed
         * is reused and valid only during the call.
         *
         * @throws OscFormatException for a packet of more than 65,507 bytes or an impossible size;
         *     the stream cannot be read on then and must be closed
         */
        void read(ByteBuffer chunk, Consumer<ByteBuffer> packets);

        /** Whether a packet has begun and is not whole yet. */
        boolean holdsPartialPacket();
    }
}
