package io.downbeat.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Parameter writes a second, in to out, beside a C program on liblo. The client is the same for
 * both: it keeps a window of writes unanswered, each with a value of its own, and checks that every
 * one comes out again, alone and in its place; so that what is lost, merged or overtaken is seen.
 * Each contestant is asked with several windows, and its best one without a fault counts.
 */
final class Throughput implements Benchmark {
    private static final List<Integer> WINDOWS = List.of(16, 64, 256);
    private static final String DAEMON = "daemon";
    private static final String LIBLO = "C on liblo";
    private static final Aim RATE = Aim.atLeast("writes a second to liblo's", 1.0);

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
     * @param wrong how many came merged, changed or in another's place
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

    /** A contestant's runs with one window. */
    record Window(String who, int size) {}

    @Override
    public void run(Trial trial) {
        Workshop workshop = trial.workshop();
        var graph = workshop.write("stage.json", BenchGraph.stage());
        try (Running pump = workshop.run(workshop.compiled("pump"))) {
            int port = Ear.portsIn(pump.line()).getFirst();
            try (Running relay = workshop.run(relay(workshop), port);
                    DaemonUnderTest daemon =
                            DaemonUnderTest.start(
                                    workshop,
                                    graph,
                                    DispatchStage.output(
                                            "flood", port, ",nodes=flood,initial=off"))) {
                int relayed = Ear.portsIn(relay.line()).getFirst();
                trial.settle();
                trial.print(measure(trial, pump, daemon.port(), relayed));
            }
        }
    }

    private static Path relay(Workshop workshop) {
        try {
            return workshop.compiled("relay", "-llo");
        } catch (BenchRefused refused) {
            throw new BenchRefused(
                    refused.getMessage() + " (liblo's Debian package is liblo-dev)", refused);
        }
    }

    private static Table measure(Trial trial, Running pump, int daemon, int liblo) {
        Map<Window, List<Run>> runs = new LinkedHashMap<>();
        trial.say("throughput, warming up");
        pumped(trial, pump, daemon, WINDOWS.getLast());
        pumped(trial, pump, liblo, WINDOWS.getLast());
        for (int round = 1; round <= trial.pace().rounds(); round++) {
            trial.say("throughput, round " + round);
            for (int size : WINDOWS) {
                add(runs, new Window(DAEMON, size), pumped(trial, pump, daemon, size));
                add(runs, new Window(LIBLO, size), pumped(trial, pump, liblo, size));
            }
        }
        return report(trial, runs);
    }

    private static void add(Map<Window, List<Run>> runs, Window window, Run run) {
        runs.computeIfAbsent(window, first -> new ArrayList<>()).add(run);
    }

    private static Run pumped(Trial trial, Running pump, int port, int window) {
        pump.tell("%d %d %d %d".formatted(port, trial.pace().writes(), window, BenchGraph.FLOODED));
        return Run.parse(pump.line());
    }

    private static Table report(Trial trial, Map<Window, List<Run>> runs) {
        int writes = trial.pace().writes();
        Table table =
                new Table(
                        "throughput: parameter writes a second in to out, median of %d rounds of %s"
                                .formatted(trial.pace().rounds(), Table.whole(writes)),
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
