package io.downbeat.feedback.packet;

import java.nio.charset.StandardCharsets;

/** Measures and shortens strings as OSC encodes them: UTF-8, padded to a multiple of four bytes. */
public final class TextTruncation {

    private static final String ELLIPSIS = "...";
    private static final int WORD_BYTES = 4;

    private TextTruncation() {}

    /** The encoded bytes, less those of an empty string. */
    public static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length / WORD_BYTES * WORD_BYTES;
    }

    /**
     * The text, or as much of its beginning as fits, followed by three dots. No character is cut in
     * two.
     *
     * @param room the bytes that it may have, less those of an empty string
     */
    public static String truncated(String text, int room) {
        if (size(text) <= room) {
            return text;
        }
        int left = Math.max(0, room - ELLIPSIS.length());
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            left -= bytes(character);
            if (left < 0) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    /** Half of a surrogate pair is encoded as one byte, a question mark. */
    private static int bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
