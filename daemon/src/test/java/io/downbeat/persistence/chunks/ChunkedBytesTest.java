package io.downbeat.persistence.chunks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;

class ChunkedBytesTest {

    @Test
    @DisplayName("bytes stay in order whatever pieces they come in, and no array is too long")
    void bytesStayInOrder() {
        var random = new Random(7);
        var chunked = new ChunkedBytes();
        var whole = new ByteArrayOutputStream();
        while (whole.size() < 5 * ChunkedBytes.CHUNK_BYTES) {
            byte[] piece = new byte[random.nextInt(40_000)];
            random.nextBytes(piece);
            int from = piece.length / 3;
            chunked.write(piece, from, piece.length - from);
            whole.write(piece, from, piece.length - from);
            chunked.write(piece.length);
            whole.write(piece.length);
        }

        assertEquals(whole.size(), chunked.size());
        assertArrayEquals(whole.toByteArray(), chunked.toByteArray());
        for (ByteBuffer chunk : chunked.chunks()) {
            assertTrue(chunk.remaining() > 0);
            assertTrue(chunk.capacity() <= ChunkedBytes.CHUNK_BYTES);
        }
    }
}
