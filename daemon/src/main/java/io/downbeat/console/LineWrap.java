package io.downbeat.console;

import java.util.function.IntSupplier;

/**
 * Breaks log lines at spaces, so that a narrow terminal does not break them within words. Further
 * lines are indented, so that each log entry can be told from the next.
 */
public final class LineWrap {

    /** The width of the time and the space behind it, {@code 21:04:07 }. */
    private static final int INDENT = 9;

    /** Columns. In a narrower terminal an indent would leave too little room for words. */
    private static final int NARROWEST = 24;

    private LineWrap() {}

    /**
     * Text whose lines are at most this many columns wide. Words that are wider are broken.
     *
     * @param text one or several lines
     * @param width the columns of the terminal, asked for only if the text may not fit; below
     *     {@value #NARROWEST} the text stays as it is
     */
    public static String wrapped(String text, IntSupplier width) {
        int columns = DisplayColumns.of(text) <= NARROWEST ? 0 : width.getAsInt();
        if (columns < NARROWEST) {
            return text;
        }
        var lines = new StringBuilder(text.length() + text.length() / 8);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            wrap(text.substring(from, end), columns, lines);
            lines.append('\n');
            from = end + 1;
        }
        wrap(text.substring(from), columns, lines);
        return lines.toString();
    }

    private static void wrap(String line, int columns, StringBuilder into) {
        String rest = line;
        int room = columns;
        int end = DisplayColumns.fitting(rest, room);
        while (end < rest.length()) {
            int space = rest.lastIndexOf(' ', end);
            boolean hasWord = space > 0 && !rest.substring(0, space).isBlank();
            int cut = hasWord ? space : end;
            into.append(rest.substring(0, cut).stripTrailing())
                    .append('\n')
                    .append(" ".repeat(INDENT));
            rest = rest.substring(cut).stripLeading();
            room = columns - INDENT;
            end = DisplayColumns.fitting(rest, room);
        }
        into.append(rest);
    }
}
