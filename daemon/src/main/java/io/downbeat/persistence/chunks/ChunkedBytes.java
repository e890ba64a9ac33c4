package io.downbeat.persistence.chunks;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Bytes in arrays of at most {@value #CHUNK_BYTES}. The JVM cannot stop a thread while it clears,
 * copies or hashes one array, and whatever needs all threads to stop, such as garbage collection,
 * holds up the conductor thread until then: a millisecond and more for the array of a large graph
 * file, a hundredth of it for one chunk.
 */
public final class ChunkedBytes extends OutputStream {

    /** No array is longer. */
    public static final int CHUNK_BYTES = 1 << 16;

    /** Enough for most records of a journal. */
    private static final int FIRST_CHUNK_BYTES = 256;

    private final List<byte[]> full = new ArrayList<>();
    private byte[] last = new byte[FIRST_CHUNK_BYTES];
    private int lastSize;

    /** The bytes of an array. */
    public static ChunkedBytes of(byte[] content) {
        var all = new ChunkedBytes();
        all.write(content, 0, content.length);
        return all;
    }

    @Override
    public void write(int value) {
        makeRoom();
        last[lastSize++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, from.length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            makeRoom();
            int part = Math.min(end - at, last.length - lastSize);
            System.arraycopy(from, at, last, lastSize, part);
            lastSize += part;
            at += part;
        }
    }

    /** The number of bytes. */
    public long size() {
        return (long) full.size() * CHUNK_BYTES + lastSize;
    }

    /** All bytes, in order. The buffers show the arrays themselves and are only read from. */
    public List<ByteBuffer> chunks() {
        List<ByteBuffer> chunks = new ArrayList<>(full.size() + 1);
        for (byte[] chunk : full) {
            chunks.add(ByteBuffer.wrap(chunk));
        }
        if (lastSize > 0) {
            chunks.add(ByteBuffer.wrap(last, 0, lastSize));
        }
        return chunks;
    }

    /** All bytes in one array, for content that is known to be small, and for tests. */
    public byte[] toByteArray() {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size()));
        chunks().forEach(all::put);
        return all.array();
    }

    /** Grows the last chunk up to the longest, then begins another. */
    private void makeRoom() {
        if (lastSize < last.length) {
            return;
        }
        if (last.length < CHUNK_BYTES) {
            last = Arrays.copyOf(last, 2 * last.length);
        } else {
            full.add(last);
            last = new byte[CHUNK_BYTES];
            lastSize = 0;
        }
    }
}
