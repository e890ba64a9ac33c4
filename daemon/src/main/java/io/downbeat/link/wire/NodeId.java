package io.downbeat.link.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The id of a peer, and of the session that it founded: eight bytes, ordered as unsigned bytes from
 * the first. A peer takes a new id when it founds a session.
 */
public record NodeId(long bits) implements Comparable<NodeId> {

    private static final int FIRST = 33;
    private static final int PAST_LAST = 127;

    /** A new id, of printable characters as other peers use. */
    public static NodeId random(RandomGenerator dice) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << Byte.SIZE | dice.nextInt(FIRST, PAST_LAST);
        }
        return new NodeId(bits);
    }

    @Override
    public int compareTo(NodeId other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(bits).array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
