package io.downbeat.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Standard output and standard error, each written by a daemon thread of its own, so that whoever
 * prints or logs never waits: a pipe that nobody drains, or a terminal that is held (Ctrl-S), stops
 * that thread and nothing else. At most {@value #MOST_WAITING} lines wait for a stream; what finds
 * no room is dropped, and a line says how many were dropped once the stream takes text again.
 *
 * <p>Where both streams are one terminal, one thread writes both, and keeps a live line below the
 * log: the line is erased before each log line and drawn again after it. The terminal is told not
 * to wrap the live line, so it is cut to the width that the terminal has at that moment, however
 * wide its characters are. The cursor rests at the line's start: when the window becomes narrower
 * and the terminal breaks the line into several, erasing from there removes them all.
 */
public final class ConsoleOutput implements AutoCloseable {

    /** With at most {@value #LONGEST_LINE} characters a line, at most 8 MB wait for a stream. */
    static final int MOST_WAITING = 1024;

    /** Longer log text is cut: one line must not fill the memory or the screen. */
    public static final int LONGEST_LINE = 4000;

    /** How long {@link #close} waits for what is still to be written. */
    static final long CLOSING_MILLIS = 500;

    private static final String ERASE = "\r\u001b[J";
    private static final String NO_WRAP = "\r\u001b[?7l";
    private static final String ERASE_REST_AND_WRAP = "\u001b[J\u001b[?7h\r";

    private final Writer out;
    private final Writer err;
    private final OutputStream errStream;
    private final OutputStream outStream;
    private final boolean live;

    /** Which of the two streams a person looks at, and whether the terminal knows escapes. */
    public record Terminal(boolean out, boolean err, boolean dumb) {

        /** No terminal at all. */
        public static final Terminal NONE = new Terminal(false, false, true);
    }

    /** Begins the threads that write. */
    public ConsoleOutput(OutputStream out, OutputStream err, Terminal terminal) {
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
        out.offer(new Text(outStream, () -> line + "\n"));
    }

    /**
     * Text of standard error, with its line end; written by the thread that prints it. Never waits.
     */
    public void log(Supplier<String> text) {
        err.offer(new Text(errStream, text));
    }

    /** Shows this as the live line from now on. Never waits; the latest wins. */
    public void live(String line) {
        if (live) {
            out.live(line);
        }
    }

    /**
     * Erases the live line and writes what waits, for at most {@value #CLOSING_MILLIS} ms a stream.
     */
    @Override
    public void close() {
        out.end();
        err.end();
    }

    /** What waits for a stream. */
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
            // One sign in the queue is enough for all lines that come before it is reached.
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

        /** A line that cannot be made must not end the thread that writes all others. */
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
                // Nobody reads any more; the music goes on, and there is nobody to tell.
            }
        }
    }
}
