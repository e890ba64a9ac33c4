package io.downbeat.bench;

/** One benchmark: a question about speed and the tables that answer it. */
interface Benchmark {
    /** Its name on the command line. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /**
     * Measures and prints.
     *
     * @throws BenchmarkException if something that it needs is missing
     */
    void run(BenchmarkContext benchmarkContext);
}
