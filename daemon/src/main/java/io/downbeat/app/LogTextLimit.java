package io.downbeat.app;

import io.downbeat.osc.PrintableText;

/** Texts of clients as a part of a log line: safe to show, and not longer than people read. */
final class LogTextLimit {

    private static final String CUT = "...";

    private LogTextLimit() {}

    /** The text, or its beginning with three dots behind it; no character is cut in two. */
    static String of(String text, int most) {
        if (text.length() <= most) {
            return PrintableText.of(text);
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return PrintableText.of(text.substring(0, end)) + CUT;
    }
}
