package io.downbeat.console;

import org.jline.utils.WCWidth;

/**
 * How many columns of a terminal text takes: East Asian letters and emoji two, combining marks
 * none, control characters none.
 */
public final class DisplayColumns {

    private static final String CUT = "…";

    private DisplayColumns() {}

    static int of(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    /** The columns of a text. */
    public static int of(String text) {
        return text.codePoints().map(DisplayColumns::of).sum();
    }

    /** The longest beginning of the text that takes at most this many columns, as an index. */
    public static int fitting(String text, int columns) {
        int taken = 0;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            taken += of(c);
            if (taken > columns) {
                return at;
            }
            at += Character.charCount(c);
        }
        return text.length();
    }

    /** The text if it takes at most this many columns, else its beginning and an ellipsis. */
    public static String cut(String text, int columns) {
        int whole = fitting(text, columns);
        if (whole == text.length()) {
            return text;
        }
        return columns < 1 ? "" : text.substring(0, fitting(text, columns - 1)) + CUT;
    }

    /** The text in exactly this many columns: cut, or with spaces behind it. */
    public static String padded(String text, int columns) {
        String cut = cut(text, columns);
        return cut + " ".repeat(Math.max(0, columns - of(cut)));
    }
}
