package io.downbeat.bench;

/**
 * How much the benchmarks measure.
 *
 * @param rounds how often each program is measured, in turns with the others
 * @param boundaries beats of one round of {@code dispatch}
 * @param trips launches of one round of {@code latency} and {@code scale}
 * @param writes parameter writes of one round of {@code throughput}
 * @param scenes launches of one round of {@code fanout}
 * @param seconds how long {@code pauses} plays
 * @param takeSeconds how long the take of {@code take} is
 * @param settleMillis how long a daemon may warm up after its ready line
 */
record BenchmarkDuration(
        int rounds,
        int boundaries,
        int trips,
        int writes,
        int scenes,
        int seconds,
        int takeSeconds,
        int settleMillis) {

    /** For published numbers. */
    static final BenchmarkDuration FULL =
            new BenchmarkDuration(5, 200, 1_000, 100_000, 40, 60, 3_600, 5_000);

    /** For tests that everything works; the numbers mean nothing. */
    static final BenchmarkDuration TINY = new BenchmarkDuration(1, 10, 20, 1_000, 2, 1, 20, 0);
}
