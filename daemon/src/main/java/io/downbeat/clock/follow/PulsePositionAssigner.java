package io.downbeat.clock.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which position a counted pulse takes. Where jitter is small against the spacing, the line
 * tells: a pulse that comes much too soon is a copy, one at a later position follows lost pulses,
 * and one between positions was delayed or begins another tempo, which the next pulses show. Where
 * jitter blurs the positions, the pulse takes the next one, and only later pulses can show a
 * mistake.
 */
final class PulsePositionAssigner {

    /**
     * A share of the spacing: positions can be distinguished if the expected error is less than
     * this.
     */
    private static final double CLEAR = 0.125;

    /** A share of the spacing: a pulse is on the line if it is this near to a position. */
    private static final double ON_LINE = 0.25;

    /** A share of the spacing: a pulse that comes sooner after the last is a copy. */
    private static final double COPY = 0.45;

    /** A share: two spacings that differ by less agree on a tempo. */
    private static final double AGREEMENT = 0.05;

    /** So many copies or gaps in a row are no accident: the clock is that fast or that slow. */
    private static final int MOST_IN_A_ROW = 8;

    /**
     * A tempo on which pulses off the line agree.
     *
     * @param moments their arrivals
     * @param firstOffset positions from the last pulse to the first of these
     * @param pulse microseconds between them
     */
    record NewTempo(List<Double> moments, int firstOffset, double pulse) {
        NewTempo {
            moments = List.copyOf(moments);
        }
    }

    /**
     * Quarters: of pulses this far apart, one at once after the first is a copy, whatever the
     * jitter.
     */
    private static final double SPARSE = 1;

    private final boolean placedByTime;
    private final List<Double> offLine = new ArrayList<>();
    private double cameAt = Double.NEGATIVE_INFINITY;
    private boolean onLine;
    private int copies;
    private int sinceCopy;
    private int gaps;
    private long gap;
    private Optional<NewTempo> slower = Optional.empty();

    /**
     * @param placedByTime whether the position of the first pulse was calculated from the time;
     *     pulses that were delayed together with it are then counted already
     */
    PulsePositionAssigner(boolean placedByTime) {
        this.placedByTime = placedByTime;
    }

    /**
     * How many positions this pulse is after the last one: 0 if it takes none, or none yet.
     *
     * @param last the arrival of the last pulse that took a position
     */
    int positionsAfterLast(DelayLockedLoopWithJitter lock, double step, double last, double at) {
        boolean atOnce = at - Math.max(cameAt, last) < step * DelayLockedLoop.SHORTEST_PERIOD;
        cameAt = at;
        if (lock.pulseCount() < 3) {
            onLine = true;
            return atOnce && (placedByTime || step >= SPARSE) ? 0 : 1;
        }
        double pulse = step * lock.loop().period();
        double place = (lock.loop().positionAt(at) - lock.loop().position()) / step;
        if (!isClear(lock, step, place)) {
            offLine.clear();
            return 1;
        }
        if (isDoubled(at - last, pulse, place, atOnce) || (atOnce && !offLine.isEmpty())) {
            return 0;
        }
        long nearest = Math.round(place);
        boolean fits = Math.abs(place - nearest) < ON_LINE;
        if (nearest <= 1 || !(onLine && lock.isSettled())) {
            return next(fits);
        }
        if (!fits || agreedSpacing(at) >= 1) {
            offLine.add(at);
            return 0;
        }
        gaps = nearest == gap ? gaps + 1 : 1;
        gap = nearest;
        offLine.clear();
        if (gaps == MOST_IN_A_ROW) {
            int counted = (int) (gap - 1) * (MOST_IN_A_ROW - 1);
            slower = Optional.of(new NewTempo(List.of(at), 1 - counted, at - last));
            return 0;
        }
        return (int) nearest;
    }

    static boolean isClear(DelayLockedLoopWithJitter lock, double step, double place) {
        double there = lock.loop().position() + Math.max(1, Math.rint(place)) * step;
        return lock.expectedError(there) < CLEAR * step * lock.loop().period();
    }

    private int next(boolean fits) {
        onLine = fits;
        offLine.clear();
        gaps = 0;
        sinceCopy++;
        copies = fits || sinceCopy > 1 ? 0 : copies;
        return 1;
    }

    private boolean isDoubled(double since, double pulse, double place, boolean atOnce) {
        if (!onLine || !offLine.isEmpty() || since > COPY * pulse || place > COPY + ON_LINE / 2) {
            return false;
        }
        sinceCopy = 0;
        copies += atOnce ? 0 : 1;
        return copies < MOST_IN_A_ROW;
    }

    /**
     * The spacing on which the last pulses off the line and this one agree; below 1 if they do not.
     */
    private double agreedSpacing(double at) {
        int n = offLine.size();
        if (n < 2) {
            return 0;
        }
        double one = offLine.get(n - 1) - offLine.get(n - 2);
        double other = at - offLine.get(n - 1);
        return Math.abs(one - other) < AGREEMENT * one ? (one + other) / 2 : 0;
    }

    /** The tempo of the pulses off the line, once three of them agree; they are forgotten then. */
    Optional<NewTempo> takeNewTempo(double last) {
        if (slower.isPresent()) {
            Optional<NewTempo> now = slower;
            slower = Optional.empty();
            gaps = 0;
            return now;
        }
        int n = offLine.size();
        if (n < 3) {
            return Optional.empty();
        }
        double latest = offLine.removeLast();
        double pulse = agreedSpacing(latest);
        offLine.add(latest);
        if (pulse < 1 && n < MOST_IN_A_ROW) {
            return Optional.empty();
        }
        List<Double> even = offLine.subList(n - 3, n);
        double each = pulse < 1 ? (latest - even.getFirst()) / 2 : pulse;
        int place = (int) Math.max(1, Math.round((even.getFirst() - last) / each));
        NewTempo newTempo = new NewTempo(even, place, each);
        offLine.clear();
        gaps = 0;
        return Optional.of(newTempo);
    }
}
