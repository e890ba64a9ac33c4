package io.downbeat.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures whether a launch takes as long in a large session as in a small one: daemons with square
 * sessions side by side; each launches a clip in the middle in turns.
 */
final class ScaleBenchmark implements Benchmark {
    private static final List<Integer> SIDES = List.of(16, 64, 256);
    private static final double FLAT = 1.5;

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String summary() {
        return "launch time in sessions of 16 x 16, 64 x 64 and 256 x 256 clips";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        try (LaunchLatencyClient pingClient =
                LaunchLatencyClient.on(benchmarkContext.benchmarkFolders())) {
            Map<Integer, DaemonUnderTest> daemons = new LinkedHashMap<>();
            try {
                for (int side : SIDES) {
                    benchmarkContext.say("scale, loading %d x %d clips".formatted(side, side));
                    daemons.put(side, start(benchmarkContext, side, pingClient));
                }
                benchmarkContext.settle();
                benchmarkContext.print(measure(benchmarkContext, pingClient, daemons));
            } finally {
                daemons.values().forEach(DaemonUnderTest::close);
            }
        }
    }

    private static DaemonUnderTest start(
            BenchmarkContext benchmarkContext, int side, LaunchLatencyClient pingClient) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        var graph =
                benchmarkFolders.write("square%d.json".formatted(side), BenchGraph.square(side));
        return DaemonUnderTest.start(
                benchmarkFolders,
                graph,
                BeatAccuracyTestDaemon.output(
                        "middle", pingClient.port(), ",initial=off,nodes=n" + side / 2));
    }

    private static Table measure(
            BenchmarkContext benchmarkContext,
            LaunchLatencyClient pingClient,
            Map<Integer, DaemonUnderTest> daemons) {
        Map<Integer, List<Samples>> trips = new LinkedHashMap<>();
        benchmarkContext.say("scale, warming up");
        daemons.forEach((side, daemon) ->
                LatencyBenchmark.warmUp(benchmarkContext, pingClient, daemon, middle(side)));
        for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
            benchmarkContext.say("scale, round " + round);
            daemons.forEach((side, daemon) ->
                    trips.computeIfAbsent(side, first -> new ArrayList<>())
                            .add(
                                    pingClient.trips(
                                            daemon.port(),
                                            benchmarkContext.benchmarkDuration().trips(),
                                            middle(side))));
        }
        return report(benchmarkContext, trips);
    }

    private static LaunchLatencyClient.Pair middle(int side) {
        String clip = "/track/%d/clip/".formatted(side / 2);
        return new LaunchLatencyClient.Pair(
                clip + side / 2 + "/launch", clip + (side / 2 + 1) + "/launch");
    }

    private static Table report(
            BenchmarkContext benchmarkContext, Map<Integer, List<Samples>> trips) {
        Table table =
                new Table(
                        "scale: an instant launch in to its first parameter out, in us, median of %d rounds of %d"
                                .formatted(
                                        benchmarkContext.benchmarkDuration().rounds(),
                                        benchmarkContext.benchmarkDuration().trips()),
                        "session",
                        "p50",
                        "p99",
                        "p50 to the smallest",
                        "p99 to the smallest");
        ContestantSamples smallest =
                new ContestantSamples(trips.getOrDefault(SIDES.getFirst(), List.of()));
        trips.forEach((side, each) -> {
            ContestantSamples contestantSamples = new ContestantSamples(each);
            table.row(
                    "%d x %d clips".formatted(side, side),
                    Table.micros(contestantSamples.quoted(50)),
                    Table.micros(contestantSamples.quoted(99)),
                    Table.ratio(contestantSamples.times(smallest, 50)),
                    Table.ratio(contestantSamples.times(smallest, 99)));
        });
        ContestantSamples largest =
                new ContestantSamples(trips.getOrDefault(SIDES.getLast(), List.of()));
        return table.aim(
                        BenchmarkGoal.atMost("p50 of the largest to the smallest's", FLAT),
                        largest.times(smallest, 50))
                .aim(
                        BenchmarkGoal.atMost("p99 of the largest to the smallest's", FLAT),
                        largest.times(smallest, 99))
                .note("flat is taken as up to half more; each clip has 5 values");
    }
}
