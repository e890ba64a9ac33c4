package io.downbeat.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/**
 * The rounds of all senders under one load, as a table.
 *
 * @param played empty if the load did not run
 */
record BeatAccuracyTable(
        BackgroundLoad backgroundLoad,
        BenchmarkDuration benchmarkDuration,
        Map<String, List<BeatAccuracyRoundResult>> played) {
    private static final BenchmarkGoal MEDIAN = BenchmarkGoal.atMost("p50 to C's", 1.0);
    private static final BenchmarkGoal TAIL = BenchmarkGoal.atMost("p99 to C's", 1.5);

    /**
     * @param absent why other programs were left out
     */
    Table table(List<String> absent) {
        if (played.isEmpty()) {
            return new Table("dispatch, " + backgroundLoad.words(), "who")
                    .note("not measured: nothing of it was heard");
        }
        Table table =
                new Table(
                        "dispatch, %s: deviation from the beat in us, median of %d rounds of %d"
                                .formatted(
                                        backgroundLoad.words(),
                                        benchmarkDuration.rounds(),
                                        benchmarkDuration.boundaries()),
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
        played.keySet().forEach(who -> table.row(cells(who)));
        ContestantSamples daemon = fitted(BeatAccuracyBenchmark.DAEMON);
        ContestantSamples c = fitted(BeatSenderProgram.C.name());
        table.aim(MEDIAN, daemon.times(c, 50)).aim(TAIL, daemon.times(c, 99));
        ahead(table, daemon);
        absent.forEach(table::note);
        return table.note("deviation: from the grid that fits a round's arrivals best")
                .note("all p99, worst, missed: of all rounds together")
                .note("late: from the sender's own grid, which only the daemon and C tell")
                .note("while the others play, the daemon has no boundaries; the load goes on");
    }

    /** The daemon is ahead of all if it is ahead of the best of them. */
    private void ahead(Table table, ContestantSamples daemon) {
        Map<String, ContestantSamples> peers = new LinkedHashMap<>();
        played.keySet().stream()
                .filter(who ->
                        !who.equals(BeatAccuracyBenchmark.DAEMON)
                                && !BeatSenderProgram.isMeasure(who))
                .forEach(who -> peers.put(who, fitted(who)));
        for (int percent : List.of(50, 99)) {
            peers.entrySet().stream()
                    .min((one, other) ->
                            Long.compare(
                                    one.getValue().quoted(percent),
                                    other.getValue().quoted(percent)))
                    .ifPresent(best ->
                            table.aim(
                                    aheadOf(best, percent),
                                    daemon.times(best.getValue(), percent)));
        }
    }

    private static BenchmarkGoal aheadOf(Entry<String, ContestantSamples> best, int percent) {
        return BenchmarkGoal.atMost(
                "p%d to the best other's, %s,".formatted(percent, best.getKey()), 1.0);
    }

    private String[] cells(String who) {
        ContestantSamples fitted = fitted(who);
        ContestantSamples c = fitted(BeatSenderProgram.C.name());
        List<Samples> late = rounds(who).stream().flatMap(round -> round.late().stream()).toList();
        Samples all = fitted.together();
        return new String[] {
            who,
            Table.micros(fitted.quoted(50)),
            Table.micros(fitted.quoted(99)),
            Table.ratio(fitted.times(c, 50)),
            Table.ratio(fitted.times(c, 99)),
            Table.micros(all.percentile(99)),
            Table.micros(all.most()),
            Table.whole(rounds(who).stream().mapToInt(round -> round.fitted().missed()).sum()),
            late.isEmpty() ? "" : Table.micros(new ContestantSamples(late).quoted(50)),
            late.isEmpty() ? "" : Table.micros(new ContestantSamples(late).quoted(99)),
        };
    }

    private ContestantSamples fitted(String who) {
        return new ContestantSamples(
                rounds(who).stream().map(round -> round.fitted().deviations()).toList());
    }

    private List<BeatAccuracyRoundResult> rounds(String who) {
        return played.getOrDefault(who, List.of());
    }
}
