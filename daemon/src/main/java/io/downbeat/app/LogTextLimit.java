package io.downbeat.app;

import io.downbeat.osc.PrintableText;

/** Makes text of clients safe and short enough for a log line. */
final class LogTextLimit {

    private static final String CUT = "...";

    private LogTextLimit() {}

    /** The text, or its beginning followed by three dots. No character is cut in two. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return PrintableText.of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return PrintableText.of(text.substring(0, end)) + CUT;
    }
}
