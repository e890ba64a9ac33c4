package io.downbeat.link.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A kind of value in a datagram: a key of four letters, the size of the value, the value. Both
 * protocols of Link use this form.
 */
enum DatagramEntryKind {
    TIMELINE("tmln", 24),
    SESSION("sess", 8),
    START_STOP("stst", 17),
    MEASUREMENT_V4("mep4", 6),
    MEASUREMENT_V6("mep6", 18),
    HOST_TIME("__ht", 8),
    GHOST_TIME("__gt", 8),
    PREVIOUS_GHOST_TIME("_pgt", 8);

    static final int HEAD = 8;

    private final int key;
    private final int size;

    DatagramEntryKind(String letters, int size) {
        this.key = ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
        this.size = size;
    }

    boolean isKey(int other) {
        return key == other;
    }

    /** Bytes of the value. */
    int size() {
        return size;
    }

    /** Bytes of the whole entry. */
    int length() {
        return HEAD + size;
    }

    /** Writes key and size; the value follows. */
    ByteBuffer begin(ByteBuffer out) {
        return out.putInt(key).putInt(size);
    }
}
