package io.downbeat.bench;

import io.downbeat.bench.Player.Row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How exactly on the beat things leave: twenty boundaries a second, the daemon's by launches, the
 * others' by their own timers, all sending the same bytes to the same socket, idle and under two
 * loads. Whoever is measured, the daemon runs and the load goes on; the daemon has boundaries only
 * in its own rounds.
 */
final class Dispatch implements Benchmark {
    private static final long PERIOD = BenchGraph.SIXTEENTH_NANOS;

    /** Boundaries at the beginning of a round that are not looked at. */
    private static final int LEAD_IN = 20;

    private static final int LOOK_MILLIS = 250;

    /** How long a program may take to start. */
    private static final int PATIENCE_LOOKS = 80;

    private static final String DAEMON = "daemon";
    private static final Aim MEDIAN = Aim.atMost("p50 to C's", 1.0);
    private static final Aim TAIL = Aim.atMost("p99 to C's", 1.5);

    @Override
    public String name() {
        return "dispatch";
    }

    @Override
    public String summary() {
        return "deviation from the beat, beside C and other programs' timers";
    }

    @Override
    public void run(Session session) {
        try (DispatchStage stage = DispatchStage.open(session.workshop(), List.of())) {
            session.settle();
            List<Player> players = new ArrayList<>(List.of(Player.C));
            List<String> absent = new ArrayList<>();
            for (Player peer : Player.PEERS) {
                Optional<String> absence = peer.absence();
                absence.ifPresentOrElse(absent::add, () -> players.add(peer));
            }
            for (Load load : Load.values()) {
                session.print(table(session, stage, load, players, absent));
            }
        }
    }

    /**
     * One player's round: how far from the grid that fits best, and how late where that is known.
     */
    record Round(Beatline fitted, Optional<Samples> late) {
        static Round of(long[] arrivals, Optional<Long> beat) {
            return new Round(
                    Beatline.fitted(arrivals, PERIOD),
                    beat.map(point -> Beatline.around(arrivals, point, PERIOD).deviations()));
        }
    }

    private Table table(
            Session session,
            DispatchStage stage,
            Load load,
            List<Player> players,
            List<String> absent) {
        Map<String, List<Round>> played = new LinkedHashMap<>();
        Optional<Running> running = stage.begin(load, session.workshop());
        try {
            load.renew(stage.daemon().client(), 0);
            if (!load.isOn(stage.others())) {
                return new Table("dispatch, " + load.words(), "who")
                        .note("not measured: this daemon does not do that yet");
            }
            daemonPlays(session, stage);
            String hex = bytes(stage);
            for (int round = 1; round <= session.pace().rounds(); round++) {
                session.say("dispatch, " + load.words() + ", round " + round);
                load.renew(stage.daemon().client(), round);
                add(played, DAEMON, daemonPlays(session, stage));
                for (Player player : players) {
                    add(played, player.name(), plays(session, stage, player, hex));
                }
            }
        } finally {
            running.ifPresent(Running::close);
        }
        return report(session, load, played, absent);
    }

    private static void add(Map<String, List<Round>> played, String who, Round round) {
        played.computeIfAbsent(who, first -> new ArrayList<>()).add(round);
    }

    private static Round daemonPlays(Session session, DispatchStage stage) {
        Beatkeeper keeper = stage.beatkeeper();
        long beat = keeper.beat();
        stage.beats().forget();
        keeper.play(LEAD_IN + session.pace().boundaries(), beat);
        return Round.of(arrivals(session, stage), Optional.of(beat));
    }

    private static Round plays(Session session, DispatchStage stage, Player player, String hex) {
        int count = LEAD_IN + session.pace().boundaries();
        Row row = new Row(stage.beats().port(1), PERIOD, count, hex);
        stage.beats().forget();
        stage.beats().count();
        try (Running program = player.start(session.workshop(), row)) {
            Optional<Long> beat =
                    player.equals(Player.C)
                            ? Optional.of(Long.valueOf(program.line().split(" ")[1]))
                            : Optional.empty();
            Waits.millis(count * PERIOD / 1_000_000);
            long heard = stage.beats().count();
            for (int look = 0; heard < count && look < PATIENCE_LOOKS; look++) {
                Waits.millis(LOOK_MILLIS);
                heard += stage.beats().count();
            }
            return Round.of(arrivals(session, stage), beat);
        }
    }

