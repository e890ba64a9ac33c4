package io.downbeat.osc;

import java.util.Locale;

/**
 * Makes text from a network or a file safe to show in a terminal, a log or an error. Characters
 * that a terminal would interpret, that hide text or turn its direction, and that are no characters
 * are escaped: an escape as <code>&#92;u001b</code>, a line feed as {@code \n}.
 */
public final class PrintableText {
    private PrintableText() {}

    /** The text with those characters escaped; the same object if there are none. */
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
     * Whether a character is escaped: control characters (C0, C1), line and paragraph separators,
     * bidirectional and other invisible format characters, and unpaired surrogates. The two joiners
     * belong to letters of some scripts and stay.
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
