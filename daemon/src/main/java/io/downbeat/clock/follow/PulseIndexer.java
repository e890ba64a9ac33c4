package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which place in the row a counted pulse takes. Where neighbours lie clearly apart it is read off
 * the line: what comes much too soon was doubled, what fits a later place has lost others before
 * it, and what fits none was held up on its way, or begins another tempo, which the pulses after it
 * tell. Where jitter blurs the places it is the next one, and only later pulses can tell. Not
 * thread safe.
 */
final class PulseIndexer {

    /** How far a usual pulse may be off, as a share of the way to the next, to tell them apart. */
    private static final double CLEAR = 0.125;

    private static final double FITTING = 0.25;
    private static final double SOON = 0.45;
    private static final double EVEN = 0.05;

    /** So often in a row no pulses are lost or doubled: the master is that slow, or that fast. */
    private static final int MOST = 8;

    /** A tempo that pulses off the line agree on. */
    record IndexedPulse(List<Double> moments, int firstPlace, double pulse) {
        IndexedPulse {
            moments = List.copyOf(moments);
        }
    }

    /** Quarters: so far apart, pulses at once after a first are doubled, whatever the jitter. */
    private static final double SPARSE = 1;

    private final boolean found;
    private final List<Double> strays = new ArrayList<>();
    private double cameAt = Double.NEGATIVE_INFINITY;
    private boolean onLine;
    private int soon;
    private int sinceSoon;
    private int gaps;
    private long gap;
    private Optional<IndexedPulse> slower = Optional.empty();

    /**
     * @param found whether the first pulse was given its place by the time: then what was held up
     *     with it is counted already
     */
    PulseIndexer(boolean found) {
        this.found = found;
    }

    /**
     * How many places after the last pulse this one lies: 0 if it has none, or none yet.
     *
     * @param last the last pulse that took a place
     */
    int of(JitterTrackingLoop lock, double step, double last, double at) {
        boolean atOnce = at - Math.max(cameAt, last) < step * DelayLockedLoop.SHORTEST;
        cameAt = at;
        if (lock.onPulse() < 3) {
            onLine = true;
            return atOnce && (found || step >= SPARSE) ? 0 : 1;
        }
        double pulse = step * lock.loop().period();
        double place = (lock.loop().positionAt(at) - lock.loop().position()) / step;
        if (!isClear(lock, step, place)) {
            strays.clear();
            return 1;
        }
        if (isDoubled(at - last, pulse, place, atOnce) || (atOnce && !strays.isEmpty())) {
            return 0;
        }
        long nearest = Math.round(place);
        boolean fits = Math.abs(place - nearest) < FITTING;
        if (nearest <= 1 || !(onLine && lock.isSettled())) {
            return next(fits);
        }
        if (!fits || agreed(at) >= 1) {
            strays.add(at);
            return 0;
        }
        gaps = nearest == gap ? gaps + 1 : 1;
        gap = nearest;
        strays.clear();
        if (gaps == MOST) {
            int counted = (int) (gap - 1) * (MOST - 1);
            slower = Optional.of(new IndexedPulse(List.of(at), 1 - counted, at - last));
            return 0;
        }
        return (int) nearest;
    }

    static boolean isClear(JitterTrackingLoop lock, double step, double place) {
        double there = lock.loop().position() + Math.max(1, Math.rint(place)) * step;
        return lock.usual(there) < CLEAR * step * lock.loop().period();
    }

    private int next(boolean fits) {
        onLine = fits;
        strays.clear();
        gaps = 0;
        sinceSoon++;
        soon = fits || sinceSoon > 1 ? 0 : soon;
        return 1;
    }

    private boolean isDoubled(double since, double pulse, double place, boolean atOnce) {
        if (!onLine || !strays.isEmpty() || since > SOON * pulse || place > SOON + FITTING / 2) {
            return false;
        }
        sinceSoon = 0;
        soon += atOnce ? 0 : 1;
        return soon < MOST;
    }

    /** The pulse that the last strays and this one agree on, below 1 if they do not. */
    private double agreed(double at) {
        int n = strays.size();
        if (n < 2) {
            return 0;
        }
        double one = strays.get(n - 1) - strays.get(n - 2);
        double other = at - strays.get(n - 1);
        return Math.abs(one - other) < EVEN * one ? (one + other) / 2 : 0;
    }

    /** The tempo that the strays tell, once three of them do; they are none any more then. */
    Optional<IndexedPulse> nextTurn(double last) {
        if (slower.isPresent()) {
            Optional<IndexedPulse> now = slower;
            slower = Optional.empty();
            gaps = 0;
            return now;
        }
        int n = strays.size();
        if (n < 3) {
            return Optional.empty();
        }
        double latest = strays.removeLast();
        double pulse = agreed(latest);
        strays.add(latest);
        if (pulse < 1 && n < MOST) {
            return Optional.empty();
        }
        List<Double> even = strays.subList(n - 3, n);
        double each = pulse < 1 ? (latest - even.getFirst()) / 2 : pulse;
        int place = (int) Math.max(1, Math.round((even.getFirst() - last) / each));
        IndexedPulse indexedPulse = new IndexedPulse(even, place, each);
        strays.clear();
        gaps = 0;
        return Optional.of(indexedPulse);
    }
}