    /** What has come, without the lead-in and without what came behind the last beat. */
    private static long[] arrivals(Session session, DispatchStage stage) {
        long[] all =
                stage.beats().stamps().stream()
                        .mapToLong(Ear.Stamp::at)
                        .skip(LEAD_IN)
                        .limit(session.pace().boundaries())
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
        return stage.beats().datagrams().getLast().hex();
    }

    private static Table report(
            Session session, Load load, Map<String, List<Round>> played, List<String> absent) {
        Table table =
                new Table(
                        "dispatch, %s: deviation from the beat in us, median of %d rounds of %d"
                                .formatted(
                                        load.words(),
                                        session.pace().rounds(),
                                        session.pace().boundaries()),
                        "who",
                        "p50",
                        "p99",
                        "p50 to C",
                        "p99 to C",
                        "all p99",
                        "worst",
                        "missed",
                        "late p50",
                        "late p99");
        Rounds c = fitted(played.getOrDefault(Player.C.name(), List.of()));
        played.forEach((who, rounds) -> table.row(cells(who, rounds, c)));
        Rounds daemon = fitted(played.getOrDefault(DAEMON, List.of()));
        table.aim(MEDIAN, ratio(daemon, c, 50)).aim(TAIL, ratio(daemon, c, 99));
        ahead(table, daemon, played);
        absent.forEach(table::note);
        return table.note("all p99, worst, missed: of all rounds together")
                .note("late: behind the sender's own grid, which only the daemon and C tell")
                .note(session.pace().rounds() + " rounds in turns; the load goes on through all");
    }

    /** Ahead of everybody else is who is ahead of the nearest of them. */
    private static void ahead(Table table, Rounds daemon, Map<String, List<Round>> played) {
        Map<String, Rounds> peers = new LinkedHashMap<>();
        played.forEach((who, rounds) -> {
            if (!who.equals(DAEMON) && !who.equals(Player.C.name())) {
                peers.put(who, fitted(rounds));
            }
        });
        for (int percent : List.of(50, 99)) {
            peers.entrySet().stream()
                    .min(Comparator.comparingLong(peer -> peer.getValue().quoted(percent)))
                    .ifPresent(best ->
                            table.aim(
                                    Aim.atMost(
                                            "p%d to the best other's, %s,"
                                                    .formatted(percent, best.getKey()),
                                            1.0),
                                    ratio(daemon, best.getValue(), percent)));
        }
    }

    private static String[] cells(String who, List<Round> rounds, Rounds c) {
        Rounds fitted = fitted(rounds);
        List<Samples> late = rounds.stream().flatMap(round -> round.late().stream()).toList();
        Samples all = fitted.together();
        return new String[] {
            who,
            Table.micros(fitted.quoted(50)),
            Table.micros(fitted.quoted(99)),
            Table.ratio(ratio(fitted, c, 50)),
            Table.ratio(ratio(fitted, c, 99)),
            Table.micros(all.percentile(99)),
            Table.micros(all.most()),
            Table.whole(rounds.stream().mapToInt(round -> round.fitted().missed()).sum()),
            late.isEmpty() ? "" : Table.micros(new Rounds(late).quoted(50)),
            late.isEmpty() ? "" : Table.micros(new Rounds(late).quoted(99)),
        };
    }

    private static Rounds fitted(List<Round> rounds) {
        return new Rounds(rounds.stream().map(round -> round.fitted().deviations()).toList());
    }

    private static double ratio(Rounds one, Rounds other, double percent) {
        return (double) one.quoted(percent) / other.quoted(percent);
    }
}
