package io.downbeat.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Log lines for people, {@code 21:04:07 warning text}, or for programs, one JSON object a line. The
 * time is the record's own. Any thread may format.
 */
public final class LogLines extends Formatter {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final boolean json;

    /** Lines for programs if {@code json}, else for people. */
    public LogLines(boolean json) {
        this.json = json;
    }

    @Override
    public String format(LogRecord record) {
        String text = formatMessage(record) + trace(record);
        return json
                ? "{\"time\":\""
                        + record.getInstant()
                        + "\",\"level\":\""
                        + level(record)
                        + "\",\"text\":\""
                        + escaped(text)
                        + "\"}\n"
                : CLOCK.format(record.getInstant()) + " " + level(record) + " " + text + "\n";
    }

    private static String level(LogRecord record) {
        int level = record.getLevel().intValue();
        if (level >= Level.SEVERE.intValue()) {
            return "error";
        }
        return level >= Level.WARNING.intValue() ? "warning" : "info";
    }

    private static String trace(LogRecord record) {
        if (record.getThrown() == null) {
            return "";
        }
        var trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace, true));
        return "\n" + trace.toString().stripTrailing();
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }
}
