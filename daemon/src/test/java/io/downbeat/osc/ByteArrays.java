package io.downbeat.osc;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * Makes bytes from the notation of tests: hex with spaces, or characters with {@code .} for NUL.
 */
final class ByteArrays {
    private ByteArrays() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** ASCII in which each {@code .} is a NUL: {@code "/a..,..."}. */
    static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (text.charAt(i) == '.' ? 0 : text.charAt(i));
        }
        return bytes;
    }

    static byte[] join(byte[]... pieces) {
        int size = 0;
        for (byte[] piece : pieces) {
            size += piece.length;
        }
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] piece : pieces) {
            all.put(piece);
        }
        return all.array();
    }
}
