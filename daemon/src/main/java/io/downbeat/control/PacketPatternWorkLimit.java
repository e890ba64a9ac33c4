package io.downbeat.control;

import io.downbeat.time.HostMicros;

/**
 * Limits the work of the patterns in one packet. The work is counted in steps and not in time, so
 * that the same packet always gets the same answer. The budget of the sender's host limits it too.
 * Each packet has its own, used by one thread.
 */
public final class PacketPatternWorkLimit {

    /** Steps for one packet: two patterns of the greatest cost, a millisecond on a slow machine. */
    static final int MOST_STEPS = 40_000;

    private final HostPatternWorkLimiter hostLimiter;
    private final String host;
    private final HostMicros at;
    private int stepsLeft;
    private boolean busyReported;

    /** For a single packet, without the budget of a host. */
    PacketPatternWorkLimit() {
        this(new HostPatternWorkLimiter(), "", new HostMicros(0));
    }

    /** For a packet of a host, whose earlier packets may have spent some of the budget. */
    PacketPatternWorkLimit(HostPatternWorkLimiter hostLimiter, String host, HostMicros at) {
        this.hostLimiter = hostLimiter;
        this.host = host;
        this.at = at;
        stepsLeft = Integer.MIN_VALUE;
    }

    /** Whether no steps are left for another pattern. */
    boolean isSpent() {
        if (stepsLeft == Integer.MIN_VALUE) {
            stepsLeft = Math.min(MOST_STEPS, hostLimiter.remaining(host, at));
        }
        return stepsLeft <= 0;
    }

    /**
     * Notes that the sender gets the error that the budget is used up; true if it has got that
     * error before.
     */
    boolean markBusyReported() {
        boolean before = busyReported;
        busyReported = true;
        return before;
    }

    void spend(int steps) {
        if (!isSpent()) {
            stepsLeft -= steps;
            hostLimiter.spend(host, steps, at);
        }
    }
}
