package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;

/** An instant launch in, its first parameter out, beside a C program that only echoes. */
final class Latency implements Benchmark {
    private static final Aim MEDIAN = Aim.atMost("p50 to the C echo's", 2.0);
    private static final Aim TAIL = Aim.atMost("p99 to the C echo's", 2.0);
    private static final Pinger.Pair LAUNCHES =
            new Pinger.Pair("/track/beat/clip/1/launch", "/track/beat/clip/2/launch");

    /** So many rounds' launches go by before any is counted. */
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
    public void run(Trial trial) {
        Workshop workshop = trial.workshop();
        var graph = workshop.write("stage.json", BenchGraph.stage());
        try (Pinger pinger = Pinger.on(workshop);
                Running echo = workshop.run(workshop.compiled("echo"), pinger.port());
                DaemonUnderTest daemon =
                        DaemonUnderTest.start(
                                workshop,
                                graph,
                                DispatchStage.output("beat", pinger.port(), ",nodes=beat"))) {
            int echoed = Ear.portsIn(echo.line()).getFirst();
            trial.settle();
            List<Samples> ours = new ArrayList<>();
            List<Samples> cs = new ArrayList<>();
            int trips = trial.pace().trips();
            Samples cold = pinger.trips(daemon.port(), trips, LAUNCHES);
            warmUp(trial, pinger, daemon, LAUNCHES);
            for (int round = 1; round <= trial.pace().rounds(); round++) {
                trial.say("latency, round " + round);
                ours.add(pinger.trips(daemon.port(), trips, LAUNCHES));
                cs.add(pinger.trips(echoed, trips, LAUNCHES));
            }
            Rounds first = new Rounds(List.of(cold));
            trial.print(report(trial, new Rounds(ours), first, new Rounds(cs)));
        }
    }

    /** A daemon that has been played for a while, as the one of a concert has. */
    static void warmUp(Trial trial, Pinger pinger, DaemonUnderTest daemon, Pinger.Pair launches) {
        trial.say("warming up");
        pinger.warmUp(daemon.port(), WARM_ROUNDS * trial.pace().trips(), launches);
    }

    private static Table report(Trial trial, Rounds daemon, Rounds first, Rounds c) {
        Table table =
                new Table(
                        "latency: an instant launch in to its first parameter out, in us, median of %d rounds of %d"
                                .formatted(trial.pace().rounds(), trial.pace().trips()),
                        "who",
                        "p50",
                        "p90",
                        "p99",
                        "p50 to C",
                        "p99 to C",
                        "worst");
        row(table, "daemon", daemon, c);
        row(table, "C echo", c, c);
        row(table, "daemon, its first %d".formatted(trial.pace().trips()), first, c);
        return table.aim(MEDIAN, daemon.times(c, 50))
                .aim(TAIL, daemon.times(c, 99))
                .note("one launch at a time, 2 ms apart on the average, of a clip of 5 values")
                .note(
                        "the rows above: after %,d launches to get warm"
                                .formatted(WARM_ROUNDS * trial.pace().trips()));
    }

    private static void row(Table table, String who, Rounds rounds, Rounds c) {
        table.row(
                who,
                Table.micros(rounds.quoted(50)),
                Table.micros(rounds.quoted(90)),
                Table.micros(rounds.quoted(99)),
                Table.ratio(rounds.times(c, 50)),
                Table.ratio(rounds.times(c, 99)),
                Table.micros(rounds.together().most()));
    }
}
