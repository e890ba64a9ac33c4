package io.downbeat.feedback;

import io.downbeat.time.HostMicros;

import java.util.HashMap;
import java.util.Map;

/**
 * Limits the warnings that subscribers are sent about what is played: a loop causes the same one in
 * each turn. In {@value #SECONDS} s, each is sent once, and at most {@value #MOST} are.
 */
final class WarningLimiter {

    /** As the log has it: long enough that a person can read along. */
    static final int SECONDS = 10;

    /** As many as a person reads; the log has the others. */
    static final int MOST = 20;

    private static final long SECOND_MICROS = 1_000_000;

    private final Map<String, HostMicros> sentAt = new HashMap<>();

    /** Whether a warning may be sent now. If so, it is counted. */
    boolean trySend(String text, HostMicros now) {
        sentAt.values().removeIf(at -> now.since(at) >= SECONDS * SECOND_MICROS);
        return sentAt.size() < MOST && sentAt.putIfAbsent(text, now) == null;
    }
}
