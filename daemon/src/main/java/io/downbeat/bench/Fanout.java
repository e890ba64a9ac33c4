package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A scene of 4,096 parameters to eight outputs: from the first packet to the last, by the kernel's
 * stamps, beside a C program that sends the same bytes in the same order by {@code sendmmsg}. Once
 * launched on the beat, when all is encoded before, and once at once.
 */
final class Fanout implements Benchmark {
    private static final Aim ON_THE_BEAT = Aim.atMost("p50 on the beat to C's", 1.5);
    private static final Aim AT_ONCE = Aim.atMost("p50 at once to C's", 1.5);

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
    public void run(Trial trial) {
        Workshop workshop = trial.workshop();
        try (Ear ear = Ear.on(workshop, BenchGraph.OUTPUTS)) {
            List<String> options =
                    IntStream.rangeClosed(1, BenchGraph.OUTPUTS)
                            .mapToObj(i ->
                                    DispatchStage.output(
                                            "wide" + i, ear.port(i), ",initial=off,nodes=wide" + i))
                            .toList();
            var graph = workshop.write("stage.json", BenchGraph.stage());
            var setting = DaemonUnderTest.Setting.of(workshop, graph, options);
            try (DaemonUnderTest daemon = DaemonUnderTest.start(workshop, setting)) {
                trial.settle();
                List<Ear.Datagram> bytes = bytes(daemon, ear);
                try (Running burst = burst(workshop, ear, bytes)) {
                    trial.print(measure(trial, daemon, ear, burst, bytes.size()));
                }
            }
        }
    }

    /** What the daemon sends for the scene, after some launches to get warm. */
    private static List<Ear.Datagram> bytes(DaemonUnderTest daemon, Ear ear) {
        for (int n = 0; n < WARMING; n++) {
            launch(daemon, n, INSTANT);
            Waits.millis(APART_MILLIS);
        }
        ear.awaitQuiet();
        ear.forget();
        launch(daemon, 0, INSTANT);
        ear.await(1);
        ear.awaitQuiet();
        return ear.datagrams();
    }

    private static Running burst(Workshop workshop, Ear ear, List<Ear.Datagram> bytes) {
        Object[] ports = IntStream.rangeClosed(1, BenchGraph.OUTPUTS).mapToObj(ear::port).toArray();
        Running burst = workshop.run(workshop.compiled("burst"), ports);
        bytes.forEach(datagram -> burst.tell(datagram.socket() + " " + datagram.hex()));
        burst.tell("end");
        return burst;
    }

    private static Table measure(
            Trial trial, DaemonUnderTest daemon, Ear ear, Running burst, int datagrams) {
        List<Samples> beat = new ArrayList<>();
        List<Samples> instant = new ArrayList<>();
        List<Samples> c = new ArrayList<>();
        Spans spans = new Spans(ear, trial.pace().scenes(), datagrams);
        for (int round = 1; round <= trial.pace().rounds(); round++) {
            trial.say("fanout, round " + round);
            beat.add(spans.of(n -> launch(daemon, n, BEAT)));
            c.add(spans.of(n -> sendAll(burst)));
            instant.add(spans.of(n -> launch(daemon, n, INSTANT)));
        }
        return report(trial, new Rounds(beat), new Rounds(instant), new Rounds(c), datagrams);
    }

    /** Sends one burst, the n-th of its round. */
    @FunctionalInterface
    interface Burst {
        void send(int n);
    }

    /**
     * Bursts of one round, each heard to its end.
     *
     * @param datagrams of which one burst consists
     */
    record Spans(Ear ear, int count, int datagrams) {
        Samples of(Burst burst) {
            long[] spans = new long[count];
            for (int n = 0; n < count; n++) {
                ear.forget();
                burst.send(n);
                ear.await(datagrams);
                spans[n] = span(ear.stamps(), datagrams);
            }
            return Samples.of(spans);
        }
    }

    /** From the first to the last arrival of a burst that must be whole. */
    static long span(List<Ear.Stamp> stamps, int datagrams) {
        if (stamps.size() != datagrams) {
            throw new BenchRefused(
                    "expected %d datagrams of a scene, got %d".formatted(datagrams, stamps.size()));
        }
        long first = stamps.stream().mapToLong(Ear.Stamp::at).min().orElseThrow();
        long last = stamps.stream().mapToLong(Ear.Stamp::at).max().orElseThrow();
        return last - first;
    }

    private static void launch(DaemonUnderTest daemon, int n, String quantize) {
        daemon.client().send("/scene/" + (1 + n % 2) + "/launch", quantize);
    }

    private static void sendAll(Running burst) {
        burst.tell("go");
        burst.line();
    }

    private static Table report(Trial trial, Rounds beat, Rounds instant, Rounds c, int datagrams) {
        Table table =
                new Table(
                        "fanout: first to last packet of a scene in us, median of %d rounds of %d"
                                .formatted(trial.pace().rounds(), trial.pace().scenes()),
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

    private static void row(Table table, String who, Rounds rounds, Rounds c) {
        table.row(
                who,
                Table.micros(rounds.quoted(50)),
                Table.micros(rounds.quoted(99)),
                Table.ratio(rounds.times(c, 50)),
                Table.ratio(rounds.times(c, 99)),
                Table.micros(rounds.together().most()));
    }
}
