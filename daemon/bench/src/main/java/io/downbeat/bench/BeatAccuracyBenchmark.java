package io.downbeat.bench;

import io.downbeat.bench.BeatSenderProgram.Row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how exactly on the beat packets leave: twenty boundaries a second, those of the daemon
 * by launches, those of other programs by their own timers, all sending the same bytes to the same
 * socket; idle, and under two loads. Whichever program is measured, the daemon runs and the load
 * goes on; the daemon has boundaries only in its own rounds.
 */
final class BeatAccuracyBenchmark implements Benchmark {
    /** The daemon's name in the table. */
    static final String DAEMON = "daemon";

    private static final long PERIOD = BenchGraph.SIXTEENTH_NANOS;

    /** Boundaries at the beginning of a round that are not counted. */
    private static final int LEAD_IN = 20;

    private final List<BeatSenderProgram> peers;

    /**
     * @param peers the programs to measure besides the daemon and C, where they are installed
     */
    BeatAccuracyBenchmark(List<BeatSenderProgram> peers) {
        this.peers = List.copyOf(peers);
    }

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String summary() {
        return "deviation from the beat, beside C and other programs' timers";
    }

    @Override
    public void run(BenchmarkContext benchmarkContext) {
        List<BeatSenderProgram> players = new ArrayList<>(List.of(BeatSenderProgram.C));
        List<String> absent = new ArrayList<>();
        if (BeatSenderProgram.mayHaveRealTime(benchmarkContext.benchmarkFolders())) {
            players.add(BeatSenderProgram.C_IN_REAL_TIME);
        }
        for (BeatSenderProgram peer : peers) {
            peer.absence().ifPresentOrElse(absent::add, () -> players.add(peer));
        }
        try (BeatAccuracyTestDaemon stage =
                BeatAccuracyTestDaemon.open(benchmarkContext.benchmarkFolders(), List.of())) {
            benchmarkContext.settle();
            stage.periodicLaunchClient()
                    .play(
                            benchmarkContext.benchmarkDuration().boundaries(),
                            stage.periodicLaunchClient().beat());
            for (BackgroundLoad backgroundLoad : BackgroundLoad.values()) {
                benchmarkContext.print(
                        measured(benchmarkContext, stage, backgroundLoad, players).table(absent));
            }
        }
    }

    private static BeatAccuracyTable measured(
            BenchmarkContext benchmarkContext,
            BeatAccuracyTestDaemon stage,
            BackgroundLoad backgroundLoad,
            List<BeatSenderProgram> players) {
        Map<String, List<BeatAccuracyRoundResult>> played = new LinkedHashMap<>();
        Optional<ExternalProgram> externalProgram =
                stage.begin(backgroundLoad, benchmarkContext.benchmarkFolders());
        try {
            int turn = 1;
            backgroundLoad.renew(stage.daemon().client(), 0);
            if (backgroundLoad.isOn(stage)) {
                String hex = bytes(stage);
                for (int round = 1;
                        round <= benchmarkContext.benchmarkDuration().rounds();
                        round++) {
                    benchmarkContext.say(
                            "dispatch, " + backgroundLoad.words() + ", round " + round);
                    backgroundLoad.renew(stage.daemon().client(), turn++);
                    add(played, DAEMON, daemonPlays(benchmarkContext, stage));
                    for (BeatSenderProgram beatSenderProgram : players) {
                        backgroundLoad.renew(stage.daemon().client(), turn++);
                        add(
                                played,
                                beatSenderProgram.name(),
                                plays(benchmarkContext, stage, beatSenderProgram, hex));
                    }
                }
            }
        } finally {
            externalProgram.ifPresent(ExternalProgram::close);
        }
        return new BeatAccuracyTable(backgroundLoad, benchmarkContext.benchmarkDuration(), played);
    }

    private static void add(
            Map<String, List<BeatAccuracyRoundResult>> played,
            String who,
            BeatAccuracyRoundResult round) {
        played.computeIfAbsent(who, first -> new ArrayList<>()).add(round);
    }

    private static BeatAccuracyRoundResult daemonPlays(
            BenchmarkContext benchmarkContext, BeatAccuracyTestDaemon stage) {
        PeriodicLaunchClient keeper = stage.periodicLaunchClient();
        long beat = keeper.beat();
        stage.beats().forget();
        keeper.play(LEAD_IN + benchmarkContext.benchmarkDuration().boundaries(), beat);
        return BeatAccuracyRoundResult.of(
                arrivals(benchmarkContext, stage), PERIOD, Optional.of(beat));
    }

    private static BeatAccuracyRoundResult plays(
            BenchmarkContext benchmarkContext,
            BeatAccuracyTestDaemon stage,
            BeatSenderProgram beatSenderProgram,
            String hex) {
        int count = LEAD_IN + benchmarkContext.benchmarkDuration().boundaries();
        Row row = new Row(stage.beats().port(1), PERIOD, count, hex);
        stage.beats().forget();
        try (ExternalProgram program =
                beatSenderProgram.start(benchmarkContext.benchmarkFolders(), row)) {
            Optional<Long> beat =
                    BeatSenderProgram.isMeasure(beatSenderProgram.name())
                            ? Optional.of(Long.valueOf(program.line().split(" ")[1]))
                            : Optional.empty();
            BenchmarkClock.millis(count * PERIOD / 1_000_000);
            stage.beats().await(count);
            return BeatAccuracyRoundResult.of(arrivals(benchmarkContext, stage), PERIOD, beat);
        }
    }

    /** The arrivals without the lead-in and without those after the last beat. */
    private static long[] arrivals(
            BenchmarkContext benchmarkContext, BeatAccuracyTestDaemon stage) {
        long[] all =
                stage.beats().stamps().stream()
                        .mapToLong(TimestampingReceiver.Stamp::at)
                        .skip(LEAD_IN)
                        .limit(benchmarkContext.benchmarkDuration().boundaries())
                        .toArray();
        if (all.length == 0) {
            throw new BenchmarkException("nothing came on the beat");
        }
        return all;
    }

    /** The bytes that the daemon sends on a boundary; the other programs send the same. */
    private static String bytes(BeatAccuracyTestDaemon stage) {
        PeriodicLaunchClient keeper = stage.periodicLaunchClient();
        long beat = keeper.beat();
        stage.beats().forget();
        keeper.play(1, beat);
        stage.beats().await(1);
        return stage.beats().datagrams().getLast().hex();
    }
}
