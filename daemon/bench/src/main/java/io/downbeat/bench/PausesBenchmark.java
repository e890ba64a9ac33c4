package io.downbeat.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures how long the JVM stops all threads of a daemon under all loads of {@code dispatch} at
 * once, from its own log; with the launcher's garbage collector and with G1.
 */
final class PausesBenchmark implements Benchmark {
    private static final Pattern TOTAL = Pattern.compile("\\[safepoint.*Total: +(\\d+) ns");
    private static final BenchmarkGoal SHORT = BenchmarkGoal.atMost("p99.9 to a millisecond", 1.0);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int BOUNDARIES_A_SECOND =
            (int) (1_000_000_000 / BenchGraph.SIXTEENTH_NANOS);

    @Override
    public String name() {
        return "pauses";
    }

    @Override
    public String summary() {
        return "safepoint pauses while playing under load, by collector";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        BenchmarkFolders benchmarkFolders = benchmarkContext.benchmarkFolders();
        Table table =
                new Table(
                        "pauses: all threads stopped, in us, during %d s of playing under load"
                                .formatted(benchmarkContext.benchmarkDuration().seconds()),
                        "collector",
                        "pauses",
                        "p50",
                        "p99",
                        "p99.9",
                        "worst");
        Played own = play(benchmarkContext, benchmarkFolders);
        row(table, own.line().collector() + " (the launcher's)", own.pauses());
        BenchmarkFolders other =
                benchmarkFolders.daemon(own.line().withCollector("-XX:+UseG1GC").words());
        row(table, "G1", play(benchmarkContext, other).pauses());
        own.pauses()
                .ifPresent(pauses ->
                        table.aim(SHORT, pauses.percentile(99.9) / (double) NANOS_PER_MILLI));
        benchmarkContext.print(
                table.note("load: 20 launches and 10,000 writes a second" + own.fading())
                        .note("each collector with the launcher's heap; one after the other")
                        .note("of fewer than a thousand pauses, p99.9 is the worst"));
    }

    /**
     * One run of a daemon.
     *
     * @param pauses empty if there was none
     * @param fading whether the fades were running, in words
     */
    record Played(RunningDaemonJvmCommandLine line, Optional<Samples> pauses, String fading) {}

    private static Played play(
            BenchmarkContext benchmarkContext, BenchmarkFolders benchmarkFolders) {
        Path log = benchmarkFolders.folder().resolve("safepoints-" + System.nanoTime() + ".log");
        List<String> flags = List.of("-Xlog:safepoint:file=" + log);
        try (BeatAccuracyTestDaemon stage = BeatAccuracyTestDaemon.open(benchmarkFolders, flags)) {
            benchmarkContext.settle();
            RunningDaemonJvmCommandLine line =
                    RunningDaemonJvmCommandLine.of(stage.daemon().handle(), stage.graph());
            benchmarkContext.say("pauses, " + line.collector());
            Optional<ExternalProgram> flood = stage.begin(BackgroundLoad.WRITES, benchmarkFolders);
            try {
                BackgroundLoad.FADES.renew(stage.daemon().client(), 0);
                boolean fades = BackgroundLoad.FADES.isOn(stage);
                int before = lines(log).size();
                PeriodicLaunchClient keeper = stage.periodicLaunchClient();
                keeper.play(
                        benchmarkContext.benchmarkDuration().seconds() * BOUNDARIES_A_SECOND,
                        keeper.beat());
                List<String> during = lines(log).subList(before, lines(log).size());
                return new Played(
                        line,
                        pausesIn(during),
                        fades ? ", 4,096 parameters fading" : "; no fades were heard");
            } finally {
                flood.ifPresent(ExternalProgram::close);
            }
        }
    }

    /** The pauses in a log of {@code -Xlog:safepoint}, in nanoseconds. */
    static Optional<Samples> pausesIn(List<String> log) {
        long[] all =
                log.stream()
                        .map(PausesBenchmark::pauseIn)
                        .flatMapToLong(OptionalLong::stream)
                        .toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(Samples.of(all));
    }

    private static OptionalLong pauseIn(String line) {
        Matcher total = TOTAL.matcher(line);
        return total.find()
                ? OptionalLong.of(Long.parseLong(total.group(1)))
                : OptionalLong.empty();
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void row(Table table, String collector, Optional<Samples> pauses) {
        pauses.ifPresentOrElse(
                some ->
                        table.row(
                                collector,
                                Table.whole(some.size()),
                                Table.micros(some.percentile(50)),
                                Table.micros(some.percentile(99)),
                                Table.micros(some.percentile(99.9)),
                                Table.micros(some.most())),
                () -> table.row(collector, "0", "", "", "", ""));
    }
}
