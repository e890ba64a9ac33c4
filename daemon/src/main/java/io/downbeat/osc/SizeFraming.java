package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** The framing of OSC 1.0 streams: each packet follows its size, a big-endian 32-bit integer. */
public final class SizeFraming implements OscFraming {

    @Override
    public Reader reader() {
        return new SizeReader();
    }

    @Override
    public void encode(ByteBuffer packet, ByteBuffer out) {
        out.putInt(packet.remaining()).put(packet);
    }

    @Override
    public int encodedBound(int packetSize) {
        return packetSize + Integer.BYTES;
    }

    private static final class SizeReader implements Reader {
        private final ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);
        private ByteBuffer packet = ByteBuffer.allocate(0);

        @Override
        public void read(ByteBuffer chunk, Consumer<ByteBuffer> packets) {
            while (chunk.hasRemaining()) {
                if (head.hasRemaining()) {
                    head.put(chunk.get());
                    if (!head.hasRemaining()) {
                        begin(head.getInt(0));
                    }
                } else {
                    move(chunk);
                    if (!packet.hasRemaining()) {
                        head.clear();
                        packets.accept(packet.flip());
                    }
                }
            }
        }

        @Override
        public boolean holdsPartialPacket() {
            return head.position() > 0;
        }

        private void begin(int size) {
            if (size <= 0 || size > OscWireFormat.MAX_PACKET) {
                throw new OscFormatException(
                        "packet size " + size + ", expected 1.." + OscWireFormat.MAX_PACKET, 0);
            }
            if (packet.capacity() < size) {
                // Twice as large, so that growing packets do not allocate each time.
                packet = ByteBuffer.allocate(Math.min(2 * size, OscWireFormat.MAX_PACKET));
            }
            packet.clear().limit(size);
        }

        private void move(ByteBuffer chunk) {
            int count = Math.min(chunk.remaining(), packet.remaining());
            int chunkLimit = chunk.limit();
            chunk.limit(chunk.position() + count);
            packet.put(chunk);
            chunk.limit(chunkLimit);
        }
    }
}
