package io.downbeat.app;

import io.downbeat.console.LogLines;

import java.io.PrintStream;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** The log of the whole process, set up once before anything is logged. */
final class Logs {

    private Logs() {}

    static void begin(RunSettings settings, PrintStream err) {
        Level level =
                switch (settings.talk()) {
                    case QUIET -> Level.SEVERE;
                    case NORMAL -> Level.INFO;
                    case VERBOSE -> Level.FINE;
                };
        LogManager.getLogManager().reset();
        Handler lines = new FlushedLines(err, new LogLines(settings.jsonLog()));
        lines.setLevel(level);
        Logger root = Logger.getLogger("");
        root.addHandler(lines);
        root.setLevel(Level.INFO);
        Logger.getLogger("io.downbeat").setLevel(level);
    }

    /**
     * {@link ConsoleHandler} flushes each line too, but takes the standard error of its own start.
     */
    private static final class FlushedLines extends StreamHandler {
        FlushedLines(PrintStream err, LogLines lines) {
            super(err, lines);
        }

        @Override
        public synchronized void publish(LogRecord line) {
            super.publish(line);
            flush();
        }
    }
}
