package io.downbeat.control;

import io.downbeat.time.HostMicros;

/**
 * Limits the work of the patterns in one packet. The work is counted in steps and not in time, so
 * that the same packet always gets the same answer. The budget of the sender's host limits it too.
 * Each packet has its own, used by one thread.
 */
public final class PacketPatternWorkLimit {

    /** Two patterns of the greatest cost: about a millisecond on a slow machine. */
    static final int OF_A_PACKET = 40_000;

    private final HostPatternWorkLimiter client;
    private final String host;
    private final HostMicros at;
    private int left;
    private boolean told;

    /** For a single packet, without the budget of a host. */
    PacketPatternWorkLimit() {
        this(new HostPatternWorkLimiter(), "", new HostMicros(0));
    }

    /** For a packet of a host, whose earlier packets may have spent some of the budget. */
    PacketPatternWorkLimit(HostPatternWorkLimiter client, String host, HostMicros at) {
        this.client = client;
        this.host = host;
        this.at = at;
        left = Integer.MIN_VALUE;
    }

    /** Whether no steps are left for another pattern. */
    boolean isSpent() {
        if (left == Integer.MIN_VALUE) {
            left = Math.min(OF_A_PACKET, client.remaining(host, at));
        }
        return left <= 0;
    }

    /** Whether the sender already got the error that the budget is used up; from now on it has. */
    boolean reportBusyOnce() {
        boolean before = told;
        told = true;
        return before;
    }

    void spend(int steps) {
        if (!isSpent()) {
            left -= steps;
            client.spend(host, steps, at);
        }
    }
}
