package io.downbeat.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

@Timeout(60)
class ConsoleOutputTest {
    private static final ConsoleOutput.Terminal TERMINAL =
            new ConsoleOutput.Terminal(true, true, false);
    private static final String DRAW = "\r\u001b[?7l";
    private static final String DRAWN = "\u001b[J\u001b[?7h\r";
    private static final String ERASE = "\r\u001b[J";

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void linesAreWrittenInOrderAndTheLastOnesBeforeClose() {
        var log = new ByteArrayOutputStream();
        try (var console = new ConsoleOutput(screen, log, ConsoleOutput.Terminal.NONE)) {
            console.print("ready");
            for (int i = 0; i < 100; i++) {
                int line = i;
                console.log(() -> line + "\n");
            }
        }
        assertEquals("ready\n", text(screen));
        assertEquals(100, text(log).lines().count());
        assertTrue(text(log).endsWith("98\n99\n"), text(log));
    }

    @Test
    @Tag("CONSOLE-1")
    void loggingNeverWaitsForAStreamThatIsNotReadAndDroppedLinesAreCounted() {
        var stuck = new StuckStream();
        try (var console = new ConsoleOutput(screen, stuck, ConsoleOutput.Terminal.NONE)) {
            console.log(() -> "first\n");
            stuck.awaitAWriter();
            for (int i = 0; i < 5000; i++) {
                console.log(() -> "more\n");
            }
            console.print("heard");
            stuck.drain();
        }
        assertEquals("heard\n", text(screen));
        List<String> lines = stuck.text().lines().toList();
        assertEquals("first", lines.getFirst());
        assertEquals(
                "(%d lines were dropped here: nobody read them in time)"
                        .formatted(5000 - ConsoleOutput.MOST_WAITING),
                lines.get(1));
        assertEquals(2 + ConsoleOutput.MOST_WAITING, lines.size());
    }

    @Test
    void closeDoesNotWaitForAStreamThatNobodyReads() {
        var stuck = new StuckStream();
        try (var console = new ConsoleOutput(stuck, stuck, TERMINAL)) {
            console.live("1.1");
            console.log(() -> "first\n");
            stuck.awaitAWriter();
        }
        assertEquals("", stuck.text());
    }

    @Test
    @Tag("CONSOLE-2")
    void theLiveLineIsErasedBeforeALogLineAndDrawnAgainBelowIt() {
        var shown = new Screen();
        try (var console = new ConsoleOutput(shown, shown, TERMINAL)) {
            console.live("1.1 live");
            shown.await(DRAW + "1.1 live" + DRAWN);
            console.log(() -> "warning\n");
            shown.await(ERASE + "warning\n" + DRAW + "1.1 live" + DRAWN);
            console.live("1.2 live");
            shown.await(DRAW + "1.2 live" + DRAWN);
        }
        assertEquals(ERASE, shown.rest());
    }

    @Test
    @Tag("CONSOLE-7")
    void linesOfATerminalAreBrokenAtSpacesAndLinesOfAPipeAreNot() {
        var log = new ByteArrayOutputStream();
        var onlyOut = new ConsoleOutput.Terminal(true, false, false);
        try (var console = new ConsoleOutput(screen, log, onlyOut, () -> 30)) {
            console.print("downbeat 0.1.0 ready: osc udp 9120");
            console.log(() -> "21:04:07 warning dropped UDP from 10.0.0.3\n");
        }
        assertEquals("downbeat 0.1.0 ready: osc udp\n         9120\n", text(screen));
        assertEquals("21:04:07 warning dropped UDP from 10.0.0.3\n", text(log));
    }

    @Test
    void aTerminalWithoutEscapesAndAPipeHaveNoLiveLine() {
        var dumb = new ConsoleOutput.Terminal(true, true, true);
        try (var console = new ConsoleOutput(screen, screen, dumb)) {
            assertFalse(console.showsLiveLine());
            console.live("1.1");
            console.print("ready");
        }
        assertEquals("ready\n", text(screen));
    }

    @Test
    void aLineThatCannotBeFormattedDoesNotStopOthers() {
        try (var console = new ConsoleOutput(screen, screen, ConsoleOutput.Terminal.NONE)) {
            console.log(() -> {
                throw new IllegalStateException("broken");
            });
            console.log(() -> "next\n");
        }
        assertEquals(
                "(a line could not be written: java.lang.IllegalStateException)\nnext\n",
                text(screen));
    }

    private static String text(ByteArrayOutputStream written) {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** What is written, handed over piece by piece. */
    private static final class Screen extends OutputStream {
        private final StringBuilder written = new StringBuilder();

        @Override
        public void write(int b) {
            throw new AssertionError("whole lines only");
        }

        @Override
        public synchronized void write(byte[] bytes) {
            written.append(new String(bytes, StandardCharsets.UTF_8));
            notifyAll();
        }

        /** Waits for exactly this, and takes it away. */
        synchronized void await(String expected) {
            try {
                while (written.length() < expected.length()) {
                    wait();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            assertEquals(expected, written.substring(0, expected.length()));
            written.delete(0, expected.length());
        }

        synchronized String rest() {
            return written.toString();
        }
    }

    /** A full pipe: a write waits until somebody reads. */
    private static final class StuckStream extends OutputStream {
        private final CountDownLatch writer = new CountDownLatch(1);
        private final CountDownLatch reader = new CountDownLatch(1);

        @SuppressWarnings("JdkObsolete") // Written by one thread and read by another.
        private final StringBuffer read = new StringBuffer();

        @Override
        public void write(int b) {
            throw new AssertionError("whole lines only");
        }

        @Override
        public void write(byte[] bytes) {
            writer.countDown();
            await(reader);
            read.append(new String(bytes, StandardCharsets.UTF_8));
        }

        void awaitAWriter() {
            await(writer);
        }

        void drain() {
            reader.countDown();
        }

        String text() {
            return read.toString();
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
