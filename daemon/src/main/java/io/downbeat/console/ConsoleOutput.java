package io.downbeat.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Writes standard output and standard error, each on a daemon thread of its own, so that printing
 * and logging never wait. A pipe that is not read, or a paused terminal (Ctrl-S), only stops that
 * thread. At most {@value #MOST_WAITING} lines wait for a stream. Further lines are dropped; when
 * the stream accepts text again, a line says how many were dropped.
 *
 * <p>If both streams are one terminal, one thread writes both and keeps a live line below the log.
 * It erases the live line before each log line and draws it again after it. Line wrapping is turned
 * off for the live line, so the terminal cuts it to its present width. The cursor stays at the
 * beginning of the line, so that erasing also works after the window became narrower and the line
 * was broken into several. Longer lines of the log are broken at spaces.
 */
public final class ConsoleOutput implements AutoCloseable {

    /** With at most {@value #LONGEST_LINE} characters a line, at most 8 MB wait for a stream. */
    static final int MOST_WAITING = 1024;

    /** Longer log text is cut: one line must not fill the memory or the screen. */
    public static final int LONGEST_LINE = 4000;

    /** How long {@link #close} waits for text that is still to be written. */
    static final long CLOSING_MILLIS = 500;

    private static final String ERASE = "\r\u001b[J";
    private static final String NO_WRAP = "\r\u001b[?7l";
    private static final String ERASE_REST_AND_WRAP = "\u001b[J\u001b[?7h\r";

    private final Writer out;
    private final Writer err;
    private final OutputStream errStream;
    private final OutputStream outStream;
    private final Terminal terminal;
    private final IntSupplier columns;
    private final boolean live;

    /** Which of the two streams are a terminal, and whether the terminal lacks escape sequences. */
    public record Terminal(boolean out, boolean err, boolean dumb) {

        /** No terminal at all. */
        public static final Terminal NONE = new Terminal(false, false, true);
    }

    /** Starts the writing threads; lines are written as they are. */
    public ConsoleOutput(OutputStream out, OutputStream err, Terminal terminal) {
        this(out, err, terminal, () -> 0);
    }

    /**
     * Starts the writing threads.
     *
     * @param columns the present width of the terminal; 0 if lines are not to be broken. The
     *     writing threads call it
     */
    public ConsoleOutput(
            OutputStream out, OutputStream err, Terminal terminal, IntSupplier columns) {
        this.terminal = terminal;
        this.columns = columns;
        outStream = out;
        errStream = err;
        live = terminal.out() && !terminal.dumb();
        this.out = new Writer("downbeat-console", out);
        this.err = terminal.out() && terminal.err() ? this.out : new Writer("downbeat-log", err);
    }

    /** Whether there is a terminal that can show a live line. */
    public boolean showsLiveLine() {
        return live;
    }

    /** A line of standard output. Never waits. */
    public void print(String line) {
        out.offer(new Text(outStream, wrapped(() -> line + "\n", terminal.out())));
    }

    /**
     * Text of standard error, with its line end; written by the thread that prints it. Never waits.
     */
    public void log(Supplier<String> text) {
        err.offer(new Text(errStream, wrapped(text, terminal.err())));
    }

    private Supplier<String> wrapped(Supplier<String> text, boolean inTerminal) {
        return inTerminal ? () -> LineWrap.wrapped(text.get(), columns) : text;
    }

    /** Replaces the live line. Never waits; only the latest line is shown. */
    public void live(String line) {
        if (live) {
            out.live(line);
        }
    }

    /**
     * Erases the live line and writes the waiting text, for at most {@value #CLOSING_MILLIS} ms a
     * stream.
     */
    @Override
    public void close() {
        out.end();
        err.end();
    }

    /** An entry in the queue of a stream. */
    private sealed interface Entry {}

    private record Text(OutputStream to, Supplier<String> text) implements Entry {}

    private enum Marker implements Entry {
        DRAW,
        END
    }

    /** One thread, its queue, and what it shows. */
    private static final class Writer {
        private final BlockingQueue<Entry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        private final AtomicReference<String> next = new AtomicReference<>("");
        private final AtomicLong dropped = new AtomicLong();
        private final OutputStream screen;
        private final Thread thread;
        private String shown = "";
        private boolean drawn;
        private volatile boolean ending;

        Writer(String name, OutputStream screen) {
            this.screen = screen;
            thread = Thread.ofPlatform().daemon().name(name).start(this::run);
        }

        void offer(Entry entry) {
            if (!waiting.offer(entry)) {
                dropped.incrementAndGet();
            }
        }

        void live(String line) {
            // One marker in the queue is enough for all live lines until it is reached.
            if (next.getAndSet(line).isEmpty() && !waiting.offer(Marker.DRAW)) {
                next.set("");
            }
        }

        void end() {
            ending = true;
            waiting.offer(Marker.END);
            try {
                thread.join(CLOSING_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            try {
                while (!ending || !waiting.isEmpty()) {
                    write(waiting.take());
                }
                erase();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private void write(Entry entry) {
            switch (entry) {
                case Text text -> {
                    erase();
                    writeDroppedCount(text.to());
                    write(text.to(), made(text));
                }
                case Marker.DRAW -> {
                    shown = next.getAndSet("");
                    drawn = false;
                }
                case Marker.END -> {}
            }
            if (!drawn && !shown.isEmpty() && waiting.isEmpty() && !ending) {
                write(screen, NO_WRAP + shown + ERASE_REST_AND_WRAP);
                drawn = true;
            }
        }

        /** A line that cannot be formatted must not end the writing thread. */
        private static String made(Text line) {
            try {
                return line.text().get();
            } catch (RuntimeException broken) {
                return "(a line could not be written: " + broken.getClass().getName() + ")\n";
            }
        }

        private void erase() {
            if (drawn) {
                write(screen, ERASE);
                drawn = false;
            }
        }

        private void writeDroppedCount(OutputStream to) {
            long count = dropped.getAndSet(0);
            if (count > 0) {
                write(to, "(" + count + " lines were dropped here: nobody read them in time)\n");
            }
        }

        private static void write(OutputStream to, String text) {
            try {
                to.write(text.getBytes(StandardCharsets.UTF_8));
                to.flush();
            } catch (IOException closed) {
                // The stream is closed at the other end. The session plays on.
            }
        }
    }
}
