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
    static final int AT_ONCE = 5 * PacketPatternWorkLimit.OF_A_PACKET;

    /** Ten costly packets a second: a hundredth of the conductor's time. */
    static final int A_SECOND = 10 * PacketPatternWorkLimit.OF_A_PACKET;

    /** Slots for hosts; a power of two. */
    private static final int PLACES = 256;

    private static final double SECOND = 1e6;

    private final @Nullable RemainingWork[] places = new RemainingWork[PLACES];

    /** The steps that a host had left at a moment. */
    private record RemainingWork(String host, double steps, HostMicros at) {}

    /** The steps that a host has left. */
    int remaining(String host, HostMicros now) {
        RemainingWork before = of(host, now);
        double since = Math.max(0, now.since(before.at()) / SECOND);
        double steps = Math.min(AT_ONCE, before.steps() + since * A_SECOND);
        places[place(host)] = new RemainingWork(host, steps, now.orLater(before.at()));
        return (int) steps;
    }

    void spend(String host, int steps, HostMicros now) {
        RemainingWork before = of(host, now);
        places[place(host)] = new RemainingWork(host, before.steps() - steps, before.at());
    }

    private RemainingWork of(String host, HostMicros now) {
        RemainingWork kept = places[place(host)];
        return kept != null && kept.host.equals(host)
                ? kept
                : new RemainingWork(host, AT_ONCE, now);
    }

    private static int place(String host) {
        int hash = host.hashCode();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
