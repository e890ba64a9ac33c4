package io.downbeat.osc;

import java.nio.ByteBuffer;

/** Sizes and strings of OSC in bytes: big-endian, padded to four bytes. */
final class OscWireFormat {
    /** Bytes: the largest payload of a UDP datagram over IPv4, and so of any packet here. */
    static final int MAX_PACKET = 65_507;

    /** The deepest nesting of bundles, and of arrays. */
    static final int MAX_DEPTH = 32;

    /** {@code #bundle} with its NUL, as one big-endian long. */
    static final long BUNDLE = 0x2362756e646c6500L;

    /** Bytes of {@code #bundle} and the time tag. */
    static final int BUNDLE_HEAD = 16;

    private OscWireFormat() {}

    static int padded(int size) {
        return (size + 3) & ~3;
    }

    /** Bytes of a string with its NUL and padding. */
    static int stringSize(String text) {
        return padded(utf8Size(text) + 1);
    }

    static int utf8Size(String text) {
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                size += 1;
            } else if (c < 0x800) {
                size += 2;
            } else if (isPair(text, i)) {
                size += 4;
                i++;
            } else {
                size += 3;
            }
        }
        return size;
    }

    /** Writes UTF-8, NUL and padding without allocating; half a surrogate pair becomes U+FFFD. */
    static void putString(ByteBuffer out, String text) {
        int start = out.position();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.put((byte) c);
            } else if (isPair(text, i)) {
                putUtf8(out, Character.toCodePoint(c, text.charAt(i + 1)));
                i++;
            } else {
                putUtf8(out, Character.isSurrogate(c) ? 0xFFFD : c);
            }
        }
        out.put((byte) 0);
        pad(out, out.position() - start);
    }

    static void pad(ByteBuffer out, int written) {
        for (int i = written; i < padded(written); i++) {
            out.put((byte) 0);
        }
    }

    private static boolean isPair(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }

    private static void putUtf8(ByteBuffer out, int c) {
        if (c < 0x800) {
            out.put((byte) (0xC0 | (c >> 6)));
        } else if (c < 0x10000) {
            out.put((byte) (0xE0 | (c >> 12))).put((byte) (0x80 | ((c >> 6) & 0x3F)));
        } else {
            out.put((byte) (0xF0 | (c >> 18)))
                    .put((byte) (0x80 | ((c >> 12) & 0x3F)))
                    .put((byte) (0x80 | ((c >> 6) & 0x3F)));
        }
        out.put((byte) (0x80 | (c & 0x3F)));
    }
}
