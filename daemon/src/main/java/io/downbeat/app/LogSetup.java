package io.downbeat.app;

import io.downbeat.app.cli.DaemonSettings;
import io.downbeat.console.ConsoleOutput;
import io.downbeat.console.LogFormatter;

import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Sets up the log of the whole process, before anything is logged. */
final class LogSetup {

    private LogSetup() {}

    /** Keeps the log open until the process is gone. Called before anything is logged. */
    static void keepOpen() {
        System.setProperty("java.util.logging.manager", LogManagerOpenUntilExit.class.getName());
    }

    static void begin(DaemonSettings settings, ConsoleOutput console) {
        Level level =
                switch (settings.consoleSettings()) {
                    case QUIET -> Level.SEVERE;
                    case NORMAL -> Level.INFO;
                    case VERBOSE -> Level.FINE;
                };
        LogManager manager = LogManager.getLogManager();
        manager.reset();
        // A program that has the daemon inside may have another one.
        if (manager instanceof LogManagerOpenUntilExit closing) {
            closing.keepOpen();
        }
        Handler lines = new QueuedLines(console, new LogFormatter(settings.jsonLog()));
        lines.setLevel(level);
        Logger root = Logger.getLogger("");
        root.addHandler(lines);
        root.setLevel(Level.INFO);
        Zeroconf.LOG.setLevel(Level.OFF);
        Logger own = Logger.getLogger("io.downbeat");
        own.setLevel(level);
        // By default a dying thread writes to standard error itself, and would wait for its reader.
        Thread.setDefaultUncaughtExceptionHandler((thread, broken) ->
                own.log(Level.SEVERE, broken, () -> "thread " + thread.getName() + " ended"));
    }

    /**
     * The log of JmDNS, which is off: anybody on the network can make it write a line for each
     * packet. It is kept here, because a log manager forgets the settings of a logger that nothing
     * refers to.
     */
    private static final class Zeroconf {
        static final Logger LOG = Logger.getLogger("javax.jmdns");
    }

    /** Passes each record to the console's thread, which formats and writes it. Never waits. */
    private static final class QueuedLines extends Handler {
        private final ConsoleOutput console;

        QueuedLines(ConsoleOutput console, Formatter lines) {
            this.console = console;
            setFormatter(lines);
        }

        @Override
        public void publish(LogRecord line) {
            if (!isLoggable(line)) {
                return;
            }
            String text = line.getMessage();
            if (text != null && text.length() > ConsoleOutput.LONGEST_LINE) {
                line.setMessage(text.substring(0, ConsoleOutput.LONGEST_LINE) + " ...");
            }
            Formatter lines = getFormatter();
            console.log(() -> lines.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
