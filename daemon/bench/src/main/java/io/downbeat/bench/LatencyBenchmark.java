package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Measures the time from an instant launch to the first parameter datagram, beside a C program that
 * only echoes.
 */
final class LatencyBenchmark implements Benchmark {
    private static final BenchmarkGoal MEDIAN = BenchmarkGoal.atMost("p50 to the C echo's", 2.0);
    private static final BenchmarkGoal TAIL = BenchmarkGoal.atMost("p99 to the C echo's", 2.0);
    private static final LaunchLatencyClient.Pair LAUNCHES =
            new LaunchLatencyClient.Pair("/track/beat/clip/1/launch", "/track/beat/clip/2/launch");

    /** Rounds of launches before any is counted. */
    private static final int WARM_ROUNDS = 15;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "an instant launch in to its first parameter out, beside a C echo";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        var graph = benchmarkFolders.write("stage.json", BenchGraph.stage());
        try (LaunchLatencyClient pingClient = LaunchLatencyClient.on(benchmarkFolders);
                ExternalProgram echo =
                        benchmarkFolders.run(benchmarkFolders.compiled("echo"), pingClient.port());
                DaemonUnderTest daemon =
                        DaemonUnderTest.start(
                                benchmarkFolders,
                                graph,
                                BeatAccuracyTestDaemon.output(
                                        "beat", pingClient.port(), ",nodes=beat"))) {
            int echoed = TimestampingReceiver.portsIn(echo.line()).getFirst();
            benchmarkContext.settle();
            List<Samples> ours = new ArrayList<>();
            List<Samples> cs = new ArrayList<>();
            int trips = benchmarkContext.benchmarkDuration().trips();
            Samples cold = pingClient.trips(daemon.port(), trips, LAUNCHES);
            warmUp(benchmarkContext, pingClient, daemon, LAUNCHES);
            for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
                benchmarkContext.say("latency, round " + round);
                ours.add(pingClient.trips(daemon.port(), trips, LAUNCHES));
                cs.add(pingClient.trips(echoed, trips, LAUNCHES));
            }
            ContestantSamples first = new ContestantSamples(List.of(cold));
            benchmarkContext.print(
                    report(
                            benchmarkContext,
                            new ContestantSamples(ours),
                            first,
                            new ContestantSamples(cs)));
        }
    }

    /** Brings a daemon to the speed of one that has played for a while, as in a concert. */
    static void warmUp(
            BenchmarkContext benchmarkContext,
            LaunchLatencyClient pingClient,
            DaemonUnderTest daemon,
            LaunchLatencyClient.Pair launches) {
        benchmarkContext.say("warming up");
        pingClient.warmUp(
                daemon.port(),
                WARM_ROUNDS * benchmarkContext.benchmarkDuration().trips(),
                launches);
    }

    private static Table report(
            BenchmarkContext benchmarkContext,
            ContestantSamples daemon,
            ContestantSamples first,
            ContestantSamples c) {
        Table table =
                new Table(
                        "latency: an instant launch in to its first parameter out, in us, median of %d rounds of %d"
                                .formatted(
                                        benchmarkContext.benchmarkDuration().rounds(),
                                        benchmarkContext.benchmarkDuration().trips()),
                        "who",
                        "p50",
                        "p90",
                        "p99",
                        "p50 to C",
                        "p99 to C",
                        "worst");
        row(table, "daemon", daemon, c);
        row(table, "C echo", c, c);
        row(
                table,
                "daemon, its first %d".formatted(benchmarkContext.benchmarkDuration().trips()),
                first,
                c);
        return table.aim(MEDIAN, daemon.times(c, 50))
                .aim(TAIL, daemon.times(c, 99))
                .note("one launch at a time, 2 ms apart on the average, of a clip of 5 values")
                .note(
                        "the rows above: after %,d launches to get warm"
                                .formatted(
                                        WARM_ROUNDS
                                                * benchmarkContext.benchmarkDuration().trips()));
    }

    private static void row(
            Table table, String who, ContestantSamples contestantSamples, ContestantSamples c) {
        table.row(
                who,
                Table.micros(contestantSamples.quoted(50)),
                Table.micros(contestantSamples.quoted(90)),
                Table.micros(contestantSamples.quoted(99)),
                Table.ratio(contestantSamples.times(c, 50)),
                Table.ratio(contestantSamples.times(c, 99)),
                Table.micros(contestantSamples.together().most()));
    }
}
