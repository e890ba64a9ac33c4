package io.downbeat.bench;

/** One question about speed, and the tables that answer it. */
interface Benchmark {
    /** The word on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /**
     * Measures and prints.
     *
     * @throws BenchmarkException if something it needs is not there
     */
    void run(BenchmarkContext benchmarkContext);
}
