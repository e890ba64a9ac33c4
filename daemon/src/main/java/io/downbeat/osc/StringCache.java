package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A cache of decoded strings by their bytes: an address that arrives ten thousand times a second is
 * decoded once. It is direct-mapped (a new string replaces the one in its slot), so its size is
 * bounded.
 */
final class StringCache {
    private static final int SLOTS = 1024;
    private static final int LONGEST = 128;

    private final byte[][] keys = new byte[SLOTS][0];
    private final String[] texts = new String[SLOTS];

    StringCache() {
        Arrays.fill(texts, "");
    }

    /** The UTF-8 between two indices; malformed bytes become U+FFFD. */
    String text(ByteBuffer in, int from, int to) {
        if (to - from > LONGEST) {
            return decoded(bytes(in, from, to));
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + in.get(i);
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        byte[] key = keys[slot];
        if (same(key, in, from, to)) {
            return texts[slot];
        }
        byte[] fresh = bytes(in, from, to);
        String text = decoded(fresh);
        keys[slot] = fresh;
        texts[slot] = text;
        return text;
    }

    private static boolean same(byte[] key, ByteBuffer in, int from, int to) {
        if (key.length != to - from) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if (key[i] != in.get(from + i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(ByteBuffer in, int from, int to) {
        byte[] bytes = new byte[to - from];
        in.get(from, bytes);
        return bytes;
    }

    private static String decoded(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
