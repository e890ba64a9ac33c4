package io.downbeat.bench;

import io.downbeat.bench.Player.Row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How exactly on the beat things leave: twenty boundaries a second, the daemon's by launches, the
 * others' by their own timers, all sending the same bytes to the same socket; idle, and under two
 * loads. Whoever is measured, the daemon runs and the load goes on; the daemon has boundaries only
 * in its own rounds.
 */
final class Dispatch implements Benchmark {
    /** The daemon's name in the table. */
    static final String DAEMON = "daemon";

    private static final long PERIOD = BenchGraph.SIXTEENTH_NANOS;

    /** Boundaries at the beginning of a round that are not looked at. */
    private static final int LEAD_IN = 20;

    private final List<Player> peers;

    /**
     * @param peers who is measured besides the daemon and C, where they are installed
     */
    Dispatch(List<Player> peers) {
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
    public void run(Trial trial) {
        List<Player> players = new ArrayList<>(List.of(Player.C));
        List<String> absent = new ArrayList<>();
        if (Player.mayHaveRealTime(trial.workshop())) {
            players.add(Player.C_IN_REAL_TIME);
        }
        for (Player peer : peers) {
            peer.absence().ifPresentOrElse(absent::add, () -> players.add(peer));
        }
        try (DispatchStage stage = DispatchStage.open(trial.workshop(), List.of())) {
            trial.settle();
            stage.beatkeeper().play(trial.pace().boundaries(), stage.beatkeeper().beat());
            for (Load load : Load.values()) {
                trial.print(measured(trial, stage, load, players).table(absent));
            }
        }
    }

    private static DispatchResult measured(
            Trial trial, DispatchStage stage, Load load, List<Player> players) {
        Map<String, List<DispatchRound>> played = new LinkedHashMap<>();
        Optional<Running> running = stage.begin(load, trial.workshop());
        try {
            int turn = 1;
            load.renew(stage.daemon().client(), 0);
            if (load.isOn(stage)) {
                String hex = bytes(stage);
                for (int round = 1; round <= trial.pace().rounds(); round++) {
                    trial.say("dispatch, " + load.words() + ", round " + round);
                    load.renew(stage.daemon().client(), turn++);
                    add(played, DAEMON, daemonPlays(trial, stage));
                    for (Player player : players) {
                        load.renew(stage.daemon().client(), turn++);
                        add(played, player.name(), plays(trial, stage, player, hex));
                    }
                }
            }
        } finally {
            running.ifPresent(Running::close);
        }
        return new DispatchResult(load, trial.pace(), played);
    }

    private static void add(
            Map<String, List<DispatchRound>> played, String who, DispatchRound round) {
        played.computeIfAbsent(who, first -> new ArrayList<>()).add(round);
    }

    private static DispatchRound daemonPlays(Trial trial, DispatchStage stage) {
        Beatkeeper keeper = stage.beatkeeper();
        long beat = keeper.beat();
        stage.beats().forget();
        keeper.play(LEAD_IN + trial.pace().boundaries(), beat);
        return DispatchRound.of(arrivals(trial, stage), PERIOD, Optional.of(beat));
    }

    private static DispatchRound plays(
            Trial trial, DispatchStage stage, Player player, String hex) {
        int count = LEAD_IN + trial.pace().boundaries();
        Row row = new Row(stage.beats().port(1), PERIOD, count, hex);
        stage.beats().forget();
        try (Running program = player.start(trial.workshop(), row)) {
            Optional<Long> beat =
                    Player.isMeasure(player.name())
                            ? Optional.of(Long.valueOf(program.line().split(" ")[1]))
                            : Optional.empty();
            Waits.millis(count * PERIOD / 1_000_000);
            stage.beats().await(count);
            return DispatchRound.of(arrivals(trial, stage), PERIOD, beat);
        }
    }

    /** What has come, without the lead-in and without what came behind the last beat. */
    private static long[] arrivals(Trial trial, DispatchStage stage) {
        long[] all =
                stage.beats().stamps().stream()
                        .mapToLong(Ear.Stamp::at)
                        .skip(LEAD_IN)
                        .limit(trial.pace().boundaries())
                        .toArray();
        if (all.length == 0) {
            throw new BenchRefused("nothing came on the beat");
        }
        return all;
    }

    /** What the daemon sends on a boundary, for the others to send too. */
    private static String bytes(DispatchStage stage) {
        Beatkeeper keeper = stage.beatkeeper();
        long beat = keeper.beat();
        stage.beats().forget();
        keeper.play(1, beat);
        stage.beats().await(1);
        return stage.beats().datagrams().getLast().hex();
    }
}
