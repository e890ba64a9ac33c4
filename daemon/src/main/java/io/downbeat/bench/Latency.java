package io.downbeat.bench;

import java.util.ArrayList;
import java.util.List;

/** An instant launch in, its first parameter out, beside a C program that only echoes. */
final class Latency implements Benchmark {
    private static final Aim MEDIAN = Aim.atMost("p50 to the C echo's", 2.0);
    private static final Aim TAIL = Aim.atMost("p99 to the C echo's", 2.0);
    private static final String FIRST = "/track/beat/clip/1/launch";
    private static final String SECOND = "/track/beat/clip/2/launch";

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String summary() {
        return "an instant launch in to its first parameter out, beside a C echo";
    }

    @Override
    public void run(Session session) {
        Workshop workshop = session.workshop();
        var graph = workshop.write("stage.json", BenchGraph.stage());
        try (Pinger pinger = Pinger.on(workshop);
                Running echo = workshop.run(workshop.compiled("echo"), pinger.port());
                DaemonUnderTest daemon =
                        DaemonUnderTest.start(
                                workshop,
                                DaemonUnderTest.Setting.of(
                                        workshop,
                                        graph,
                                        List.of(
                                                DispatchStage.output(
                                                        "beat", pinger.port(), ",nodes=beat"))))) {
            int echoed = Ear.portsIn(echo.line()).getFirst();
            session.settle();
            List<Samples> ours = new ArrayList<>();
            List<Samples> cs = new ArrayList<>();
            int trips = session.pace().trips();
            session.say("latency, warming up");
            pinger.trips(daemon.port(), trips, FIRST, SECOND);
            pinger.trips(echoed, trips, FIRST, SECOND);
            for (int round = 1; round <= session.pace().rounds(); round++) {
                session.say("latency, round " + round);
                ours.add(pinger.trips(daemon.port(), trips, FIRST, SECOND));
                cs.add(pinger.trips(echoed, trips, FIRST, SECOND));
            }
            session.print(report(session, new Rounds(ours), new Rounds(cs)));
        }
    }

    private static Table report(Session session, Rounds daemon, Rounds c) {
        Table table =
                new Table(
                        "latency: an instant launch in to its first parameter out, in us, median of %d rounds of %d"
                                .formatted(session.pace().rounds(), session.pace().trips()),
                        "who",
                        "p50",
                        "p90",
                        "p99",
                        "p50 to C",
                        "p99 to C",
                        "worst");
        row(table, "daemon", daemon, c);
        row(table, "C echo", c, c);
        return table.aim(MEDIAN, ratio(daemon, c, 50))
                .aim(TAIL, ratio(daemon, c, 99))
                .note("one launch at a time, 2 ms apart on the average, of a clip of 5 values");
    }

    private static void row(Table table, String who, Rounds rounds, Rounds c) {
        table.row(
                who,
                Table.micros(rounds.quoted(50)),
                Table.micros(rounds.quoted(90)),
                Table.micros(rounds.quoted(99)),
                Table.ratio(ratio(rounds, c, 50)),
                Table.ratio(ratio(rounds, c, 99)),
                Table.micros(rounds.together().most()));
    }

    private static double ratio(Rounds one, Rounds other, double percent) {
        return (double) one.quoted(percent) / other.quoted(percent);
    }
}
