package io.downbeat.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a launch takes as long in a large session as in a small one: daemons with square sessions
 * side by side, a clip in the middle of each launched in turns.
 */
final class Scale implements Benchmark {
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
    public void run(Trial trial) {
        try (Pinger pinger = Pinger.on(trial.workshop())) {
            Map<Integer, DaemonUnderTest> daemons = new LinkedHashMap<>();
            try {
                for (int side : SIDES) {
                    trial.say("scale, loading %d x %d clips".formatted(side, side));
                    daemons.put(side, start(trial, side, pinger));
                }
                trial.settle();
                trial.print(measure(trial, pinger, daemons));
            } finally {
                daemons.values().forEach(DaemonUnderTest::close);
            }
        }
    }

    private static DaemonUnderTest start(Trial trial, int side, Pinger pinger) {
        Workshop workshop = trial.workshop();
        var graph = workshop.write("square%d.json".formatted(side), BenchGraph.square(side));
        return DaemonUnderTest.start(
                workshop,
                graph,
                DispatchStage.output("middle", pinger.port(), ",initial=off,nodes=n" + side / 2));
    }

    private static Table measure(
            Trial trial, Pinger pinger, Map<Integer, DaemonUnderTest> daemons) {
        Map<Integer, List<Samples>> trips = new LinkedHashMap<>();
        trial.say("scale, warming up");
        daemons.forEach((side, daemon) -> Latency.warmUp(trial, pinger, daemon, middle(side)));
        for (int round = 1; round <= trial.pace().rounds(); round++) {
            trial.say("scale, round " + round);
            daemons.forEach((side, daemon) ->
                    trips.computeIfAbsent(side, first -> new ArrayList<>())
                            .add(pinger.trips(daemon.port(), trial.pace().trips(), middle(side))));
        }
        return report(trial, trips);
    }

    private static Pinger.Pair middle(int side) {
        String clip = "/track/%d/clip/".formatted(side / 2);
        return new Pinger.Pair(clip + side / 2 + "/launch", clip + (side / 2 + 1) + "/launch");
    }

    private static Table report(Trial trial, Map<Integer, List<Samples>> trips) {
        Table table =
                new Table(
                        "scale: an instant launch in to its first parameter out, in us, median of %d rounds of %d"
                                .formatted(trial.pace().rounds(), trial.pace().trips()),
                        "session",
                        "p50",
                        "p99",
                        "p50 to the smallest",
                        "p99 to the smallest");
        Rounds smallest = new Rounds(trips.getOrDefault(SIDES.getFirst(), List.of()));
        trips.forEach((side, each) -> {
            Rounds rounds = new Rounds(each);
            table.row(
                    "%d x %d clips".formatted(side, side),
                    Table.micros(rounds.quoted(50)),
                    Table.micros(rounds.quoted(99)),
                    Table.ratio(rounds.times(smallest, 50)),
                    Table.ratio(rounds.times(smallest, 99)));
        });
        Rounds largest = new Rounds(trips.getOrDefault(SIDES.getLast(), List.of()));
        return table.aim(
                        Aim.atMost("p50 of the largest to the smallest's", FLAT),
                        largest.times(smallest, 50))
                .aim(
                        Aim.atMost("p99 of the largest to the smallest's", FLAT),
                        largest.times(smallest, 99))
                .note("flat is taken as up to half more; each clip has 5 values");
    }
}
