package io.downbeat.console;

import io.downbeat.osc.PrintableText;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Log lines for people, {@code 21:04:07 warning text}, or for programs, one JSON object a line. The
 * time is the record's own. Any thread may format.
 *
 * <p>All log text is made here, and made safe here: text of a client or a file stays on one line
 * and cannot control a terminal.
 */
public final class LogFormatter extends Formatter {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final boolean json;

    /** Lines for programs if {@code json}, else for people. */
    public LogFormatter(boolean json) {
        this.json = json;
    }

    @Override
    public String format(LogRecord record) {
        String text = formatMessage(record);
        return json
                ? "{\"time\":\""
                        + record.getInstant()
                        + "\",\"level\":\""
                        + level(record)
                        + "\",\"text\":\""
                        + escaped(text + trace(record))
                        + "\"}\n"
                : timeOfDay(record.getInstant())
                        + " "
                        + level(record)
                        + " "
                        + PrintableText.of(text)
                        + indented(trace(record))
                        + "\n";
    }

    /** The local time of day, {@code 21:04:07}, as it begins each line for people. */
    public static String timeOfDay(Instant moment) {
        return CLOCK.format(moment);
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

    /** Indents each line of a stack trace, so that none of them looks like a log line. */
    private static String indented(String trace) {
        if (trace.isEmpty()) {
            return "";
        }
        var lines = new StringBuilder();
        trace.strip()
                .lines()
                .forEach(line -> lines.append("\n    ").append(PrintableText.of(line.strip())));
        return lines.toString();
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '"' -> out.append("\\\"");
                        case '\\' -> out.append("\\\\");
                        case '\n' -> out.append("\\n");
                        default -> {
                            if (PrintableText.isUnsafe(c)) {
                                escapeUnits(Character.toString(c), out);
                            } else {
                                out.appendCodePoint(c);
                            }
                        }
                    }
                });
        return out.toString();
    }

    /** Writes JSON escapes, one for each UTF-16 unit. */
    private static void escapeUnits(String units, StringBuilder out) {
        for (int at = 0; at < units.length(); at++) {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) units.charAt(at)));
        }
    }
}
