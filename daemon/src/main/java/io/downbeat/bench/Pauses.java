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
 * How long the JVM stops all threads of a daemon that plays under all the loads of {@code dispatch}
 * at once, as its own log says; with the launcher's collector, and with G1 beside it.
 */
final class Pauses implements Benchmark {
    private static final Pattern TOTAL = Pattern.compile("\\[safepoint.*Total: +(\\d+) ns");
    private static final Aim SHORT = Aim.atMost("p99.9 to a millisecond", 1.0);
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
    public void run(Trial trial) {
        Workshop workshop = trial.workshop();
        Table table =
                new Table(
                        "pauses: all threads stopped, in us, during %d s of playing under load"
                                .formatted(trial.pace().seconds()),
                        "collector",
                        "pauses",
                        "p50",
                        "p99",
                        "p99.9",
                        "worst");
        Played own = play(trial, workshop);
        row(table, own.line().collector() + " (the launcher's)", own.pauses());
        Workshop other = workshop.daemon(own.line().withCollector("-XX:+UseG1GC").words());
        row(table, "G1", play(trial, other).pauses());
        own.pauses()
                .ifPresent(pauses ->
                        table.aim(SHORT, pauses.percentile(99.9) / (double) NANOS_PER_MILLI));
        trial.print(
                table.note("load: 20 launches and 10,000 writes a second" + own.fading())
                        .note("each collector with the launcher's heap; one after the other")
                        .note("of fewer than a thousand pauses, p99.9 is the worst"));
    }

    /**
     * One daemon's run.
     *
     * @param pauses empty if there was none
     * @param fading whether the fades went on, in words
     */
    record Played(JvmLine line, Optional<Samples> pauses, String fading) {}

    private static Played play(Trial trial, Workshop workshop) {
        Path log = workshop.folder().resolve("safepoints-" + System.nanoTime() + ".log");
        List<String> flags = List.of("-Xlog:safepoint:file=" + log);
        try (DispatchStage stage = DispatchStage.open(workshop, flags)) {
            trial.settle();
            JvmLine line = JvmLine.of(stage.daemon().handle(), stage.graph());
            trial.say("pauses, " + line.collector());
            Optional<Running> flood = stage.begin(Load.WRITES, workshop);
            try {
                Load.FADES.renew(stage.daemon().client(), 0);
                boolean fades = Load.FADES.isOn(stage);
                int before = lines(log).size();
                Beatkeeper keeper = stage.beatkeeper();
                keeper.play(trial.pace().seconds() * BOUNDARIES_A_SECOND, keeper.beat());
                List<String> during = lines(log).subList(before, lines(log).size());
                return new Played(
                        line,
                        pausesIn(during),
                        fades ? ", 4,096 parameters fading" : "; no fades were heard");
            } finally {
                flood.ifPresent(Running::close);
            }
        }
    }

    /** The pauses that a log of {@code -Xlog:safepoint} tells, in nanoseconds. */
    static Optional<Samples> pausesIn(List<String> log) {
        long[] all =
                log.stream().map(Pauses::pauseIn).flatMapToLong(OptionalLong::stream).toArray();
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
