package io.downbeat.net;

import io.downbeat.time.HostMicros;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Limits the log lines that clients can cause. Of each kind, one client causes at most one line (or
 * the given number) in {@value #SECONDS} s, and all clients together at most {@value
 * #LINES_A_MINUTE} lines in a minute. The next line of the kind says how many were left out. Thread
 * safe.
 */
public final class LogLimiter {

    /** Long enough that a flood leaves the log readable, short enough to see that it goes on. */
    static final int SECONDS = 10;

    /** One line every other second: a person can still read along. */
    static final int LINES_A_MINUTE = 30;

    /** Kinds and clients that are remembered; beyond that the oldest is forgotten. */
    static final int REMEMBERED = 1024;

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;

    /** The kind of a line and the client that causes it. */
    private record Subject(String kind, String client) {}

    private final Map<Subject, Window> windows = new Bounded<>();
    private final Map<String, Kind> kinds = new Bounded<>();
    private final int linesOfAClient;

    /** One line for each kind and client in {@value #SECONDS} s. */
    public LogLimiter() {
        this(1);
    }

    /**
     * @param linesOfAClient how many lines of each kind a client may cause in {@value #SECONDS} s
     */
    public LogLimiter(int linesOfAClient) {
        this.linesOfAClient = linesOfAClient;
    }

    /**
     * The line to log, or empty if it is one too many.
     *
     * @param kind a fixed word for what happened, such as {@code "malformed"}
     * @param client who caused it: the host, so that a new port is no new client
     * @param at when it happened
     * @param text the line; asked for only if it is logged
     */
    public synchronized Optional<String> line(
            String kind, String client, HostMicros at, Supplier<String> text) {
        Kind counted = kinds.computeIfAbsent(kind, unused -> new Kind(at));
        var subject = new Subject(kind, client);
        Window window = windows.get(subject);
        if (window == null || at.since(window.began()) >= SECONDS * SECOND) {
            window = new Window(at, 0);
        }
        if (window.lines() >= linesOfAClient || !counted.hasRoom(at)) {
            counted.leftOut++;
            return Optional.empty();
        }
        windows.put(subject, new Window(window.began(), window.lines() + 1));
        return Optional.of(text.get() + counted.takeLeftOut());
    }

    /**
     * Whether a client may cause no line of a kind at present; then one more is counted as left
     * out, and making its text can be spared.
     */
    public synchronized boolean isFull(String kind, String client, HostMicros at) {
        Window window = windows.get(new Subject(kind, client));
        boolean full =
                window != null
                        && at.since(window.began()) < SECONDS * SECOND
                        && window.lines() >= linesOfAClient;
        if (full) {
            kinds.computeIfAbsent(kind, unused -> new Kind(at)).leftOut++;
        }
        return full;
    }

    /** The lines of one kind and client since its first one. */
    private record Window(HostMicros began, int lines) {}

    /** The lines of one kind, in this minute and left out. */
    private static final class Kind {
        private HostMicros minuteBegan;
        private int linesThisMinute;
        private long leftOut;

        Kind(HostMicros began) {
            minuteBegan = began;
        }

        boolean hasRoom(HostMicros at) {
            if (at.since(minuteBegan) >= MINUTE) {
                minuteBegan = at;
                linesThisMinute = 0;
            }
            if (linesThisMinute == LINES_A_MINUTE) {
                return false;
            }
            linesThisMinute++;
            return true;
        }

        String takeLeftOut() {
            String suffix = leftOut == 0 ? "" : " (" + leftOut + " more such since the last line)";
            leftOut = 0;
            return suffix;
        }
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
