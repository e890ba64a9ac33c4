package io.downbeat.control;

import io.downbeat.time.HostMicros;

import org.jspecify.annotations.Nullable;

/**
 * Limits the work of each host's patterns, in steps: an amount at once, and an amount for each
 * second. A host that sends many costly packets is limited, and no other host waits for it. The
 * table has a fixed size: a host that takes another's slot begins with a full budget. Several
 * threads may share it: entries never change, and a lost entry only forgives some work.
 */
final class HostPatternWorkLimiter {

    /** Five costly packets at once: enough to set up a whole control surface by patterns. */
    static final int MOST_BURST_STEPS = 5 * PacketPatternWorkLimit.MOST_STEPS;

    /** Ten costly packets a second: a hundredth of the conductor's time. */
    static final int STEPS_PER_SECOND = 10 * PacketPatternWorkLimit.MOST_STEPS;

    /** Slots for hosts; a power of two. */
    private static final int SLOTS = 256;

    private static final double MICROS_PER_SECOND = 1e6;

    private final @Nullable RemainingWork[] slots = new RemainingWork[SLOTS];

    /** The steps that a host had left at a moment. */
    private record RemainingWork(String host, double steps, HostMicros at) {}

    /** The steps that a host has left. */
    int remaining(String host, HostMicros now) {
        RemainingWork before = remainingWork(host, now);
        double seconds = Math.max(0, now.since(before.at()) / MICROS_PER_SECOND);
        double steps = Math.min(MOST_BURST_STEPS, before.steps() + seconds * STEPS_PER_SECOND);
        slots[slot(host)] = new RemainingWork(host, steps, now.orLater(before.at()));
        return (int) steps;
    }

    void spend(String host, int steps, HostMicros now) {
        RemainingWork before = remainingWork(host, now);
        slots[slot(host)] = new RemainingWork(host, before.steps() - steps, before.at());
    }

    private RemainingWork remainingWork(String host, HostMicros now) {
        RemainingWork known = slots[slot(host)];
        return known != null && known.host.equals(host)
                ? known
                : new RemainingWork(host, MOST_BURST_STEPS, now);
    }

    private static int slot(String host) {
        int hash = host.hashCode();
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }
}
