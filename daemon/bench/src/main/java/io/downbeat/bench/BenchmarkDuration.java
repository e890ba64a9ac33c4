package io.downbeat.bench;

/**
 * How long the benchmarks take their time.
 *
 * @param rounds how often each contestant is measured, in turns with the others
 * @param boundaries beats of one round of {@code dispatch}
 * @param trips launches of one round of {@code latency} and {@code scale}
 * @param writes parameter writes of one round of {@code throughput}
 * @param scenes launches of one round of {@code fanout}
 * @param seconds how long {@code pauses} plays
 * @param settleMillis what a daemon is given after its ready line, to finish its sound check
 */
record BenchmarkDuration(
        int rounds,
        int boundaries,
        int trips,
        int writes,
        int scenes,
        int seconds,
        int settleMillis) {

    /** What is quoted. */
    static final BenchmarkDuration FULL =
            new BenchmarkDuration(5, 200, 1_000, 100_000, 40, 60, 5_000);

    /** Enough to see that all works, and for no number to be believed. */
    static final BenchmarkDuration TINY = new BenchmarkDuration(1, 10, 20, 1_000, 2, 1, 0);
}
