package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * How packets are told apart in a stream of bytes. Immutable; what a connection has read so far is
 * remembered by its {@link Reader}.
 *
 * <p>For every packet and every way of cutting the stream into chunks, reading what was encoded
 * gives the packet back.
 */
public sealed interface OscFraming permits SizeFraming, SlipFraming {

    /** The framing that a stream with this first byte has: 0 begins a length, all else is SLIP. */
    static OscFraming of(byte firstByte) {
        return firstByte == 0 ? new SizeFraming() : new SlipFraming();
    }

    /** A reader at the start of a stream. */
    Reader reader();

    /** Writes a packet with its frame; takes all of the packet. */
    void encode(ByteBuffer packet, ByteBuffer out);

    /** The most bytes that {@link #encode} writes for a packet of so many. */
    int encodedBound(int packetSize);

    /**
     * The reading side of one connection, with the packet that has begun. Owned by the connection's
     * thread; not thread safe.
     */
    interface Reader {

        /**
         * Takes all of a chunk and hands over each packet that it completes. The buffer handed over
         * is the reader's own and good only during the call.
         *
         * @throws OscFormatException for a packet of more than 65,507 bytes, or a size that cannot
         *     be; the stream has then lost its place and is to be closed
         */
        void read(ByteBuffer chunk, Consumer<ByteBuffer> packets);
    }
}
