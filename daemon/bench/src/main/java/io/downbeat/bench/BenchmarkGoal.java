package io.downbeat.bench;

import java.util.Locale;

/**
 * A ratio that a benchmark should reach.
 *
 * @param what the compared values, as {@code p50 to C's}
 * @param bound the ratio
 * @param atLeast true if more is better
 */
record BenchmarkGoal(String what, double bound, boolean atLeast) {
    static BenchmarkGoal atMost(String what, double bound) {
        return new BenchmarkGoal(what, bound, false);
    }

    static BenchmarkGoal atLeast(String what, double bound) {
        return new BenchmarkGoal(what, bound, true);
    }

    boolean isReachedBy(double ratio) {
        return atLeast ? ratio >= bound : ratio <= bound;
    }

    /** Whether a ratio reaches the goal, in one line. */
    String verdict(double ratio) {
        return String.format(
                Locale.ROOT,
                "aim: %s %s %sx: %.2fx, %s",
                what,
                atLeast ? "at least" : "at most",
                bound,
                ratio,
                isReachedBy(ratio) ? "reached" : "MISSED");
    }
}
