package io.downbeat.control;

/**
 * The work that the patterns of one packet may make, in steps that are counted and not timed, so
 * that the same packet is always answered alike. Not thread safe; one for each packet.
 */
public final class PatternWork {

    /** Two of the costliest patterns there are, about a millisecond on a slow machine. */
    static final int OF_A_PACKET = 40_000;

    private int left = OF_A_PACKET;

    /** Whether nothing is left for another pattern. */
    boolean isSpent() {
        return left <= 0;
    }

    void spend(int steps) {
        left -= steps;
    }
}
