package io.downbeat.osc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;

/** The hot path writes the bytes that the codec writes, and leaves no garbage. */
class OscWriterTest {
    private static final byte[] DECAY = OscWriter.prepared("/node/kick/decay");
    private static final byte[] FLOAT = OscWriter.prepared(",f");

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private final OscWriter writer = new OscWriter(buffer);

    @Test
    void aWrittenBundleIsTheEncodedBundle() {
        OscBundle bundle =
                OscBundle.of(
                        new OscTimetag(42),
                        OscMessage.of("/node/kick/decay", OscArgument.f(0.5f)),
                        OscBundle.immediate(OscMessage.of("/b")),
                        OscMessage.of(
                                "/c",
                                OscArgument.s("é"),
                                OscArgument.i(1),
                                OscArgument.h(2),
                                OscArgument.d(3)));

        writer.beginBundle(42);
        decay(0.5f);
        int inner = writer.beginElement();
        writer.beginBundle(1);
        int message = writer.beginElement();
        writer.packet(OscMessage.of("/b")).endElement(message).endElement(inner);
        int last = writer.beginElement();
        writer.string("/c").string(",sihd").string("é").int32(1).int64(2).float64(3);
        writer.endElement(last);

        assertArrayEquals(new OscCodec().encode(bundle), bytes());
    }

    @Test
    void theTimeTagIsPatchedInPlace() {
        writer.beginBundle(1);
        decay(0.25f);
        int size = writer.size();
        writer.timetag(0, 99);

        OscBundle bundle = (OscBundle) new OscCodec().decode(writer.written());
        assertEquals(new OscTimetag(99), bundle.timetag());
        assertEquals(size, writer.size());
    }

    @Test
    void theSizeIsKnownInAdvance() {
        int element = OscWriter.elementSize(DECAY, FLOAT, Float.BYTES);
        writer.beginBundle(1);
        decay(1);

        assertEquals(OscWriter.BUNDLE_HEAD + element, writer.size());
        assertTrue(writer.hasRoom(2048 - writer.size()));
        assertFalse(writer.hasRoom(2049 - writer.size()));
        assertEquals(4, OscWriter.stringSize("é"));
    }

    @Test
    void aMessageThatDoesNotFitIsRemovedAgain() {
        OscWriter narrow = new OscWriter(ByteBuffer.allocate(20));
        narrow.beginBundle(1);
        int before = narrow.size();

        assertThrows(BufferOverflowException.class, () -> narrow.raw(DECAY).raw(FLOAT).float32(1));
        narrow.rewind(before);
        assertEquals(OscBundle.immediate(), new OscCodec().decode(narrow.written()));
    }

    @Test
    void aWriterStartsAtThePositionOfItsBuffer() {
        ByteBuffer shared = ByteBuffer.allocate(64).position(7);
        OscWriter behind = new OscWriter(shared);
        behind.beginBundle(1).timetag(0, 5);

        assertEquals(OscBundle.of(new OscTimetag(5)), new OscCodec().decode(behind.written()));
        assertEquals('#', (char) shared.get(7));
    }

    @Test
    void writingAllocatesNothing() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertTrue(memory.isThreadAllocatedMemorySupported());
        long thread = Thread.currentThread().threadId();
        fill(10_000);

        long before = memory.getThreadAllocatedBytes(thread);
        fill(100_000);
        long perMessage = (memory.getThreadAllocatedBytes(thread) - before) / 100_000;

        assertEquals(0, perMessage);
    }

    private void fill(int messages) {
        for (int i = 0; i < messages; i++) {
            if (!writer.hasRoom(OscWriter.elementSize(DECAY, FLOAT, Float.BYTES)) || i == 0) {
                writer.clear().beginBundle(i);
            }
            decay(i);
        }
        writer.timetag(0, messages);
    }

    private void decay(float value) {
        int element = writer.beginElement();
        writer.raw(DECAY).raw(FLOAT).float32(value).endElement(element);
    }

    private byte[] bytes() {
        ByteBuffer written = writer.written();
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }
}
