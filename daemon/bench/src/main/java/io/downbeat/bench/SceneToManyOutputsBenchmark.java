package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures how long a scene of 4,096 parameters takes to leave to eight outputs: from the first
 * packet to the last, by the kernel's stamps, beside a C program that sends the same bytes in the
 * same order by {@code sendmmsg}. Once launched on the beat, when all is encoded before, and once
 * at once.
 */
final class SceneToManyOutputsBenchmark implements Benchmark {
    private static final BenchmarkGoal ON_THE_BEAT =
            BenchmarkGoal.atMost("p50 on the beat to C's", 1.5);
    private static final BenchmarkGoal AT_ONCE = BenchmarkGoal.atMost("p50 at once to C's", 1.5);

    private static final int WARMING = 20;
    private static final int APART_MILLIS = 50;

    private static final String BEAT = "1/16";
    private static final String INSTANT = "instant";

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String summary() {
        return "a scene of 4,096 parameters to 8 outputs, beside sendmmsg in C";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        try (TimestampingReceiver timestampingReceiver =
                TimestampingReceiver.on(benchmarkFolders, BenchGraph.OUTPUTS)) {
            List<String> options =
                    IntStream.rangeClosed(1, BenchGraph.OUTPUTS)
                            .mapToObj(i ->
                                    BeatAccuracyTestDaemon.output(
                                            "wide" + i,
                                            timestampingReceiver.port(i),
                                            ",initial=off,nodes=wide" + i))
                            .toList();
            var graph = benchmarkFolders.write("stage.json", BenchGraph.stage());
            var setting = DaemonUnderTest.Setting.of(benchmarkFolders, graph, options);
            try (DaemonUnderTest daemon = DaemonUnderTest.start(benchmarkFolders, setting)) {
                benchmarkContext.settle();
                List<TimestampingReceiver.Datagram> bytes = bytes(daemon, timestampingReceiver);
                try (ExternalProgram burst = burst(benchmarkFolders, timestampingReceiver, bytes)) {
                    benchmarkContext.print(
                            measure(
                                    benchmarkContext,
                                    daemon,
                                    timestampingReceiver,
                                    burst,
                                    bytes.size()));
                }
            }
        }
    }

    /** The datagrams of the scene, after some launches to warm up. */
    private static List<TimestampingReceiver.Datagram> bytes(
            DaemonUnderTest daemon, TimestampingReceiver timestampingReceiver) {
        for (int n = 0; n < WARMING; n++) {
            launch(daemon, n, INSTANT);
            BenchmarkClock.millis(APART_MILLIS);
        }
        timestampingReceiver.awaitQuiet();
        timestampingReceiver.forget();
        launch(daemon, 0, INSTANT);
        timestampingReceiver.await(1);
        timestampingReceiver.awaitQuiet();
        return timestampingReceiver.datagrams();
    }

    private static ExternalProgram burst(
            BenchmarkFolders benchmarkFolders,
            TimestampingReceiver timestampingReceiver,
            List<TimestampingReceiver.Datagram> bytes) {
        Object[] ports =
                IntStream.rangeClosed(1, BenchGraph.OUTPUTS)
                        .mapToObj(timestampingReceiver::port)
                        .toArray();
        ExternalProgram burst = benchmarkFolders.run(benchmarkFolders.compiled("burst"), ports);
        bytes.forEach(datagram -> burst.tell(datagram.socket() + " " + datagram.hex()));
        burst.tell("end");
        return burst;
    }

    private static Table measure(
            BenchmarkContext benchmarkContext,
            DaemonUnderTest daemon,
            TimestampingReceiver timestampingReceiver,
            ExternalProgram burst,
            int datagrams) {
        List<Samples> beat = new ArrayList<>();
        List<Samples> instant = new ArrayList<>();
        List<Samples> c = new ArrayList<>();
        Spans spans =
                new Spans(
                        timestampingReceiver,
                        benchmarkContext.benchmarkDuration().scenes(),
                        datagrams);
        for (int round = 1; round <= benchmarkContext.benchmarkDuration().rounds(); round++) {
            benchmarkContext.say("fanout, round " + round);
            beat.add(spans.of(n -> launch(daemon, n, BEAT)));
            c.add(spans.of(n -> sendAll(burst)));
            instant.add(spans.of(n -> launch(daemon, n, INSTANT)));
        }
        return report(
                benchmarkContext,
                new ContestantSamples(beat),
                new ContestantSamples(instant),
                new ContestantSamples(c),
                datagrams);
    }

    /** Sends the n-th burst of a round. */
    @FunctionalInterface
    interface Burst {
        void send(int n);
    }

    /**
     * The bursts of one round, each received completely.
     *
     * @param datagrams in one burst
     */
    record Spans(TimestampingReceiver timestampingReceiver, int count, int datagrams) {
        Samples of(Burst burst) {
            long[] spans = new long[count];
            for (int n = 0; n < count; n++) {
                timestampingReceiver.forget();
                burst.send(n);
                timestampingReceiver.await(datagrams);
                spans[n] = span(timestampingReceiver.stamps(), datagrams);
            }
            return Samples.of(spans);
        }
    }

    /** Nanoseconds from the first to the last arrival of a burst, which must be complete. */
    static long span(List<TimestampingReceiver.Stamp> stamps, int datagrams) {
        if (stamps.size() != datagrams) {
            throw new BenchmarkException(
                    "expected %d datagrams of a scene, got %d".formatted(datagrams, stamps.size()));
        }
        long first = stamps.stream().mapToLong(TimestampingReceiver.Stamp::at).min().orElseThrow();
        long last = stamps.stream().mapToLong(TimestampingReceiver.Stamp::at).max().orElseThrow();
        return last - first;
    }

    private static void launch(DaemonUnderTest daemon, int n, String quantize) {
        daemon.client().send("/scene/" + (1 + n % 2) + "/launch", quantize);
    }

    private static void sendAll(ExternalProgram burst) {
        burst.tell("go");
        burst.line();
    }

    private static Table report(
            BenchmarkContext benchmarkContext,
            ContestantSamples beat,
            ContestantSamples instant,
            ContestantSamples c,
            int datagrams) {
        Table table =
                new Table(
                        "fanout: first to last packet of a scene in us, median of %d rounds of %d"
                                .formatted(
                                        benchmarkContext.benchmarkDuration().rounds(),
                                        benchmarkContext.benchmarkDuration().scenes()),
                        "who",
                        "p50",
                        "p99",
                        "p50 to C",
                        "p99 to C",
                        "worst");
        row(table, "daemon, on the beat", beat, c);
        row(table, "daemon, at once", instant, c);
        row(table, "C sendmmsg", c, c);
        return table.aim(ON_THE_BEAT, beat.times(c, 50))
                .aim(AT_ONCE, instant.times(c, 50))
                .note("%d datagrams, 512 parameters to each output".formatted(datagrams));
    }

    private static void row(
            Table table, String who, ContestantSamples contestantSamples, ContestantSamples c) {
        table.row(
                who,
                Table.micros(contestantSamples.quoted(50)),
                Table.micros(contestantSamples.quoted(99)),
                Table.ratio(contestantSamples.times(c, 50)),
                Table.ratio(contestantSamples.times(c, 99)),
                Table.micros(contestantSamples.together().most()));
    }
}
