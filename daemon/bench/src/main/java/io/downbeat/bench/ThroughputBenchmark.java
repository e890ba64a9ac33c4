package io.downbeat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Measures parameter writes a second, in to out, beside a C program on liblo. The client is the
 * same for both: it keeps a window of writes unanswered, each with a value of its own, and checks
 * that every one comes out again, alone and in its place; so that what is lost, merged or overtaken
 * is seen. Each program is measured with several windows; its best one without a fault counts.
 */
final class ThroughputBenchmark implements Benchmark {
    private static final List<Integer> WINDOWS = List.of(16, 64, 256);
    private static final String DAEMON = "daemon";
    private static final String LIBLO = "C on liblo";
    private static final BenchmarkGoal RATE =
            BenchmarkGoal.atLeast("writes a second to liblo's", 1.0);

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public String summary() {
        return "parameter writes a second, in to out, beside C on liblo";
    }

    /**
     * One run of {@code pump.c}.
     *
     * @param wrong writes that were merged, changed or reordered
     */
    record Run(long nanos, long received, long wrong) {
        static Run parse(String line) {
            String[] words = line.split(" ");
            return new Run(
                    Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
        }

        boolean isWhole(int sent) {
            return received == sent && wrong == 0;
        }

        long perSecond() {
            return received * 1_000_000_000 / Math.max(1, nanos);
        }
    }

    /** The runs of one program with one window size. */
    record Window(String who, int size) {}

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        var graph = benchmarkFolders.write("stage.json", BenchGraph.stage());
        try (ExternalProgram pump = benchmarkFolders.run(benchmarkFolders.compiled("pump"))) {
            int port = TimestampingReceiver.portsIn(pump.line()).getFirst();
            try (ExternalProgram relay = benchmarkFolders.run(relay(benchmarkFolders), port);
                    DaemonUnderTest daemon =
                            DaemonUnderTest.start(
                                    benchmarkFolders,
                                    graph,
                                    BeatAccuracyTestDaemon.output(
                                            "flood", port, ",nodes=flood,initial=off"))) {
                int relayed = TimestampingReceiver.portsIn(relay.line()).getFirst();
                benchmarkContext.settle();
                benchmarkContext.print(measure(benchmarkContext, pump, daemon.port(), relayed));
            }
        }
    }

    private static Path relay(BenchmarkFolders benchmarkFolders) {
        try {
            return benchmarkFolders.compiled("relay", "-llo");
        } catch (BenchmarkException refused) {
            throw new BenchmarkException(
                    refused.getMessage() + " (liblo's Debian package is liblo-dev)", refused);
        }
    }

    private static Table measure(
            BenchmarkContext benchmarkContext, ExternalProgram pump, int daemon, int liblo) {
        Map<Window, List<Run>> runs = new LinkedHashMap<>();
        benchmarkContext.say("throughput, warming up");
        pumped(benchmarkContext, pump, daemon, WINDOWS.getLast());
        pumped(benchmarkContext, pump, liblo, WINDOWS.getLast());
        for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
            benchmarkContext.say("throughput, round " + round);
            for (int size : WINDOWS) {
                add(runs, new Window(DAEMON, size), pumped(benchmarkContext, pump, daemon, size));
                add(runs, new Window(LIBLO, size), pumped(benchmarkContext, pump, liblo, size));
            }
        }
        return report(benchmarkContext, runs);
    }

    private static void add(Map<Window, List<Run>> runs, Window window, Run run) {
        runs.computeIfAbsent(window, first -> new ArrayList<>()).add(run);
    }

    private static Run pumped(
            BenchmarkContext benchmarkContext, ExternalProgram pump, int port, int window) {
        pump.tell(
                "%d %d %d %d"
                        .formatted(
                                port,
                                benchmarkContext.benchmarkDuration().writes(),
                                window,
                                BenchGraph.FLOODED));
        return Run.parse(pump.line());
    }

    private static Table report(BenchmarkContext benchmarkContext, Map<Window, List<Run>> runs) {
        int writes = benchmarkContext.benchmarkDuration().writes();
        Table table =
                new Table(
                        "throughput: parameter writes a second in to out, median of %d rounds of %s"
                                .formatted(
                                        benchmarkContext.benchmarkDuration().rounds(),
                                        Table.whole(writes)),
                        "who",
                        "window",
                        "a second",
                        "lost",
                        "wrong");
        runs.forEach((window, some) ->
                table.row(
                        window.who(),
                        Table.whole(window.size()),
                        Table.whole(median(some)),
                        Table.whole(some.stream().mapToLong(run -> writes - run.received()).sum()),
                        Table.whole(some.stream().mapToLong(Run::wrong).sum())));
        OptionalLong ours = best(DAEMON, runs, writes);
        OptionalLong theirs = best(LIBLO, runs, writes);
        if (ours.isPresent() && theirs.isPresent()) {
            table.aim(RATE, (double) ours.getAsLong() / theirs.getAsLong());
        } else {
            table.note("aim: MISSED, one of them had no window without a fault");
        }
        return table.note("window: writes on their way at once; the best without a fault counts")
                .note("wrong: merged, changed or out of its place");
    }

    private static long median(List<Run> runs) {
        return Samples.of(runs.stream().mapToLong(Run::perSecond).toArray()).median();
    }

    private static OptionalLong best(String who, Map<Window, List<Run>> runs, int writes) {
        return runs.entrySet().stream()
                .filter(entry -> entry.getKey().who().equals(who))
                .filter(entry -> entry.getValue().stream().allMatch(run -> run.isWhole(writes)))
                .mapToLong(entry -> median(entry.getValue()))
                .max();
    }
}
