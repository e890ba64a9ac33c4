package io.downbeat.console;

/** How many columns of a terminal text takes. */
final class DisplayColumns {

    private DisplayColumns() {}

    /** East Asian letters and emoji take two columns. */
    static int of(int codePoint) {
        boolean wide =
                Character.isIdeographic(codePoint)
                        || (codePoint >= 0x1100 && codePoint <= 0x115f)
                        || (codePoint >= 0x3000 && codePoint <= 0x33ff)
                        || (codePoint >= 0xac00 && codePoint <= 0xd7a3)
                        || (codePoint >= 0xff00 && codePoint <= 0xff60)
                        || (codePoint >= 0x1f300 && codePoint <= 0x1faff);
        return wide ? 2 : 1;
    }

    static int of(String text) {
        return text.codePoints().map(DisplayColumns::of).sum();
    }

    /** The longest beginning of the text that takes at most this many columns, as an index. */
    static int fitting(String text, int columns) {
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
}
