package io.downbeat.control;

import io.downbeat.time.HostMicros;

/**
 * The work that the patterns of one packet may make, in steps that are counted and not timed, so
 * that the same packet is always answered alike. Its sender's host has work for a number of costly
 * packets a second, whatever it sends. Not thread safe; one for each packet.
 */
public final class PacketPatternBudget {

    /** Two of the costliest patterns there are, about a millisecond on a slow machine. */
    static final int OF_A_PACKET = 40_000;

    private final HostPatternBudgets client;
    private final String host;
    private final HostMicros at;
    private int left;
    private boolean told;

    /** For a packet that stands alone, whoever sent it. */
    PacketPatternBudget() {
        this(new HostPatternBudgets(), "", new HostMicros(0));
    }

    /** For a packet of a host, which has left what its earlier packets have not spent. */
    PacketPatternBudget(HostPatternBudgets client, String host, HostMicros at) {
        this.client = client;
        this.host = host;
        this.at = at;
        left = Integer.MIN_VALUE;
    }

    /** Whether nothing is left for another pattern. */
    boolean isSpent() {
        if (left == Integer.MIN_VALUE) {
            left = Math.min(OF_A_PACKET, client.remaining(host, at));
        }
        return left <= 0;
    }

    /** Whether its sender has been told, in this packet, that nothing is left; told from now on. */
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
