package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

class LogFormatterTest {
    private static final String HOSTILE =
            "\u001b]0;pwned\u0007 a\r\nb \u202eevil\u202c \u009b31m \ud800 \u2028";

    @Test
    @Tag("CONSOLE-3")
    void textOfANetworkOrAFileStaysOnOneLineAndCannotControlATerminal() {
        String line = new LogFormatter(false).format(record(HOSTILE));

        assertTrue(
                line.endsWith(
                        " warning \\u001b]0;pwned\\u0007 a\\r\\nb \\u202eevil\\u202c \\u009b31m"
                                + " \\ud800 \\u2028\n"),
                line);
    }

    @Test
    @Tag("CONSOLE-3")
    void jsonLinesAreEscapedAndDecodeToTheSameText() {
        String line = new LogFormatter(true).format(record(HOSTILE + "\"\\"));

        assertEquals(
                "{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"warning\",\"text\":\""
                        + "\\u001b]0;pwned\\u0007 a\\u000d\\nb \\u202eevil\\u202c \\u009b31m"
                        + " \\ud800 \\u2028\\\"\\\\\"}\n",
                line);
    }

    @Test
    void lettersOfAllScriptsStayAsTheyAre() {
        String names = "Ünïcödé 東京 שלום مرحبا नमस्ते 👩‍👩‍👧 می‌خواهم";

        assertTrue(
                new LogFormatter(false).format(record(names)).endsWith(" warning " + names + "\n"));
        assertTrue(new LogFormatter(true).format(record(names)).contains('"' + names + '"'));
    }

    @Test
    void noLineOfAStackTraceLooksLikeALogLine() {
        LogRecord record = record("broken");
        record.setThrown(new IllegalStateException("a\n21:00:00 warning forged \u001b[31m"));

        List<String> lines = new LogFormatter(false).format(record).lines().toList();

        assertEquals("    java.lang.IllegalStateException: a", lines.get(1));
        assertEquals("    21:00:00 warning forged \\u001b[31m", lines.get(2));
        assertTrue(lines.get(3).startsWith("    at io.downbeat."), lines.get(3));
    }

    private static LogRecord record(String text) {
        var record = new LogRecord(Level.WARNING, text);
        record.setInstant(Instant.EPOCH);
        return record;
    }
}
