package io.downbeat.osc;

import java.util.Locale;

/**
 * Text that came from a network or a file, made safe to show in a terminal, a log or an error. What
 * a terminal could obey, what hides text or turns its direction, and what is no character is
 * written out: an escape as <code>&#92;u001b</code>, a line feed as {@code \n}.
 */
public final class PrintableText {
    private PrintableText() {}

    /** The text without anything that has to be written out; the same object if it had nothing. */
    public static String of(String text) {
        int plain = 0;
        while (plain < text.length()) {
            int c = text.codePointAt(plain);
            if (isUnsafe(c)) {
                return written(text, plain);
            }
            plain += Character.charCount(c);
        }
        return text;
    }

    /**
     * Whether a terminal could obey this code point, or a reader be misled by it: control
     * characters (C0, C1), line and paragraph separators, bidirectional and other invisible format
     * characters, half a surrogate pair. The two joiners are letters' business and stay.
     */
    public static boolean isUnsafe(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7f) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            case Character.FORMAT -> codePoint != 0x200c && codePoint != 0x200d;
            default -> false;
        };
    }

    private static String written(String text, int plain) {
        var out = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (int at = plain; at < text.length(); ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isUnsafe(c)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
