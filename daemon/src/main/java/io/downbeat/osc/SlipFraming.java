package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The framing of OSC 1.1 streams: SLIP with an END before and after each packet (RFC 1055). Empty
 * frames are skipped. A byte after an ESC that RFC 1055 does not define is taken as it is, as the
 * RFC says.
 */
public final class SlipFraming implements OscFraming {
    private static final byte END = (byte) 0xC0;
    private static final byte ESC = (byte) 0xDB;
    private static final byte ESC_END = (byte) 0xDC;
    private static final byte ESC_ESC = (byte) 0xDD;

    @Override
    public Reader reader() {
        return new SlipReader();
    }

    @Override
    public void encode(ByteBuffer packet, ByteBuffer out) {
        out.put(END);
        while (packet.hasRemaining()) {
            byte b = packet.get();
            switch (b) {
                case END -> out.put(ESC).put(ESC_END);
                case ESC -> out.put(ESC).put(ESC_ESC);
                default -> out.put(b);
            }
        }
        out.put(END);
    }

    @Override
    public int encodedBound(int packetSize) {
        return 2 * packetSize + 2;
    }

    private static final class SlipReader implements Reader {
        private byte[] packet = new byte[1024];
        private int size;
        private boolean escaped;

        @Override
        public void read(ByteBuffer chunk, Consumer<ByteBuffer> packets) {
            while (chunk.hasRemaining()) {
                byte b = chunk.get();
                if (b == END) {
                    finish(packets);
                } else if (escaped) {
                    escaped = false;
                    add(b == ESC_END ? END : b == ESC_ESC ? ESC : b);
                } else if (b == ESC) {
                    escaped = true;
                } else {
                    add(b);
                }
            }
        }

        @Override
        public boolean holdsPartialPacket() {
            return size > 0 || escaped;
        }

        private void finish(Consumer<ByteBuffer> packets) {
            int finished = size;
            size = 0;
            escaped = false;
            if (finished > 0) {
                packets.accept(ByteBuffer.wrap(packet, 0, finished).slice());
            }
        }

        private void add(byte b) {
            if (size == OscWireFormat.MAX_PACKET) {
                throw new OscFormatException(
                        "SLIP frame of more than " + OscWireFormat.MAX_PACKET + " bytes", size);
            }
            if (size == packet.length) {
                packet = Arrays.copyOf(packet, Math.min(2 * size, OscWireFormat.MAX_PACKET));
            }
            packet[size++] = b;
        }
    }
}
