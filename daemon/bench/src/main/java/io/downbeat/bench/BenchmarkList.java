package io.downbeat.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/** The benchmarks of {@code downbeat bench}, in the order in which all are run. */
final class BenchmarkList {
    /** In the order of the help. */
    static final List<Benchmark> ALL =
            List.of(
                    new BeatAccuracyBenchmark(BeatSenderProgram.PEERS),
                    new LatencyBenchmark(),
                    new ThroughputBenchmark(),
                    new SceneToManyOutputsBenchmark(),
                    new ScaleBenchmark(),
                    new SaveBenchmark(),
                    new TakeBenchmark(),
                    new PagesBenchmark(),
                    new PausesBenchmark(),
                    new StartBenchmark());

    private static final int FINE = 0;
    private static final int REFUSED = 2;

    private BenchmarkList() {}

    /** The names for the command line. */
    static List<String> names() {
        return ALL.stream().map(Benchmark::name).toList();
    }

    /** A line for each benchmark: its name and what it measures. */
    static List<String> summaries() {
        return ALL.stream()
                .map(bench -> "%-11s %s".formatted(bench.name(), bench.summary()))
                .toList();
    }

    /**
     * Runs one benchmark, or all, and prints each table when it is measured. All programs that were
     * started are ended, also after an interruption.
     *
     * @param name one of {@link #names}, or empty for all
     * @param out takes the tables
     * @param err takes what goes on, and why something could not be measured
     * @return the exit code: 0, or 2 if a benchmark could not be run
     */
    static int run(Optional<String> name, PrintWriter out, PrintWriter err) {
        Thread cleaner = new Thread(BenchmarkList::endAll, "bench-end");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try (BenchmarkFolders benchmarkFolders = BenchmarkFolders.ofThisCheckout()) {
            out.println(Machine.here().text());
            out.flush();
            BenchmarkContext benchmarkContext =
                    new BenchmarkContext(benchmarkFolders, BenchmarkDuration.FULL, out, err);
            int code = FINE;
            for (Benchmark bench : ALL) {
                if (name.isEmpty() || name.get().equals(bench.name())) {
                    code = Math.max(code, run(bench, benchmarkContext, err));
                }
            }
            return code;
        } catch (BenchmarkException refused) {
            err.println("downbeat bench: " + refused.getMessage());
            err.flush();
            return REFUSED;
        } finally {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
    }

    private static int run(Benchmark bench, BenchmarkContext benchmarkContext, PrintWriter err) {
        try {
            bench.run(benchmarkContext);
            return FINE;
        } catch (BenchmarkException refused) {
            err.println("downbeat bench " + bench.name() + ": " + refused.getMessage());
            err.flush();
            return REFUSED;
        }
    }

    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }
}
