package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;

/**
 * A watch over a master whose every pulse comes twice, as by two network interfaces: the spacing is
 * then short, long, short, long. From the first pulses on it shows by that alone; once it is known,
 * of each two the second is no pulse. Not thread safe.
 */
final class DuplicateDetector {

    /** Pulses from which it is read: four and their copies. */
    private static final int SEEN = 8;

    /** A copy comes within this share of the way from it to the next pulse. */
    private static final double SOON = 0.4;

    /** Short ways are alike, and long ones, to this share of both together. */
    private static final double ALIKE = 0.04;

    private static final double STILL = 1.5;

    private final List<Double> seen = new ArrayList<>();
    private double apart;
    private double lastFirst;

    /**
     * @param first when the first pulse came
     */
    DuplicateDetector(double first) {
        begin(first);
    }

    /** A train begins with this pulse; that all come twice is still known. */
    DuplicateDetector begin(double first) {
        seen.clear();
        seen.add(first);
        lastFirst = first;
        return this;
    }

    /** The pulses from here on tell nothing of their spacing. */
    void reset() {
        seen.clear();
    }

    /** Whether a pulse is known to be the second of two. */
    boolean isSecond(double at) {
        boolean second = at - lastFirst < STILL * apart;
        lastFirst = second ? lastFirst : at;
        return second;
    }

    /** Notes one of a train's first pulses; true if by now it shows that they all come twice. */
    boolean showsWith(double at) {
        if (!seen.isEmpty() && seen.size() < SEEN) {
            seen.add(at);
            if (seen.size() == SEEN && areTwins()) {
                apart = mean(copies());
                lastFirst = firsts().getLast();
                return true;
            }
        }
        return false;
    }

    /** The first of each two. */
    List<Double> firsts() {
        List<Double> firsts = new ArrayList<>();
        for (int i = 0; i < seen.size(); i++) {
            if (i % 2 != copies()) {
                firsts.add(seen.get(i));
            }
        }
        if (copies() == 0) {
            firsts.addFirst(seen.getFirst());
        }
        return firsts;
    }

    private boolean areTwins() {
        double small = mean(copies());
        double large = mean(1 - copies());
        double most = ALIKE * (small + large);
        boolean alike = small < SOON * large;
        // The first pulse may have come once only; the way from it is longer then.
        for (int i = 2 - copies(); i < SEEN; i++) {
            alike &= Math.abs(way(i) - (i % 2 == copies() ? small : large)) < most;
        }
        return alike;
    }

    /** Whether every odd pulse is the copy of the one before it (1), or every even one (0). */
    private int copies() {
        return mean(1) < mean(0) ? 1 : 0;
    }

    /** Of the ways to every odd pulse (1), or to every even one (0). */
    private double mean(int odd) {
        double sum = 0;
        int ways = 0;
        for (int i = 2 + odd; i < SEEN; i += 2) {
            sum += way(i);
            ways++;
        }
        return sum / ways;
    }

    private double way(int to) {
        return seen.get(to) - seen.get(to - 1);
    }
}
