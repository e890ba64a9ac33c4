package io.downbeat.osc;

import java.nio.ByteBuffer;

/**
 * Writes bundles and messages into a reused buffer, from addresses and type tags that were encoded
 * before. It allocates nothing for a message. Prepared launches and feedback use it.
 *
 * <pre>
 *  writer.clear();
 *  writer.beginBundle(ntp);
 *  int element = writer.beginElement();
 *  writer.raw(address).raw(tags).float32(0.5f);
 *  writer.endElement(element);
 *  writer.timetag(0, laterNtp);            // when a tempo change moves the boundary
 * </pre>
 *
 * <p>Writing beyond the buffer throws {@link java.nio.BufferOverflowException}; check {@link
 * #hasRoom} first, with the sizes of {@link #elementSize}.
 */
public final class OscWriter {
    /** Bytes that a bundle takes before its first element. */
    public static final int BUNDLE_HEAD = OscWireFormat.BUNDLE_HEAD;

    private final ByteBuffer out;
    private final int start;

    /** A writer from the buffer's position on; the buffer is shared, not copied. */
    public OscWriter(ByteBuffer out) {
        this.out = out;
        this.start = out.position();
    }

    /** A string as it is on the wire, with NUL and padding: an address or type tags. */
    public static byte[] prepared(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(OscWireFormat.stringSize(text));
        OscWireFormat.putString(bytes, text);
        return bytes.array();
    }

    /** Bytes of one bundle element with this address, these tags and this many bytes of data. */
    public static int elementSize(byte[] address, byte[] tags, int dataBytes) {
        return Integer.BYTES + address.length + tags.length + dataBytes;
    }

    /** Bytes that a string argument takes. */
    public static int stringSize(String text) {
        return OscWireFormat.stringSize(text);
    }

    /** Bytes written since the start. */
    public int size() {
        return out.position() - start;
    }

    public boolean hasRoom(int bytes) {
        return out.remaining() >= bytes;
    }

    /** Removes everything that was written. */
    public OscWriter clear() {
        return rewind(0);
    }

    /** Removes what was written after a former {@link #size}. */
    public OscWriter rewind(int size) {
        out.position(start + size);
        return this;
    }

    /**
     * Writes the head of a bundle. The bundle ends with the buffer or with the element that
     * contains it.
     */
    public OscWriter beginBundle(long ntp) {
        out.putLong(OscWireFormat.BUNDLE).putLong(ntp);
        return this;
    }

    /** Rewrites the time tag of a bundle that begins at an offset; 0 is the outermost. */
    public OscWriter timetag(int bundleOffset, long ntp) {
        out.putLong(start + bundleOffset + Long.BYTES, ntp);
        return this;
    }

    /** Begins a bundle element; returns the argument of {@link #endElement}. */
    public int beginElement() {
        int mark = size();
        out.putInt(0);
        return mark;
    }

    /** Ends an element: writes its size where it began. */
    public OscWriter endElement(int mark) {
        out.putInt(start + mark, size() - mark - Integer.BYTES);
        return this;
    }

    /** Bytes as they are; their number is a multiple of four. */
    public OscWriter raw(byte[] bytes) {
        out.put(bytes);
        return this;
    }

    public OscWriter int32(int value) {
        out.putInt(value);
        return this;
    }

    public OscWriter float32(float value) {
        out.putFloat(value);
        return this;
    }

    public OscWriter int64(long value) {
        out.putLong(value);
        return this;
    }

    public OscWriter float64(double value) {
        out.putDouble(value);
        return this;
    }

    /** A string argument, or an address or type tags that are not prepared. */
    public OscWriter string(String text) {
        OscWireFormat.putString(out, text);
        return this;
    }

    /** A whole packet, alone or between {@link #beginElement} and {@link #endElement}. */
    public OscWriter packet(OscPacket packet) {
        PacketEncoder.put(out, packet);
        return this;
    }

    /** The bytes written, from the start on, as a view of the shared buffer. */
    public ByteBuffer written() {
        return out.slice(start, size());
    }
}
